using System.Security.Claims;

namespace JoinArena.PrivacyPortal.Access;

/// <summary>Access to pages for a signed-in person who is one of JoinArena's workers.</summary>
public static class WorkerAccess
{
    /// <summary>The policy of pages that show a worker their own data.</summary>
    public const string Policy = "known-worker";

    /// <summary>
    /// The claim with JoinArena's id of the worker. It is added on every request, so it is always current.
    /// </summary>
    public const string Claim = "worker_id";

    /// <summary>
    /// The claim with the person's <c>sub</c> at JoinArena's platform, which is the worker id of a worker. Only accounts
    /// that have signed in there have it.
    /// </summary>
    public const string SubjectClaim = "platform_sub";

    /// <summary>The claim with the email address, once it is confirmed.</summary>
    public const string VerifiedEmailClaim = "verified_email";

    /// <summary>
    /// The claim with the time at which the person last showed that they read the address's email, in the round-trip
    /// format.
    /// </summary>
    public const string VerifiedAtClaim = "verified_email_at";

    /// <summary>
    /// The claim of a person whose address is a worker's and has to be confirmed again before it shows data.
    /// </summary>
    public const string UnconfirmedClaim = "worker_unconfirmed";

    /// <summary>The claim with the IANA time zone to show times in.</summary>
    public const string ZoneClaim = "zoneinfo";

    /// <summary>The claim with the BCP 47 tag of the language that JoinArena announced for the worker.</summary>
    public const string LocaleClaim = "locale";

    /// <summary>The claim with the BCP 47 tag of the language that the worker chose here. Absent until they do.</summary>
    public const string ChosenLanguageClaim = "chosen_locale";

    extension(ClaimsPrincipal user)
    {
        /// <summary>JoinArena's id of the signed-in worker.</summary>
        /// <exception cref="InvalidOperationException">The page does not require <see cref="Policy"/>.</exception>
        public string GetWorkerId() =>
            user.FindFirstValue(Claim)
            ?? throw new InvalidOperationException("The page must require the known-worker policy.");

        /// <summary>JoinArena's id of the signed-in worker, or null for anyone else.</summary>
        public string? FindWorkerId() => user.FindFirstValue(Claim);
    }
}
