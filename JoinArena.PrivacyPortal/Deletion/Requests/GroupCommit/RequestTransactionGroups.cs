using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Requests.GroupCommit;

/// <summary>
/// Group commit for changes of requests, on SQLite, where all writes of the process queue: changes that wait for their
/// turn at the same moment are one transaction, loaded and saved together. None is answered before the transaction is on
/// disk. If one of them fails, all are undone and each is made by itself.
/// </summary>
internal sealed class RequestTransactionGroups(IDbContextFactory<PortalDbContext> contexts)
{
    // All other writers wait for a group.
    private const int MaxSize = 32;

    private readonly Lock _lock = new();
    private readonly Queue<RequestChange> _waiting = new();
    private bool _isGathering;

    /// <summary>Has the next group do this. The caller awaits the change itself.</summary>
    public void Enqueue(RequestChange change)
    {
        lock (_lock)
        {
            _waiting.Enqueue(change);
            if (_isGathering)
                return;
            _isGathering = true;
        }

        Begin();
    }

    // A group belongs to none of its changes: each runs in the context of its own caller.
    private void Begin()
    {
        using (ExecutionContext.SuppressFlow())
            _ = Task.Run(RunGroupAsync);
    }

    private async Task RunGroupAsync()
    {
        List<RequestChange> group = [];
        Exception? fault = null;
        var isCommitted = false;
        try
        {
            await using var db = await contexts.CreateDbContextAsync();
            await using var write = await db.BeginWriteAsync(CancellationToken.None);
            // What cannot be saved undoes the transaction as a whole.
            db.Database.AutoSavepointsEnabled = false;
            group = TakeGroup();
            if (await TryAllAsync(db, group))
            {
                await db.SaveChangesAsync();
                await write.CommitAsync(CancellationToken.None);
                isCommitted = true;
            }
        }
        catch (Exception caught)
        {
            fault = caught;
        }

        if (group.Count == 0)
            group = TakeGroup();
        foreach (var change in group)
        {
            // One of them failed, or is what the database refuses. Alone, it no longer spoils the others.
            if (!isCommitted && group.Count > 1)
                await change.RunAloneAsync();
            else if (fault is not null)
                change.Fail(fault);
            else
                change.Complete();
        }
    }

    /// <summary>Takes those that wait. What comes from now on is another group, which gathers while this one runs.</summary>
    private List<RequestChange> TakeGroup()
    {
        var group = new List<RequestChange>();
        bool hasMore;
        lock (_lock)
        {
            while (group.Count < MaxSize && _waiting.TryDequeue(out var change))
                group.Add(change);
            hasMore = _isGathering = _waiting.Count > 0;
        }

        if (hasMore)
            Begin();
        return group;
    }

    /// <summary>Makes the changes one after the other, without saving them.</summary>
    /// <returns>False if one of them failed.</returns>
    private static async Task<bool> TryAllAsync(PortalDbContext db, List<RequestChange> group)
    {
        var tasks = await LoadTasksAsync(db, group);
        var ids = tasks.Values.Select(t => t.RequestId).Distinct().ToList();
        // The tasks are loaded already, so each request has those of this group, and no others.
        var requests = await db.DeletionRequests.Where(r => ids.Contains(r.Id)).ToDictionaryAsync(r => r.Id);
        foreach (var change in group)
        {
            if (!tasks.TryGetValue(change.TaskId, out var task))
                continue;
            var request = requests[task.RequestId];
            db.PublishRequestChange(request.Number);
            if (!await change.TryAsync(db, request, task))
                return false;
        }

        return true;
    }

    private static Task<Dictionary<Guid, ErasureTask>> LoadTasksAsync(PortalDbContext db, List<RequestChange> group)
    {
        var ids = group.Select(c => c.TaskId).Distinct().ToList();
        return db.ErasureTasks.Where(t => ids.Contains(t.Id)).ToDictionaryAsync(t => t.Id);
    }
}
