using System.Collections.Immutable;
using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.AspNetCore;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace JoinArena.PrivacyPortal.Account.Oidc.Demo;

/// <summary>Sends the visitor back to the portal, with a code, as the person who was chosen on <see cref="DemoSignInPage"/>.</summary>
internal static class DemoSignInApi
{
    private const string Scheme = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;

    public static async Task<IResult> AnswerAsync(
        HttpContext http,
        WorkerRegister workers,
        DemoCodes codes,
        TimeProvider clock
    )
    {
        var question = http.GetOpenIddictServerRequest()!;
        var person = (string?)question.GetParameter(DemoProvider.PersonParameter);
        var one = DemoAccounts.SignIns.FirstOrDefault(s => s.Email == person);
        if (one is null && person is not DemoProvider.Stranger)
            return TypedResults.Forbid(authenticationSchemes: [Scheme]);

        var worker = one is null ? null : await workers.FindByEmailAsync(one.Email, http.RequestAborted);
        var isStaff = one is { Role: not Roles.Worker };
        ImmutableArray<string> methods = isStaff
            ? [SignInClaims.Password, SignInClaims.OneTimeCode, SignInClaims.SeveralFactors]
            : [SignInClaims.Password];
        var identity = new ClaimsIdentity(Scheme)
            .SetClaim(Claims.Subject, worker?.Id ?? $"demo-{person}")
            .SetClaim(Claims.Email, one?.Email)
            .SetClaim(Claims.EmailVerified, one is not null)
            .SetClaim(Claims.AuthenticationTime, clock.GetUtcNow().ToUnixTimeSeconds())
            .SetClaim(Claims.AuthenticationContextReference, FindWantedAcr(question))
            .SetClaims(Claims.AuthenticationMethodReference, methods)
            .SetClaim(DemoProvider.RoleClaim, isStaff ? one!.Role : null)
            .SetClaim(SignInClaims.Session, Guid.CreateVersion7().ToString("N"))
            .SetClaim(DemoCodes.Claim, codes.Open())
            .SetScopes(question.GetScopes())
            .SetDestinations(claim => claim.Type is DemoCodes.Claim ? [] : [Destinations.IdentityToken]);
        return TypedResults.SignIn(new ClaimsPrincipal(identity), authenticationScheme: Scheme);
    }

    // Whoever is sent here to confirm who they are has confirmed it by choosing.
    private static string? FindWantedAcr(OpenIddictRequest question) =>
        question.GetAcrValues().Contains(DemoProvider.ConfirmedAcr, StringComparer.Ordinal)
            ? DemoProvider.ConfirmedAcr
            : null;
}
