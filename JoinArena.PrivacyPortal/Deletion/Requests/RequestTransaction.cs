using System.Linq.Expressions;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Requests;

/// <summary>One attempt to change requests: a context, its transaction, and the requests it has locked.</summary>
public sealed class RequestTransaction
{
    private readonly Func<CancellationToken, Task> _commit;
    private readonly HashSet<string> _locked = new(StringComparer.Ordinal);

    /// <param name="db">The context, in its transaction.</param>
    /// <param name="commit">Commits what is saved, or has it committed with what others change.</param>
    internal RequestTransaction(PortalDbContext db, Func<CancellationToken, Task> commit)
    {
        Db = db;
        _commit = commit;
    }

    public PortalDbContext Db { get; }

    /// <summary>Locks a request and loads it with all its tasks.</summary>
    /// <returns>Null when no request matches, or none matches any more once it is locked.</returns>
    public async Task<DeletionRequest?> LoadAsync(
        Expression<Func<DeletionRequest, bool>> which,
        CancellationToken ct
    ) => Remember(await LoadAsync(Db, which, r => r.Tasks, ct));

    /// <summary>Locks a task's request and loads it with all its tasks.</summary>
    public async Task<DeletionRequest?> LoadByTaskAsync(Guid taskId, CancellationToken ct) =>
        Remember(await LoadByTaskAsync(Db, taskId, r => r.Tasks, ct));

    /// <summary>Locks a task's request and loads it with this one of its tasks.</summary>
    public async Task<DeletionRequest?> LoadWithTaskAsync(Guid taskId, CancellationToken ct) =>
        Remember(await LoadWithTaskAsync(Db, taskId, ct));

    /// <summary>The same in a transaction of the caller, who also announces the change and commits.</summary>
    public static Task<DeletionRequest?> LoadWithTaskAsync(PortalDbContext db, Guid taskId, CancellationToken ct) =>
        // Each of the jobs for three hundred parties would otherwise read three hundred tasks.
        LoadByTaskAsync(db, taskId, r => r.Tasks.Where(t => t.Id == taskId), ct);

    /// <summary>
    /// Locks several requests and loads them with all their tasks, in the order of their ids: transactions that lock
    /// in one order never wait for each other in a circle.
    /// </summary>
    public async Task<IReadOnlyList<DeletionRequest>> LoadAllAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        foreach (var id in ids.Order())
            await Db.LockRequestAsync(id, ct);
        var requests = await Db
            .DeletionRequests.Include(r => r.Tasks)
            .Where(r => ids.Contains(r.Id))
            .OrderBy(r => r.Id)
            .ToListAsync(ct);
        _locked.UnionWith(requests.Select(r => r.Number));
        return requests;
    }

    /// <summary>Saves and commits; open pages of the locked requests, and the open queue, show the change.</summary>
    public async Task CommitAsync(CancellationToken ct)
    {
        foreach (var number in _locked)
            Db.PublishRequestChange(number);
        await Db.SaveChangesAsync(ct);
        await _commit(ct);
    }

    private static async Task<DeletionRequest?> LoadAsync(
        PortalDbContext db,
        Expression<Func<DeletionRequest, bool>> which,
        Expression<Func<DeletionRequest, IEnumerable<ErasureTask>>> tasks,
        CancellationToken ct
    )
    {
        var id = await db.DeletionRequests.Where(which).Select(r => r.Id).SingleOrDefaultAsync(ct);
        if (!await db.LockRequestAsync(id, ct))
            return null;
        return await db.DeletionRequests.Include(tasks).Where(which).SingleOrDefaultAsync(r => r.Id == id, ct);
    }

    private static async Task<DeletionRequest?> LoadByTaskAsync(
        PortalDbContext db,
        Guid taskId,
        Expression<Func<DeletionRequest, IEnumerable<ErasureTask>>> tasks,
        CancellationToken ct
    )
    {
        // A task stays with its request, so what is locked is what is loaded.
        if (!await db.LockRequestOfTaskAsync(taskId, ct))
            return null;
        return await db.QueryRequestOfTask(taskId).Include(tasks).SingleOrDefaultAsync(ct);
    }

    private DeletionRequest? Remember(DeletionRequest? request)
    {
        if (request is not null)
            _locked.Add(request.Number);
        return request;
    }
}
