using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Parties.Merging;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Erasure;

/// <summary>
/// Moves the tasks of a party that is merged into another one. Notifications that either party received remain valid.
/// What neither has received yet is sent once, over the connector of the remaining party. Tasks that have ended keep
/// the party's old name.
/// </summary>
internal sealed class ErasureTaskMerger : IPartyMergeParticipant
{
    /// <summary>Locks the open requests of every worker for whom the merged party has an open task.</summary>
    public async Task LockAsync(PortalDbContext db, string from, string into, CancellationToken ct)
    {
        var ids = await QueryAffected(db, from, into).OrderBy(r => r.Id).Select(r => r.Id).ToListAsync(ct);
        foreach (var id in ids)
            await db.LockRequestAsync(id, ct);
    }

    public async Task MoveAsync(PortalDbContext db, PartyMerge merge, CancellationToken ct)
    {
        var from = merge.From;
        var into = merge.Into;
        var affected = await QueryAffected(db, from, into).AsNoTracking().Include(r => r.Tasks).ToListAsync(ct);
        List<Guid> requestIds = [.. affected.Select(r => r.Id)];
        HashSet<Guid> movedTaskIds =
        [
            .. affected.SelectMany(r => r.Tasks).Where(t => t.PartyId == from).Select(t => t.Id),
        ];
        await MoveRowsAsync(db, from, into, ct);

        var party = await db.Parties.AsNoTracking().SingleAsync(p => p.Id == into, ct);
        var requests = await db
            .DeletionRequests.Include(r => r.Tasks)
            .Where(r => requestIds.Contains(r.Id))
            .ToListAsync(ct);
        foreach (var requestsOfWorker in requests.GroupBy(r => r.WorkerId))
        {
            var openTasks = FindOpenTasks(requestsOfWorker, party);
            var waiting = openTasks.Where(t => t.IsWaiting).OrderBy(t => t.Task.CreatedAt).ThenBy(t => t.Task.Id);
            foreach (var task in waiting)
                JoinDuplicate(task, openTasks);
            foreach (var task in openTasks.Where(t => t.IsWaiting && movedTaskIds.Contains(t.Task.Id)))
                Redirect(db, task, party, merge.At);
        }

        foreach (var request in requests)
            db.PublishChange(RequestChanges.GetSubject(request.Number));
        if (affected.Count > 0)
            db.PublishChange(RequestChanges.QueueSubject);
    }

    private static IQueryable<DeletionRequest> QueryAffected(PortalDbContext db, string from, string into)
    {
        // Starts from the index of tasks by party, so that the database reads neither every request nor every task.
        var workerIds = db
            .ErasureTasks.Where(t => t.PartyId == from && t.EndedAt == null)
            .Join(db.DeletionRequests, t => t.RequestId, r => r.Id, (_, r) => r.WorkerId);
        return db.DeletionRequests.Where(r =>
            r.State == RequestState.InProgress
            && workerIds.Contains(r.WorkerId)
            && r.Tasks.Any(t => t.PartyId == from || t.PartyId == into)
        );
    }

    private static async Task MoveRowsAsync(PortalDbContext db, string from, string into, CancellationToken ct)
    {
        await db
            .ErasureTasks.Where(t => t.PartyId == from)
            .ExecuteUpdateAsync(s => s.SetProperty(t => t.PartyId, into), ct);
        await db
            .LegalHolds.Where(h => h.PartyId == from)
            .ExecuteUpdateAsync(s => s.SetProperty(h => h.PartyId, into), ct);
        await db
            .DeletionRequests.Where(r =>
                EF.Property<ScopeKind>(r, nameof(ScopeKind)) == ScopeKind.Party
                && EF.Property<string>(r, "ScopeId") == from
            )
            .ExecuteUpdateAsync(
                s =>
                    s.SetProperty(r => EF.Property<string>(r, "ScopeId"), into)
                        .SetProperty(r => r.Revision, r => r.Revision + 1),
                ct
            );
    }

    private static List<OpenTask> FindOpenTasks(IEnumerable<DeletionRequest> requests, Party party) =>
        [
            .. requests.SelectMany(r =>
                r.Tasks.Where(t => t.PartyId == party.Id && !t.State.IsEnd && t.FollowsTaskId is null)
                    .Select(t => new OpenTask(r, t))
            ),
        ];

    /// <summary>
    /// Lets a waiting task follow another task that covers the same copies, so that the party is notified once and its
    /// one answer counts for both.
    /// </summary>
    private static void JoinDuplicate(OpenTask waiting, List<OpenTask> openTasks)
    {
        var candidates = openTasks.FindAll(t => t != waiting && t.Task.FollowsTaskId is null);
        var covering = candidates.Find(t =>
            waiting.Task.Items.TrueForAll(i => t.Task.Items.Exists(o => o.ItemId == i.ItemId))
            && (t.IsWaiting || t.Task.CreatedAt >= waiting.Task.CreatedAt)
        );
        if (covering is not null)
        {
            waiting.Task.FollowsTaskId = covering.Task.Id;
            return;
        }

        // No task covers all of its items, but one of the same request can take them over before it is sent.
        var sibling = candidates.Find(t => t.IsWaiting && t.Request == waiting.Request);
        if (sibling is null)
            return;
        sibling.Task.AddItems(waiting.Task.Items);
        waiting.Task.FollowsTaskId = sibling.Task.Id;
    }

    private static void Redirect(PortalDbContext db, OpenTask waiting, Party party, DateTimeOffset now)
    {
        var (request, task) = waiting;
        var wasNotifiedByPortal = task.IsNotifiedByPortal;
        task.Redirect(party.Connector.Type, party.Connector.Email ?? party.PrivacyContact);
        if (!wasNotifiedByPortal)
            PartyNotificationQueue.EnqueueRequest(db, request, task, now);
    }

    private sealed record OpenTask(DeletionRequest Request, ErasureTask Task)
    {
        /// <summary>True if no notification has been sent and no attempt was made.</summary>
        public bool IsWaiting =>
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
