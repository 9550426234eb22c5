using Microsoft.AspNetCore;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace JoinArena.PrivacyPortal.Account.Oidc.Demo;

/// <summary>
/// What OpenIddict leaves to us without its database: who the client is, where its ways lead, and that a code is redeemed
/// once. It checks all else. Source: OpenID Connect Core 1.0, 3.1.2.1 and 3.1.3.2; RP-Initiated Logout 1.0, 2.
/// </summary>
/// <remarks>
/// Methods, and no classes with its interfaces: the framework looks at each class of the program at the start, and so would
/// load OpenIddict where nobody asks for it.
/// </remarks>
internal static class DemoProviderChecks
{
    public static ValueTask CheckQuestion(ValidateAuthorizationRequestContext context)
    {
        var client = Get<DemoClient>(context);
        if (!client.Is(context.ClientId))
            context.Reject(Errors.UnauthorizedClient, "Only the portal signs people in here.");
        else if (!client.IsOwn(context.RedirectUri, OidcProvider.CallbackPath))
            context.Reject(Errors.InvalidRequest, client.OtherAddress);
        return ValueTask.CompletedTask;
    }

    public static ValueTask CheckClient(ValidateTokenRequestContext context)
    {
        var client = Get<DemoClient>(context);
        if (!client.Is(context.ClientId) || !client.IsSecret(context.Request.ClientSecret))
            context.Reject(Errors.InvalidClient, "Only the portal redeems codes here.");
        return ValueTask.CompletedTask;
    }

    // Client, redirect address, verifier and time have been checked before.
    public static ValueTask RedeemOnce(HandleTokenRequestContext context)
    {
        if (!Get<DemoCodes>(context).TryRedeem(context.Principal?.GetClaim(DemoCodes.Claim)))
            context.Reject(Errors.InvalidGrant, "This code has been redeemed before.");
        return ValueTask.CompletedTask;
    }

    public static ValueTask CheckEnd(ValidateEndSessionRequestContext context)
    {
        var client = Get<DemoClient>(context);
        if (!client.IsOwn(context.PostLogoutRedirectUri, OidcProvider.SignedOutCallbackPath))
            context.Reject(Errors.InvalidRequest, client.OtherAddress);
        return ValueTask.CompletedTask;
    }

    // Nobody stays signed in at the stand-in: it asks again each time.
    public static ValueTask End(HandleEndSessionRequestContext context)
    {
        context.SignOut();
        return ValueTask.CompletedTask;
    }

    private static T Get<T>(BaseContext context)
        where T : notnull => context.Transaction.GetHttpRequest()!.HttpContext.RequestServices.GetRequiredService<T>();
}
