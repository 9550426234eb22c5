using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;
using Microsoft.AspNetCore.Authentication;

namespace JoinArena.PrivacyPortal.Workers;

/// <summary>
/// Links a sign-in to a worker: the one whose announced address is the address this sign-in has confirmed. It is looked
/// up on each request and stored
/// nowhere, so it begins the moment the worker is announced and ends the moment their address is changed.
/// </summary>
internal sealed class WorkerClaimsTransformation(WorkerRegister register) : IClaimsTransformation
{
    public async Task<ClaimsPrincipal> TransformAsync(ClaimsPrincipal principal)
    {
        if (
            principal.HasClaim(c => c.Type == WorkerAccess.Claim)
            || principal.FindFirstValue(WorkerAccess.VerifiedEmailClaim) is not { } email
        )
        {
            return principal;
        }

        if (await register.FindByEmailAsync(email, CancellationToken.None) is not { } worker)
            return principal;

        var known = principal.Clone();
        known.AddIdentity(
            new([
                new(WorkerAccess.Claim, worker.Id),
                new(WorkerAccess.ZoneClaim, worker.TimeZone),
                new(ClaimTypes.GivenName, worker.Name),
                new(WorkerAccess.LocaleClaim, worker.Locale),
            ])
        );
        return known;
    }
}
