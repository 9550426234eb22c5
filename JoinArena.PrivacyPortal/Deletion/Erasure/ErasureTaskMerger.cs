using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Parties;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Erasure;

/// <summary>
/// Moves what is asked of a party to the one it was found to be the same as. What either was told stays told; what
/// neither was told yet is told once, the way the
/// one that stays is told. Tasks that are over keep the name they were asked under.
/// </summary>
internal sealed class ErasureTaskMerger : IPartyMergeParticipant
{
    /// <summary>
    /// Takes the turn to change every request of a worker whose data either party is being asked to erase.
    /// </summary>
    public async Task LockAsync(PortalDbContext db, string from, string into, CancellationToken ct)
    {
        var concerned = Concerned(db, from, into).OrderBy(r => r.Id).Select(r => r.Id);
        foreach (var request in await concerned.ToListAsync(ct))
            await RequestTransactions.LockAsync(db, request, ct);
    }

    public async Task MoveAsync(PortalDbContext db, PartyMerge merge, CancellationToken ct)
    {
        var (from, into) = (merge.From, merge.Into);
        var (tasks, holds, requests) = (db.ErasureTasks, db.LegalHolds, db.DeletionRequests);
        var concerned = await Concerned(db, from, into).AsNoTracking().Include(r => r.Tasks).ToListAsync(ct);
        List<Guid> moved = [.. concerned.SelectMany(r => r.Tasks).Where(t => t.PartyId == from).Select(t => t.Id)];

        await tasks.Where(t => t.PartyId == from).ExecuteUpdateAsync(s => s.SetProperty(t => t.PartyId, into), ct);
        await holds.Where(h => h.PartyId == from).ExecuteUpdateAsync(s => s.SetProperty(h => h.PartyId, into), ct);
        await requests
            .Where(r =>
                EF.Property<ScopeKind>(r, nameof(ScopeKind)) == ScopeKind.Party
                && EF.Property<string>(r, "ScopeId") == from
            )
            .ExecuteUpdateAsync(
                s =>
                    s.SetProperty(r => EF.Property<string>(r, "ScopeId"), into)
                        .SetProperty(r => r.Revision, r => r.Revision + 1),
                ct
            );

        var party = await db.Parties.AsNoTracking().SingleAsync(p => p.Id == into, ct);
        List<Guid> ids = [.. concerned.Select(r => r.Id)];
        foreach (
            var worker in (await requests.Include(r => r.Tasks).Where(r => ids.Contains(r.Id)).ToListAsync(ct)).GroupBy(
                r => r.WorkerId
            )
        )
        {
            List<Asked> asked =
            [
                .. worker.SelectMany(r =>
                    r.Tasks.Where(t => t.PartyId == into && !t.State.IsEnd && t.FollowsTaskId is null)
                        .Select(t => new Asked(r, t))
                ),
            ];
            foreach (var one in asked.Where(a => a.IsUntold).OrderBy(a => a.Task.CreatedAt).ThenBy(a => a.Task.Id))
                Join(one, asked);
            foreach (var one in asked.Where(a => a.IsUntold && moved.Contains(a.Task.Id)))
                Redirect(db, one, party, merge.At);
            foreach (var request in worker)
                db.PublishChange(RequestTransactions.ChangeSubject(request.Number));
        }

        if (concerned.Count > 0)
            db.PublishChange(RequestTransactions.QueueChangeSubject);
    }

    private static IQueryable<DeletionRequest> Concerned(PortalDbContext db, string from, string into)
    {
        var tasks = db.ErasureTasks;
        // Through the index of tasks by party: neither every request nor every task is looked at.
        var workers = tasks
            .Where(t => t.PartyId == from && t.EndedAt == null)
            .Join(db.DeletionRequests, t => t.RequestId, r => r.Id, (_, r) => r.WorkerId);
        return db.DeletionRequests.Where(r =>
            r.State == RequestState.InProgress
            && workers.Contains(r.WorkerId)
            && r.Tasks.Any(t => t.PartyId == from || t.PartyId == into)
        );
    }

    // The party has been told of the same copies, or will be: it is not told again, and its one answer counts for both.
    private static void Join(Asked one, List<Asked> asked)
    {
        var other = asked.Find(a =>
            a != one
            && a.Task.FollowsTaskId is null
            && one.Task.Items.TrueForAll(i => a.Task.Items.Exists(o => o.ItemId == i.ItemId))
            && (a.IsUntold || a.Task.CreatedAt >= one.Task.CreatedAt)
        );
        if (
            other is null
            && asked.Find(a => a != one && a.Task.FollowsTaskId is null && a.IsUntold && a.Request == one.Request)
                is { } beside
        )
        {
            beside.Task.AddItems(one.Task.Items);
            other = beside;
        }

        if (other is not null)
            one.Task.FollowsTaskId = other.Task.Id;
    }

    private static void Redirect(PortalDbContext db, Asked one, Party party, DateTimeOffset now)
    {
        var before = one.Task.IsNotifiedByPortal;
        one.Task.Redirect(party.Connector.Type, party.Connector.Email ?? party.PrivacyContact);
        if (!before)
            Dispatch.EnqueueRequest(db, one.Request, one.Task, now);
    }

    private sealed record Asked(DeletionRequest Request, ErasureTask Task)
    {
        public bool IsUntold =>
            Task
                is {
                    State: TaskState.Pending or TaskState.Failed,
                    NotifiedAt: null,
                    SendingSince: null,
                    LastFailedAt: null,
                    FollowsTaskId: null
                };
    }
}
