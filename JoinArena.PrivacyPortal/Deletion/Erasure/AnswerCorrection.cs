using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Erasure;

/// <summary>How long a party may correct the answer that it gave.</summary>
internal static class AnswerCorrection
{
    /// <summary>
    /// A slip is noticed soon. After that the worker has to be able to rely on the answer, and only the privacy team can
    /// help.
    /// </summary>
    private static readonly TimeSpan s_time = TimeSpan.FromDays(1);

    /// <summary>
    /// Until when the answer to a task may be corrected; null if it may not (any more), because there is none, it is too
    /// late, the request has ended, or the same answer already counts for another request.
    /// </summary>
    public static async Task<DateTimeOffset?> FindLastInstantAsync(
        PortalDbContext db,
        DeletionRequest request,
        ErasureTask task,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        if (!task.State.IsAnswer || request.State is not RequestState.InProgress || task.FollowsTaskId is not null)
            return null;
        var last = task.EndedAt + s_time;
        if (last <= now)
            return null;
        var isTakenOver = await db.ErasureTasks.AnyAsync(t => t.FollowsTaskId == task.Id && t.EndedAt != null, ct);
        return isTakenOver ? null : last;
    }
}
