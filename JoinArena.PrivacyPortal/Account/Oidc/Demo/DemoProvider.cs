using System.Security.Cryptography;
using JoinArena.PrivacyPortal.Data;

namespace JoinArena.PrivacyPortal.Account.Oidc.Demo;

/// <summary>
/// The page that stands in for the platform's sign-in in the demo, and what the portal and it know of each other. It asks
/// for no proof at all, so it exists in Development with the demo only, and only where the operator has named it.
/// </summary>
internal static class DemoProvider
{
    /// <summary>The value of <c>Portal:Oidc:Authority</c> that asks for it.</summary>
    public const string Name = "demo";

    /// <summary>Where it is. Behind the portal's address, this is its name for itself.</summary>
    public const string Path = "/demo/identity";

    internal const string MetadataPath = $"{Path}/.well-known/openid-configuration",
        KeysPath = $"{Path}/keys",
        AuthorizePath = $"{Path}/authorize",
        ChoicePath = $"{Path}/choice",
        TokenPath = $"{Path}/token",
        EndSessionPath = $"{Path}/end-session";

    /// <summary>The parameter of <see cref="ChoicePath"/> that says who somebody is: an address, or <see cref="Stranger"/>.</summary>
    public const string PersonParameter = "person";

    /// <summary>Somebody who has an account at the platform, and whom it has not announced to the portal.</summary>
    public const string Stranger = "stranger";

    /// <summary>The claim with a person's staff role.</summary>
    public const string RoleClaim = "privacy_role";

    /// <summary>The <c>acr</c> of a sign-in in which somebody was asked to confirm who they are.</summary>
    public const string ConfirmedAcr = "urn:joinarena:demo:confirmed";

    private const string Section = "Portal:Oidc";

    /// <summary>The settings of the portal as its client.</summary>
    /// <exception cref="ConfigurationException">
    /// It is asked for outside Development or without the demo, or with a setting of a real provider.
    /// </exception>
    public static OidcSettings CreateSettings(IConfiguration configuration, bool isDevelopment)
    {
        if (!isDevelopment || !configuration.GetValue("Portal:Demo:Enabled", true))
        {
            throw ConfigurationException.ForSetting(
                "Portal__Oidc__Authority",
                $"'{Name}' lets anybody sign in as anybody, so it works in Development with the demo only",
                "https://login.joinarena.example"
            );
        }

        var other = configuration
            .GetSection(Section)
            .GetChildren()
            .FirstOrDefault(s => s.Value is { Length: > 0 } && s.Key is not (nameof(OidcSettings.Authority) or "Only"));
        if (other is not null)
        {
            throw new ConfigurationException(
                $"Portal__Oidc__{other.Key}: leave it out where Portal__Oidc__Authority={Name}, whose settings are its own"
            );
        }

        return new()
        {
            Authority = null,
            ClientId = "privacy-portal",
            ClientSecret = RandomNumberGenerator.GetHexString(64, lowercase: true),
            Scopes = ["openid", "email"],
            IsOnly = configuration.GetValue($"{Section}:Only", false),
            RoleClaim = RoleClaim,
            TwoFactorAcr = [],
            StepUpAcr = [ConfirmedAcr],
        };
    }
}
