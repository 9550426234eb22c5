using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Outbox;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion;

/// <summary>Has a party told again whom the portal did not reach, when an officer says so.</summary>
public sealed class SecondTry(IDbContextFactory<PortalDbContext> contexts, DeadLetters undelivered)
{
    /// <summary>Takes the same message up again, under the same id.</summary>
    /// <returns>The number of the request.</returns>
    public async Task<Result<string, OutcomeRefusal>> SendAsync(Guid taskId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        var request = await db.DeletionRequests.AsNoTracking().Include(r => r.Tasks.Where(t => t.Id == taskId)).SingleOrDefaultAsync(r => r.Tasks.Any(t => t.Id == taskId), ct);
        if (request is null) return OutcomeRefusal.NotFound;
        if (request.State is not RequestState.InProgress || request.Tasks[0] is not { State: TaskState.Failed, IsToldByPortal: true }) return OutcomeRefusal.NotNow;

        var named = taskId.ToString();
        var given = await db.Outbox.Where(m => m.Kind == ErasureJob.KindName && m.GivenUpAt != null && m.Payload!.Contains(named)).Select(m => m.Id).ToListAsync(ct);
        foreach (var job in given) await undelivered.ReplayAsync(db, job, ct);
        db.AnnounceChange(RequestWrite.Subject(request.Number));
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        return request.Number;
    }
}
