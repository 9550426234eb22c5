using JoinArena.PrivacyPortal.Access;
using Microsoft.AspNetCore.Mvc;

namespace JoinArena.PrivacyPortal.Disclosures.Intake.Api;

/// <summary>Rejected reports as problem details (RFC 9457).</summary>
internal static class IntakeProblem
{
    /// <summary>The key has used up its events for the day.</summary>
    public static ProblemDetails QuotaExhausted() =>
        ApiProblem.CreateDetails(
            429,
            EventQuota.ProblemKind,
            "This key has used up its events for today",
            "Continue tomorrow (UTC), or raise the limit: the setting is Portal__Limits__EventsPerKeyAndDay."
        );

    /// <summary>The problem of a rejected report.</summary>
    public static ProblemDetails FromResult(IntakeResult rejected) =>
        rejected.Error switch
        {
            IntakeError.Invalid => ApiProblem.CreateInvalid(new InvalidFields(rejected.Errors)).ProblemDetails,
            IntakeError.QuotaExhausted => QuotaExhausted(),
            IntakeError.KeyRevoked => ApiProblem.Unauthorized.ProblemDetails,
            IntakeError.NotAnnounced => ApiProblem.CreateDetails(
                422,
                "not-announced",
                "This is not announced yet",
                "Announce what the fields below name, then send this same event again. It is then accepted.",
                rejected.Errors
            ),
            IntakeError.Conflict => ApiProblem.CreateDetails(
                409,
                "conflict",
                "This id belongs to another event",
                "The event that was accepted first stays as it is. Give each event an id of its own. To correct an event, "
                    + $"send {CloudEventReader.CorrectedType} or {CloudEventReader.RetractedType} that refers to it.",
                rejected.Errors
            ),
        };
}
