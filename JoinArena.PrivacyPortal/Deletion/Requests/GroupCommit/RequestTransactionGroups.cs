using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Requests.GroupCommit;

/// <summary>
/// Group commit for changes of requests, on SQLite, where all writes of the process queue: changes that wait for their
/// turn at the same moment are one transaction. Each of them is kept or undone by itself, and none is answered before
/// the transaction is on disk.
/// </summary>
internal sealed class RequestTransactionGroups(IDbContextFactory<PortalDbContext> contexts)
{
    // All other writers wait for a group.
    private const int MaxSize = 32;

    private const string Savepoint = "change";

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
            // Each change has a savepoint already, to which it is undone as a whole.
            db.Database.AutoSavepointsEnabled = false;
            group = TakeGroup();
            foreach (var change in group)
                await TryAsync(db, change);
            await write.CommitAsync(CancellationToken.None);
            isCommitted = true;
        }
        catch (Exception caught)
        {
            fault = caught;
        }

        if (group.Count == 0)
            group = TakeGroup();
        foreach (var change in group)
        {
            if (fault is null)
                change.Complete();
            else if (isCommitted || group.Count == 1)
                change.Fail(fault);
            // One of them may be what the database refuses. Alone, it no longer spoils the others.
            else
                await change.RunAloneAsync();
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

    private static async Task TryAsync(PortalDbContext db, RequestChange change)
    {
        var transaction = db.Database.CurrentTransaction!;
        await transaction.CreateSavepointAsync(Savepoint);
        if (await change.TryAsync(db))
            await transaction.ReleaseSavepointAsync(Savepoint);
        else
            await transaction.RollbackToSavepointAsync(Savepoint);
        db.ChangeTracker.Clear();
    }
}
