using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Casework.Holds;

/// <summary>Says what lifting a hold would do, before it is done.</summary>
public sealed class LiftPreviews(IDbContextFactory<PortalDbContext> contexts, LegalHoldEmails emails)
{
    /// <summary>What would happen; null if there is no such hold to lift.</summary>
    /// <param name="number">The request on whose page it is lifted.</param>
    public async Task<LiftedHold?> FindAsync(string number, Guid holdId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var holds = db.LegalHolds.AsNoTracking().Where(h => h.LiftedAt == null);
        var hold = await holds.SingleOrDefaultAsync(h => h.Id == holdId, ct);
        if (hold is null)
            return null;
        var requests = await db
            .DeletionRequests.AsNoTracking()
            .Include(r => r.Tasks)
            .Where(r => r.WorkerId == hold.WorkerId && r.ConfirmedAt != null)
            .OrderBy(r => r.Number)
            .ToListAsync(ct);
        if (requests.Find(r => r.Number == number) is not { } request)
            return null;
        var others = await holds.Where(h => h.WorkerId == hold.WorkerId && h.Id != holdId).ToListAsync(ct);
        var parts = requests
            .Where(r => r.State is RequestState.InProgress or RequestState.PartlyCompleted)
            .SelectMany(r => r.Tasks.OrderBy(t => t.PartyName).Select(t => Describe(r, t, hold, others)))
            .OfType<LiftedPart>();
        return new(await emails.ComposeLiftedAsync(db, request, ct), [.. parts]);
    }

    /// <summary>What happens to one part; null for nothing.</summary>
    private static LiftedPart? Describe(
        DeletionRequest request,
        ErasureTask task,
        LegalHold hold,
        IReadOnlyList<LegalHold> others
    )
    {
        var isWaiting = task.State is TaskState.Pending || (task.State is TaskState.Retained && task.Until is not null);
        if (!isWaiting || !hold.Covers(task.PartyId))
            return null;
        return new(request.Number, task.PartyName, FindEffect(task, hold.IsLast(task.PartyId, others)))
        {
            Until = task.Until,
        };
    }

    private static LiftEffect FindEffect(ErasureTask task, bool isFreed) =>
        task switch
        {
            _ when !isFreed => LiftEffect.StillHeld,
            { State: TaskState.Retained } => LiftEffect.AskedAgain,
            { FollowsTaskId: not null } => LiftEffect.AskedThroughOther,
            { IsNotifiedByPortal: true } => LiftEffect.AskedNow,
            _ => LiftEffect.AskedByHand,
        };
}
