using System.Security.Claims;

namespace JoinArena.PrivacyPortal.Access;

/// <summary>A signed-in person who is known to be one of JoinArena's workers.</summary>
public static class WorkerAccess
{
    /// <summary>The policy of pages that show a worker their own data.</summary>
    public const string Policy = "known-worker";

    /// <summary>
    /// The claim that carries JoinArena's id of the worker; added on every request, so never older than the request.
    /// </summary>
    public const string Claim = "worker_id";

    /// <summary>The claim a sign-in carries once its e-mail address is confirmed: that address.</summary>
    public const string VerifiedEmailClaim = "verified_email";

    /// <summary>The claim with the IANA time zone to show times in.</summary>
    public const string ZoneClaim = "zoneinfo";

    /// <summary>The claim with the BCP 47 tag of the language to write in.</summary>
    public const string LocaleClaim = "locale";

    extension(ClaimsPrincipal user)
    {
        /// <summary>JoinArena's id of the signed-in worker.</summary>
        /// <exception cref="InvalidOperationException">The page is not behind <see cref="Policy"/>.</exception>
        public string GetWorkerId() =>
            user.FindFirstValue(Claim) ?? throw new InvalidOperationException("This needs the known-worker policy.");

        /// <summary>JoinArena's id of the signed-in worker, or null for anyone else.</summary>
        public string? FindWorkerId() => user.FindFirstValue(Claim);
    }
}
