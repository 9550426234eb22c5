using JoinArena.PrivacyPortal.Account.SigningIn;
using Microsoft.AspNetCore.Identity;

namespace JoinArena.PrivacyPortal.Account.Oidc;

/// <summary>Whether people can sign in with the platform, and with nothing else.</summary>
/// <param name="Settings">The settings; null if there is no provider.</param>
internal sealed record OidcProvider(OidcSettings? Settings)
{
    /// <summary>The authentication scheme, and the name under which an account keeps the person's <c>sub</c>.</summary>
    public const string Scheme = "joinarena";

    internal const string SignInPath = "/account/oidc/sign-in",
        ConfirmPath = "/account/oidc/confirm",
        CallbackPath = "/account/oidc/callback",
        SignOutPath = "/account/oidc/sign-out",
        SignedOutCallbackPath = "/account/oidc/signed-out",
        BackChannelLogoutPath = "/account/oidc/back-channel-logout",
        FrontChannelLogoutPath = "/account/oidc/front-channel-logout";

    public bool IsOffered => Settings is not null;

    /// <summary>True if nobody can sign in with a password or passkey of the portal.</summary>
    public bool IsOnly => Settings is { IsOnly: true };

    /// <summary>True if a page of the demo stands in for the platform's sign-in.</summary>
    public bool IsDemo => Settings is { IsDemo: true };

    /// <summary>True for the login with which an account keeps the person's <c>sub</c>.</summary>
    public static bool IsLogin(UserLoginInfo login) => login.LoginProvider == Scheme;

    /// <summary>The link that leads to the provider and back.</summary>
    /// <param name="returnUrl">Where the person wanted to go.</param>
    public static string GetSignInUrl(string? returnUrl) => LocalReturnUrl.Append(SignInPath, returnUrl);
}
