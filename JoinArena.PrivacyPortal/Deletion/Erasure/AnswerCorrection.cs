using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Erasure;

/// <summary>Until when a recorded answer may be corrected, and by whom.</summary>
internal static class AnswerCorrection
{
    /// <summary>
    /// A slip is noticed soon. After that the worker has to be able to rely on the answer, and only the privacy team can
    /// help.
    /// </summary>
    public static readonly TimeSpan Time = TimeSpan.FromDays(1);

    /// <summary>
    /// Until when the party may correct its answer to a task; null if it may not (any more), because it gave none, it is
    /// too late, the request has ended, or the same answer already counts for another request.
    /// </summary>
    public static async Task<DateTimeOffset?> FindLastInstantAsync(
        PortalDbContext db,
        DeletionRequest request,
        ErasureTask task,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var last = task.EndedAt + Time;
        return last > now && await IsChangeableAsync(db, request, task, ct) ? last : null;
    }

    /// <summary>
    /// Whether an officer may correct the answer to a task: one that an officer wrote down for the party, from a call or a
    /// letter. Unlike the party's own answer it may be corrected until the request ends, however late the slip is noticed:
    /// otherwise the certificate would say what nobody answered.
    /// </summary>
    public static async Task<bool> MayOfficerCorrectAsync(
        PortalDbContext db,
        DeletionRequest request,
        ErasureTask task,
        CancellationToken ct
    ) =>
        await IsChangeableAsync(db, request, task, ct)
        && await db
            .RequestEvents.Where(e =>
                e.RequestId == request.Id
                && e.TaskId == task.Id
                && (e.Kind == RequestEventKind.PartyAnswered || e.Kind == RequestEventKind.AnswerCorrected)
            )
            .OrderByDescending(e => e.Sequence)
            .Select(e => e.ActorKind)
            .FirstOrDefaultAsync(ct) == ActorKind.Officer;

    private static async Task<bool> IsChangeableAsync(
        PortalDbContext db,
        DeletionRequest request,
        ErasureTask task,
        CancellationToken ct
    )
    {
        if (!task.State.IsAnswer || request.State is not RequestState.InProgress || task.FollowsTaskId is not null)
            return false;
        return !await db.ErasureTasks.AnyAsync(t => t.FollowsTaskId == task.Id && t.EndedAt != null, ct);
    }
}

/// <summary>An officer's correction of an answer that an officer wrote down for a party.</summary>
/// <param name="Reason">Why it is corrected. The worker reads it.</param>
internal sealed record OfficerCorrection(Guid TaskId, OutcomeReport Report, string Reason, Actor By);
