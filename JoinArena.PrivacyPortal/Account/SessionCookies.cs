using JoinArena.PrivacyPortal.Data;

namespace JoinArena.PrivacyPortal.Account;

/// <summary>The names of our cookies. Over https they carry the <c>__Host-</c> prefix, with which a browser refuses them from any other host or an unencrypted page.</summary>
/// <param name="Secure">Whether <c>Portal:PublicUrl</c> says https. Without it each cookie is as secure as the request it answers.</param>
internal sealed record SessionCookies(bool Secure)
{
    public string Session => Named("joinarena-session");

    public string Forms => Named("joinarena-forms");

    public string Between => Named("joinarena-between");

    public string Registered => Named("joinarena-registered");

    public static SessionCookies From(IConfiguration configuration) => new(PublicAddress.Told(configuration) is { Scheme: "https" });

    private string Named(string name) => Secure ? $"__Host-{name}" : name;
}
