using JoinArena.PrivacyPortal.Data;

namespace JoinArena.PrivacyPortal.Account;

/// <summary>The names of our cookies. Over https they carry the <c>__Host-</c> prefix, with which a browser refuses them from any other host or an unencrypted page.</summary>
/// <param name="Secure">Whether they are sent over https only: always, but in Development or when <c>Portal:PublicUrl</c> itself says http.</param>
internal sealed record SessionCookies(bool Secure)
{
    public string Session => Named("joinarena-session");

    public string Forms => Named("joinarena-forms");

    public string Registered => Named("joinarena-registered");

    public static SessionCookies From(IConfiguration configuration, IHostEnvironment environment) =>
        new(PublicAddress.Told(configuration) is { } told ? told.Scheme == Uri.UriSchemeHttps : !environment.IsDevelopment());

    private string Named(string name) => Secure ? $"__Host-{name}" : name;
}
