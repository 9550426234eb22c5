using JoinArena.PrivacyPortal.Data;

namespace JoinArena.PrivacyPortal.Access;

/// <summary>
/// The path on its host under which the portal is: that of <c>Portal:PublicUrl</c>. All code names pages by their path
/// within the portal, as routes do; only what goes to a browser gets the base path, by <see cref="this"/>.
/// </summary>
/// <param name="Value">Such as <c>/privacy</c>; empty if the portal has the host for itself.</param>
public sealed record BasePath(string Value)
{
    /// <summary>True if other sites share the portal's origin.</summary>
    public bool IsShared => Value.Length > 0;

    /// <summary>
    /// The address of a page of the portal for a browser: <c>/privacy/my-data</c> for <c>/my-data</c>. Anything that does
    /// not begin with a slash stays as it is, such as <c>#question</c> or an address with a host.
    /// </summary>
    public string? this[string? path] => path is null ? null : ToUrl(path);

    /// <inheritdoc cref="this"/>
    public string ToUrl(string path) => path is ['/', ..] ? Value + path : path;

    /// <summary>The <c>Path</c> of the portal's cookies.</summary>
    public string CookiePath => IsShared ? Value : "/";

    /// <summary>What the names of cookies begin with over https. <c>__Host-</c> wants the path <c>/</c>.</summary>
    public string CookiePrefix => IsShared ? "__Secure-" : "__Host-";

    /// <exception cref="ConfigurationException">The setting is not the address of a website.</exception>
    public static BasePath From(IConfiguration configuration) =>
        new(PublicAddress.GetConfiguredUrl(configuration)?.AbsolutePath.TrimEnd('/') ?? "");
}
