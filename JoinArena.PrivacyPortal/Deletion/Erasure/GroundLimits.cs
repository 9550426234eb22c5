using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Jurisdictions;

namespace JoinArena.PrivacyPortal.Deletion.Erasure;

/// <summary>
/// An answer and the ground it names. Some grounds are not a party's own word but need an officer's legal hold, and
/// some give a longest time, beyond which only an officer records an answer.
/// </summary>
/// <param name="Received">The day the request was received.</param>
internal sealed record GroundLimits(Ground Ground, OutcomeReport Report, Actor By, DateOnly Received)
{
    /// <returns>Null if the answer is within the limits of its ground.</returns>
    public async Task<OutcomeError?> FindErrorAsync(
        PortalDbContext db,
        DeletionRequest request,
        ErasureTask task,
        CancellationToken ct
    )
    {
        if (Ground.NeedsHold && !await LegalHold.IsHeldAsync(db, request.WorkerId, task.PartyId, ct))
            return OutcomeError.HoldNeeded;
        return
            By.Kind is ActorKind.Party
            && Report.Outcome is TaskOutcome.Retained
            && Report.Until > Ground.GetLastDay(Received)
            ? OutcomeError.UntilTooLate
            : null;
    }
}
