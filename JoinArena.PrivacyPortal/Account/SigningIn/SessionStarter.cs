using JoinArena.PrivacyPortal.Access.SecurityEvents;
using JoinArena.PrivacyPortal.Account.Attempts;
using JoinArena.PrivacyPortal.Account.Sessions;
using Microsoft.AspNetCore.Identity;

namespace JoinArena.PrivacyPortal.Account.SigningIn;

/// <summary>Starts the session of a person who has proved enough, in whatever way.</summary>
internal sealed class SessionStarter(
    SignInManager<PortalAccount> signInManager,
    SessionService sessions,
    KnownBrowserCookie browsers,
    SecurityLog security
)
{
    /// <summary>Starts a session, remembers the browser and records the sign-in.</summary>
    public async Task StartAsync(PortalAccount account, SignInProof proof)
    {
        var http = signInManager.Context;
        var agent = http.Request.Headers.UserAgent.ToString();
        var session = await sessions.BeginAsync(account.Id, agent, proof, http.RequestAborted);
        await WriteCookieAsync(account, session, proof);
        browsers.Remember(http, account.Id);
        security.RecordSignIn(account.Id, session, proof.Methods);
    }

    /// <summary>Gives the browser the cookie of a session.</summary>
    public Task WriteCookieAsync(PortalAccount account, Guid session, SignInProof proof) =>
        signInManager.SignInWithClaimsAsync(
            account,
            isPersistent: false,
            SessionClaims.Create(session, proof.At, proof.FactorAt, proof.Methods)
        );
}
