using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Account.Sessions;
using JoinArena.PrivacyPortal.Account.SigningIn;
using JoinArena.PrivacyPortal.Data;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Account.Oidc;

/// <summary>
/// Offers a person who signs out here to sign out at the platform too, if they came from there. It is a link on the next
/// page: browsers apply the policy for forms to where the form of the sign-out leads.
/// </summary>
internal sealed class OidcSignOut(
    OidcProvider provider,
    ProviderTokenSeal seal,
    PortalCookies cookies,
    IDbContextFactory<PortalDbContext> contexts
)
{
    internal const string HintParameter = "id_token_hint";

    // A cookie has 4096 bytes with its name. Without it the provider asks who signs out.
    private const int MaxCookie = 3800;

    private static readonly TimeSpan s_lifetime = TimeSpan.FromMinutes(10);

    /// <summary>Remembers, before the sign-out, what the provider needs to know.</summary>
    /// <returns>The page to go on to.</returns>
    public async Task<string> PrepareAsync(HttpContext http)
    {
        if (!provider.IsOffered || await FindTokenAsync(http.User, http.RequestAborted) is not { } token)
            return "/";
        if (token.Length <= MaxCookie)
            http.Response.Cookies.Append(cookies.SignedOut, token, cookies.CreateOptions(http, s_lifetime));
        return SignedOutPage.Path;
    }

    /// <summary>Sends the person to the provider's sign-out, which leads back to the page that says so.</summary>
    public Task LeaveAsync(HttpContext http, OidcChallenge challenge)
    {
        var properties = new AuthenticationProperties { RedirectUri = SignedOutPage.EverywherePath };
        properties.SetParameter(HintParameter, seal.Open(http.Request.Cookies[cookies.SignedOut]));
        http.Response.Cookies.Delete(cookies.SignedOut, cookies.CreateOptions(http, s_lifetime));
        return challenge.SendAsync(http, () => http.SignOutAsync(OidcProvider.Scheme, properties), SignedOutPage.Path);
    }

    private async Task<string?> FindTokenAsync(ClaimsPrincipal user, CancellationToken ct)
    {
        if ((user.FindAccountId(), user.FindSessionId()) is not ({ } account, { } id))
            return null;
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db
            .AccountSessions.Where(s => s.Id == id && s.AccountId == account)
            .Select(s => s.ProviderToken)
            .SingleOrDefaultAsync(ct);
    }
}
