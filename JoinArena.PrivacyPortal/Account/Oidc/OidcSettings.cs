using JoinArena.PrivacyPortal.Account.Oidc.Demo;
using JoinArena.PrivacyPortal.Data;

namespace JoinArena.PrivacyPortal.Account.Oidc;

/// <summary>
/// Settings under <c>Portal:Oidc</c>: the platform's OpenID Connect provider, whose <c>sub</c> is the worker id.
/// </summary>
internal sealed record OidcSettings
{
    /// <summary>
    /// The provider's name for itself, its issuer. Its metadata is at <c>/.well-known/openid-configuration</c> below it.
    /// Null for the page that stands in for one in the demo.
    /// </summary>
    public required Uri? Authority { get; init; }

    public required string ClientId { get; init; }

    public required string ClientSecret { get; init; }

    /// <summary>What is asked for. Always with <c>openid</c>.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>True if nobody can sign in with a password or passkey of the portal.</summary>
    public required bool IsOnly { get; init; }

    /// <summary>The claim that names a person's staff roles; null if the provider makes nobody staff.</summary>
    public required string? RoleClaim { get; init; }

    /// <summary>
    /// The values of <c>acr</c> that prove a second factor. <c>mfa</c> in <c>amr</c> (RFC 8176) always proves one.
    /// </summary>
    public required IReadOnlyList<string> TwoFactorAcr { get; init; }

    /// <summary>
    /// The values of <c>acr</c> that are asked for, and one of which is needed, where a person confirms who they are.
    /// Empty if any fresh sign-in will do.
    /// </summary>
    public required IReadOnlyList<string> StepUpAcr { get; init; }

    /// <summary>True for the page that stands in for the platform's sign-in in the demo.</summary>
    public bool IsDemo => Authority is null;

    private const string Section = "Portal:Oidc";

    /// <summary>The settings, or null if no provider is set.</summary>
    /// <param name="isDevelopment">True in Development, where any provider may be reached by http.</param>
    /// <exception cref="ConfigurationException">A value is not what its setting takes, or one is missing.</exception>
    public static OidcSettings? From(IConfiguration configuration, bool isDevelopment)
    {
        var section = configuration.GetSection(Section);
        if (section[nameof(Authority)] is not { Length: > 0 } authority)
        {
            return section.AsEnumerable().Any(s => !string.IsNullOrEmpty(s.Value))
                ? throw Missing(nameof(Authority), "https://login.joinarena.example")
                : null;
        }

        if (authority == DemoProvider.Name)
            return DemoProvider.CreateSettings(configuration, isDevelopment);

        var settings = new OidcSettings
        {
            Authority = ReadAuthority(authority, mayBeUnencrypted: isDevelopment),
            ClientId = section[nameof(ClientId)] is { Length: > 0 } id
                ? id
                : throw Missing(nameof(ClientId), "privacy-portal"),
            ClientSecret = section[nameof(ClientSecret)] is { Length: > 0 } secret
                ? secret
                : throw Missing(nameof(ClientSecret), "…"),
            Scopes =
            [
                .. ReadWords(configuration[$"{Section}:Scopes"]).Prepend("openid").Distinct(StringComparer.Ordinal),
            ],
            IsOnly = section.GetValue("Only", false),
            RoleClaim = section[nameof(RoleClaim)] is { Length: > 0 } claim ? claim : null,
            TwoFactorAcr = ReadWords(section[nameof(TwoFactorAcr)]),
            StepUpAcr = ReadWords(section[nameof(StepUpAcr)]),
        };
        if (settings is { IsOnly: true, RoleClaim: null })
        {
            throw ConfigurationException.ForSetting(
                "Portal__Oidc__Only",
                "without Portal__Oidc__RoleClaim nobody of the privacy team could sign in",
                "false"
            );
        }

        return settings;
    }

    private static Uri ReadAuthority(string text, bool mayBeUnencrypted)
    {
        if (
            !Uri.TryCreate(text, UriKind.Absolute, out var authority)
            || authority is not { Scheme: "http" or "https", Query: "", Fragment: "", UserInfo: "" }
        )
        {
            throw Wrong($"'{text}' is not an https address without user, query and fragment");
        }

        if (authority.Scheme != Uri.UriSchemeHttps && !authority.IsLoopback && !mayBeUnencrypted)
            throw Wrong($"'{text}' is not an https address, so anybody on the way could sign in as anybody");
        return authority;

        static ConfigurationException Wrong(string what) =>
            ConfigurationException.ForSetting("Portal__Oidc__Authority", what, "https://login.joinarena.example");
    }

    private static string[] ReadWords(string? text) =>
        (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static ConfigurationException Missing(string name, string example) =>
        ConfigurationException.ForSetting(
            $"Portal__Oidc__{name}",
            "is needed if any other setting of Portal__Oidc is set",
            example
        );
}
