using JoinArena.PrivacyPortal.Data;

namespace JoinArena.PrivacyPortal.Account;

/// <summary>
/// The names of our cookies. Over https they carry the <c>__Host-</c> prefix, with which a browser refuses them from
/// any other host or an unencrypted page.
/// </summary>
/// <param name="Secure">
/// Whether <c>Portal:PublicUrl</c> says https. Without it each cookie is as secure as the request it answers.
/// </param>
internal sealed record CookieNames(bool Secure)
{
    public string Session => Named("joinarena-session");

    public string Antiforgery => Named("joinarena-forms");

    public string TwoFactor => Named("joinarena-between");

    public string PendingRegistration => Named("joinarena-registered");

    public static CookieNames From(IConfiguration configuration) =>
        new(PublicAddress.GetConfiguredUrl(configuration) is { Scheme: "https" });

    private string Named(string name) => Secure ? $"__Host-{name}" : name;
}
