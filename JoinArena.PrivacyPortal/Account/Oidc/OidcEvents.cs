using System.Globalization;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Access.SecurityEvents;
using JoinArena.PrivacyPortal.Account.SigningIn;
using JoinArena.PrivacyPortal.Data;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;

namespace JoinArena.PrivacyPortal.Account.Oidc;

/// <summary>
/// What happens on the way to the provider and back. The handler has checked state, nonce, code, signature, issuer,
/// audience and time before <see cref="TicketReceived"/>.
/// </summary>
internal sealed partial class OidcEvents(
    OidcProvider provider,
    OidcSignInService signIn,
    OidcStepUpService stepUp,
    SecurityLog security,
    ILogger<OidcEvents> log
) : OpenIdConnectEvents
{
    public override Task RedirectToIdentityProvider(RedirectContext context)
    {
        context.ProtocolMessage.UiLocales = CultureInfo.CurrentUICulture.Name;
        if (OidcStepUpService.IsQuestion(context.Properties) && provider.Settings is { StepUpAcr: [_, ..] wanted })
            context.ProtocolMessage.AcrValues = string.Join(' ', wanted);
        return Task.CompletedTask;
    }

    public override Task RedirectToIdentityProviderForSignOut(RedirectContext context)
    {
        context.ProtocolMessage.ClientId = context.Options.ClientId;
        context.ProtocolMessage.IdTokenHint = context.Properties.GetParameter<string>(OidcSignOut.HintParameter);
        return Task.CompletedTask;
    }

    public override async Task TicketReceived(TicketReceivedContext context)
    {
        context.HandleResponse();
        var returnUrl = LocalReturnUrl.OrHome(context.ReturnUri);
        if (
            context.Principal is not { } claims
            || context.Properties?.GetTokenValue("id_token") is not { } token
            || OidcIdentity.Read(claims, token, provider.Settings!) is not { } person
        )
        {
            Lead(
                context.Response,
                Fail(new InvalidOperationException("The ID token lacks a sub."), context.Properties)
            );
            return;
        }

        if (OidcStepUpService.IsQuestion(context.Properties))
        {
            var isKept = await stepUp.KeepAsync(context.HttpContext, person, context.Properties);
            Lead(context.Response, isKept ? returnUrl : OidcChallenge.GetUrl(returnUrl, OidcProblem.Failed));
            return;
        }

        var result = await signIn.SignInAsync(person, context.HttpContext.RequestAborted);
        if (!result.IsSuccess)
            Lead(context.Response, LocalReturnUrl.Append(OidcSignInErrorPage.GetPath(result.Error), returnUrl));
        else if (result.Value)
            Lead(context.Response, returnUrl);
        else
            Lead(context.Response, $"/account/second-step?returnUrl={Uri.EscapeDataString(returnUrl)}");
    }

    public override Task AccessDenied(AccessDeniedContext context)
    {
        context.HandleResponse();
        Lead(context.Response, OidcChallenge.GetUrl(GetPage(context.Properties), OidcProblem.Cancelled));
        return Task.CompletedTask;
    }

    public override Task RemoteFailure(RemoteFailureContext context)
    {
        context.HandleResponse();
        Lead(context.Response, Fail(context.Failure, context.Properties));
        return Task.CompletedTask;
    }

    /// <summary>Records why nobody was signed in.</summary>
    /// <returns>The page that says so.</returns>
    private string Fail(Exception? fault, AuthenticationProperties? properties)
    {
        var problem = fault.ToProblem();
        WarnAboutFailure(fault.ToKinds());
        security.Record(
            SecurityEventKind.SignIn,
            SecurityEventResult.Failed,
            detail: $"{SignInClaims.Provider}: {problem.ToKebabCase()}"
        );
        return OidcChallenge.GetUrl(GetPage(properties), problem);
    }

    // The page that asked for a proof, or the sign-in page with the way on.
    private static string GetPage(AuthenticationProperties? properties) =>
        OidcStepUpService.IsQuestion(properties)
            ? LocalReturnUrl.OrHome(properties?.RedirectUri)
            : LocalReturnUrl.Append("/account/login", properties?.RedirectUri);

    private static void Lead(HttpResponse response, string page)
    {
        response.Headers.CacheControl = "no-store";
        response.Redirect(page);
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "A sign-in with the provider failed: {Kinds}.")]
    private partial void WarnAboutFailure(string kinds);
}
