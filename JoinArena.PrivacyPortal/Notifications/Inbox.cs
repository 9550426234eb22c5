using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Notifications;

/// <summary>The messages of a worker.</summary>
public sealed class Inbox(
    IDbContextFactory<PortalDbContext> contexts,
    IEnumerable<IWithheldPages> withheld,
    TimeProvider clock
)
{
    /// <summary>How many messages a page shows.</summary>
    public const int PageSize = 20;

    /// <summary>The subject of a worker's inbox in the change feed.</summary>
    public static string GetChangeSubject(string workerId) => $"inbox/{workerId}";

    /// <summary>The newest messages, or those older than <paramref name="before"/>.</summary>
    /// <param name="workerId">The worker's id.</param>
    /// <param name="before">The id of one of the worker's messages; null starts with the newest.</param>
    public async Task<InboxListing> ListMessagesAsync(string workerId, Guid? before, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var all = await FindMessagesAsync(db, workerId, ct);
        var unread = await all.CountAsync(m => m.ReadAt == null, ct);
        var from = before is null
            ? null
            : await all.Where(m => m.Id == before).Select(m => new { m.At, m.Id }).SingleOrDefaultAsync(ct);
        if (from is not null)
            all = all.Where(m => m.At < from.At || (m.At == from.At && m.Id.CompareTo(from.Id) < 0));
        var found = await all.OrderByDescending(m => m.At)
            .ThenByDescending(m => m.Id)
            .Take(PageSize + 1)
            .ToListAsync(ct);
        return new([.. found.Take(PageSize)], unread, found.Count > PageSize ? found[PageSize - 1].Id : null);
    }

    /// <summary>The messages that the worker may read now.</summary>
    public async Task<IQueryable<InboxMessage>> FindMessagesAsync(
        PortalDbContext db,
        string workerId,
        CancellationToken ct
    )
    {
        var found = db.InboxMessages.AsNoTracking().Where(m => m.WorkerId == workerId);
        foreach (var source in withheld)
        {
            foreach (var page in await source.ListAsync(workerId, ct))
                found = found.Where(m => m.Path != page.Path || m.At >= page.Since);
        }

        return found;
    }

    /// <summary>How many messages the worker has not read.</summary>
    public async Task<int> CountUnreadAsync(string workerId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await (await FindMessagesAsync(db, workerId, ct)).CountAsync(m => m.ReadAt == null, ct);
    }

    /// <summary>
    /// Marks one of the worker's messages as read, or all of them if <paramref name="message"/> is null.
    /// </summary>
    public async Task MarkReadAsync(string workerId, Guid? message, CancellationToken ct)
    {
        var now = clock.GetInstant();
        await using var db = await contexts.CreateDbContextAsync(ct);
        // A message that is withheld is not read by marking all.
        var readable = await FindMessagesAsync(db, workerId, ct);
        await using var write = await db.BeginWriteAsync(ct);
        await readable
            .Where(m => m.ReadAt == null && (message == null || m.Id == message))
            .ExecuteUpdateAsync(s => s.SetProperty(m => m.ReadAt, now), ct);
        await write.CommitAsync(ct);
    }
}
