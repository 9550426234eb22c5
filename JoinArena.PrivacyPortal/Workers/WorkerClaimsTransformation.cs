using System.Globalization;
using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;
using Microsoft.AspNetCore.Authentication;

namespace JoinArena.PrivacyPortal.Workers;

/// <summary>
/// Links a sign-in to the worker whose id the platform has given as the person's <c>sub</c>, or else to the one whose
/// announced email address the account has confirmed. The link is looked up on each request and not stored, so it starts
/// when the worker is announced. One by address ends when their address changes; after that the new address has to be
/// confirmed again (<see cref="Worker.IsEmailConfirmed"/>).
/// </summary>
internal sealed class WorkerClaimsTransformation(WorkerRegister register) : IClaimsTransformation
{
    public async Task<ClaimsPrincipal> TransformAsync(ClaimsPrincipal principal)
    {
        if (principal.HasClaim(c => c.Type is WorkerAccess.Claim or WorkerAccess.UnconfirmedClaim))
            return principal;

        if (
            principal.FindFirstValue(WorkerAccess.SubjectClaim) is { } subject
            && await register.FindAsync(subject, CancellationToken.None) is { } named
        )
        {
            var person = principal.Clone();
            person.AddIdentity(new(DescribeWorker(named)));
            return person;
        }

        if (principal.FindFirstValue(WorkerAccess.VerifiedEmailClaim) is not { } email)
            return principal;
        if (await register.FindByEmailAsync(email, CancellationToken.None) is not { } worker)
            return principal;

        var known = principal.Clone();
        known.AddIdentity(
            worker.IsEmailConfirmed(ReadConfirmedAt(principal))
                ? new(DescribeWorker(worker))
                : new([new(WorkerAccess.UnconfirmedClaim, "true")])
        );
        return known;
    }

    private static IEnumerable<Claim> DescribeWorker(Worker worker)
    {
        yield return new(WorkerAccess.Claim, worker.Id);
        yield return new(WorkerAccess.ZoneClaim, worker.ShownTimeZone);
        yield return new(ClaimTypes.GivenName, worker.Name);
        yield return new(WorkerAccess.LocaleClaim, worker.Locale);
        if (worker.ChosenLanguage is { } chosen)
            yield return new(WorkerAccess.ChosenLanguageClaim, chosen);
    }

    private static DateTimeOffset? ReadConfirmedAt(ClaimsPrincipal principal) =>
        DateTimeOffset.TryParseExact(
            principal.FindFirstValue(WorkerAccess.VerifiedAtClaim),
            "O",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var at
        )
            ? at
            : null;
}
