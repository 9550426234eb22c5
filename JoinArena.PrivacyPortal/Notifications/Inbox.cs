using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Notifications;

/// <summary>A worker's messages.</summary>
public sealed class Inbox(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>Messages shown at once.</summary>
    public const int PageSize = 20;

    /// <summary>What the change feed calls a worker's inbox.</summary>
    public static string GetChangeSubject(string workerId) => $"inbox/{workerId}";

    /// <summary>The newest messages, or those older than <paramref name="before"/>.</summary>
    /// <param name="workerId">Whose.</param>
    /// <param name="before">The id of a message of theirs; null starts with the newest.</param>
    public async Task<InboxListing> ListMessagesAsync(string workerId, Guid? before, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var all = db.InboxMessages.AsNoTracking().Where(m => m.WorkerId == workerId);
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

    /// <summary>How many messages the worker has not read.</summary>
    public async Task<int> CountUnreadAsync(string workerId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.InboxMessages.CountAsync(m => m.WorkerId == workerId && m.ReadAt == null, ct);
    }

    /// <summary>Marks one message read, or all of them; somebody else's message stays as it is.</summary>
    public async Task MarkReadAsync(string workerId, Guid? message, CancellationToken ct)
    {
        var now = clock.GetInstant();
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        await db
            .InboxMessages.Where(m =>
                m.WorkerId == workerId && m.ReadAt == null && (message == null || m.Id == message)
            )
            .ExecuteUpdateAsync(s => s.SetProperty(m => m.ReadAt, now), ct);
        await write.CommitAsync(ct);
    }
}
