using System.Globalization;
using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Access.SecurityEvents;
using JoinArena.PrivacyPortal.Account.SigningIn;
using JoinArena.PrivacyPortal.Account.StepUp;
using JoinArena.PrivacyPortal.Data;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Identity;

namespace JoinArena.PrivacyPortal.Account.Oidc;

/// <summary>
/// Lets a person prove who they are by signing in at the platform again. The proof is for one purpose, in one session, for
/// five minutes. Source: OpenID Connect Core 1.0, 3.1.2.1 (max_age, acr_values) and 3.1.3.7 (12, 13).
/// </summary>
internal sealed class OidcStepUpService(
    OidcProvider provider,
    SignInManager<PortalAccount> signInManager,
    UserManager<PortalAccount> users,
    SecurityLog security,
    TimeProvider clock
)
{
    private const string Purpose = "purpose",
        Session = "session",
        Started = "started";

    /// <summary>The question for the provider: the same person, now. Null if the user has not signed in there before.</summary>
    /// <param name="purpose">The key of a <see cref="StepUpPurpose"/>.</param>
    /// <param name="returnUrl">The page that asks for the proof.</param>
    public OpenIdConnectChallengeProperties? CreateQuestion(ClaimsPrincipal user, string? purpose, string returnUrl)
    {
        if (
            user.FindFirstValue(WorkerAccess.SubjectClaim) is null
            || user.FindSessionId() is not { } session
            || purpose is not { Length: > 0 and <= MailedCode.MaxPurposeLength }
        )
        {
            return null;
        }

        return new()
        {
            RedirectUri = returnUrl,
            // Whatever the provider remembers does not count.
            MaxAge = TimeSpan.Zero,
            Items =
            {
                [Purpose] = purpose,
                [Session] = session.ToString(),
                [Started] = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            },
        };
    }

    /// <summary>True if this is the way back from such a question.</summary>
    public static bool IsQuestion(AuthenticationProperties? properties) =>
        properties?.Items.ContainsKey(Purpose) is true;

    /// <summary>Keeps the proof in the session if it is one of this person, of this moment and strong enough.</summary>
    public async Task<bool> KeepAsync(HttpContext http, OidcIdentity person, AuthenticationProperties properties)
    {
        // The handler answers before the request knows who is signed in.
        var user = (await http.AuthenticateAsync()).Principal;
        if (
            user is null
            || await users.GetUserAsync(user) is not { } account
            || user.FindSessionId()?.ToString() != properties.Items[Session]
            || user.FindFirstValue(WorkerAccess.SubjectClaim) != person.Subject
            || !IsFresh(person, properties)
            || !IsStrong(person)
        )
        {
            security.RecordFor(
                user ?? new(),
                SecurityEventKind.StepUp,
                SecurityEventResult.Failed,
                SignInClaims.Provider
            );
            return false;
        }

        var proof = new ProviderProof(clock.GetInstant(), person.HasSecondFactor, properties.Items[Purpose]!);
        await signInManager.SignInWithClaimsAsync(
            account,
            isPersistent: false,
            [
                .. user
                    .Claims.Where(c => SessionClaims.IsSessionClaim(c) && c.Type != ProviderProof.Claim)
                    .Select(c => c.Clone()),
                proof.ToClaim(),
            ]
        );
        security.RecordFor(user, SecurityEventKind.StepUp, SecurityEventResult.Succeeded, SignInClaims.Provider);
        return true;
    }

    // A provider that ignores max_age returns an old time, or none.
    private bool IsFresh(OidcIdentity person, AuthenticationProperties properties)
    {
        var started = long.Parse(properties.Items[Started]!, CultureInfo.InvariantCulture);
        return person.AuthenticatedAt is { } at
            && at >= DateTimeOffset.FromUnixTimeSeconds(started) - OidcSetup.ClockSkew
            && at <= clock.GetUtcNow() + OidcSetup.ClockSkew;
    }

    private bool IsStrong(OidcIdentity person) =>
        provider.Settings is { } settings
        && (settings.StepUpAcr.Count == 0 || settings.StepUpAcr.Contains(person.Acr, StringComparer.Ordinal));
}
