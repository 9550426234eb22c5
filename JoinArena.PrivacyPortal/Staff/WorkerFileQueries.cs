using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Disclosures.MyData;
using JoinArena.PrivacyPortal.Disclosures.Questions;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Staff;

/// <summary>What the privacy team sees about a worker: links to other pages, and no disclosure.</summary>
public sealed class WorkerFileQueries(
    IDbContextFactory<PortalDbContext> contexts,
    DisclosureQueries disclosures,
    AcceptanceQueries acceptances,
    TimeProvider clock
)
{
    private const int MaxListed = 50;

    /// <summary>One worker's file; null when there is no such worker.</summary>
    public async Task<WorkerFile?> FindAsync(string workerId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.Workers.AsNoTracking().SingleOrDefaultAsync(w => w.Id == workerId, ct) is not { } worker)
            return null;
        return new(
            worker,
            await acceptances.GetOverviewAsync(workerId, clock.GetInstant(), ct),
            await disclosures.ListPartiesAsync(workerId, ct),
            // A request that was never confirmed is the worker's own draft.
            await db
                .DeletionRequests.Where(r => r.WorkerId == workerId && r.ConfirmedAt != null)
                .OrderByDescending(r => r.ConfirmedAt)
                .Take(MaxListed)
                .Select(r => new WorkerFileRequest(
                    r.Number,
                    r.State,
                    r.ConfirmedAt!.Value,
                    r.DueBy,
                    r.State == RequestState.Completed && r.Tasks.All(t => t.State == TaskState.NothingHeld)
                ))
                .ToListAsync(ct),
            await db
                .Questions.Where(q => q.WorkerId == workerId)
                .OrderByDescending(q => q.AskedAt)
                .Take(MaxListed)
                .Select(q => new WorkerFileQuestion(q.Id, q.AskedAt, q.AnsweredAt))
                .ToListAsync(ct)
        );
    }
}
