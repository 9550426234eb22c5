using JoinArena.PrivacyPortal.Account.SigningIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace JoinArena.PrivacyPortal.Account.Oidc;

/// <summary>Sends a person to the provider, or says that it does not answer.</summary>
internal sealed partial class OidcChallenge(IOptionsMonitor<OpenIdConnectOptions> options, ILogger<OidcChallenge> log)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    /// <summary>To sign in, and then on to where the person wanted to go.</summary>
    public Task SignInAsync(HttpContext http, string? returnUrl) =>
        SendAsync(
            http,
            () => http.ChallengeAsync(OidcProvider.Scheme, new() { RedirectUri = LocalReturnUrl.OrHome(returnUrl) }),
            LocalReturnUrl.Append("/account/login", returnUrl)
        );

    /// <summary>To prove who they are, and then back to the page that asks for it.</summary>
    public Task ConfirmAsync(HttpContext http, OidcStepUpService stepUp, string? purpose, string? returnUrl)
    {
        var page = LocalReturnUrl.OrHome(returnUrl);
        if (stepUp.CreateQuestion(http.User, purpose, page) is { } question)
            return SendAsync(http, () => http.ChallengeAsync(OidcProvider.Scheme, question), page);
        http.Response.Redirect(GetUrl(page, OidcProblem.Failed));
        return Task.CompletedTask;
    }

    /// <param name="send">Sends them to the provider.</param>
    /// <param name="otherwise">The page that says so if the provider does not answer.</param>
    public async Task SendAsync(HttpContext http, Func<Task> send, string otherwise)
    {
        try
        {
            // What is known about the provider may be a day old, and a browser that is sent to a provider that is down
            // shows an error of its own.
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
            patience.CancelAfter(s_patience);
            var oidc = options.Get(OidcProvider.Scheme);
            using var answer = await oidc.Backchannel.GetAsync(
                oidc.MetadataAddress,
                HttpCompletionOption.ResponseHeadersRead,
                patience.Token
            );
            answer.EnsureSuccessStatusCode();
            await send();
        }
        catch (Exception fault) when (IsOfProvider(fault) && !http.RequestAborted.IsCancellationRequested)
        {
            WarnAboutProvider(fault.ToKinds());
            http.Response.Redirect(GetUrl(otherwise, OidcProblem.Unreachable));
        }
    }

    /// <summary>The address of a page that says what went wrong.</summary>
    public static string GetUrl(string page, OidcProblem problem) =>
        QueryHelpers.AddQueryString(page, OidcProblems.Parameter, problem.ToString().ToLowerInvariant());

    // The handler throws whatever the request throws, and InvalidOperationException for metadata that it cannot read.
    private static bool IsOfProvider(Exception fault) =>
        fault is HttpRequestException or IOException or OperationCanceledException or InvalidOperationException;

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "The sign-in provider does not answer: {Kinds}.")]
    private partial void WarnAboutProvider(string kinds);
}
