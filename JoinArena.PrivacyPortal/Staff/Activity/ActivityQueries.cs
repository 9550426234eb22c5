using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Access.SecurityEvents;
using JoinArena.PrivacyPortal.Account;
using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Staff.Activity;

/// <summary>Reads the team's audit trail.</summary>
public sealed class ActivityQueries(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>How many events a page shows.</summary>
    public const int PageSize = 25;

    /// <summary>How many events a page reads at most, of which equal ones in a row are one line.</summary>
    public const int MaxRead = 500;

    /// <summary>One page of lines: equal events in a row, of one person on one day, are one line.</summary>
    /// <param name="before">The last event of the page before; null starts with the newest.</param>
    public async Task<GroupedActivity> ListGroupedAsync(ActivityFilter filter, Guid? before, CancellationToken ct)
    {
        var read = await ListAsync(filter, before, ct, MaxRead);
        var groups = ActivityGroup.Group(read.Entries);
        return groups.Count > PageSize
            ? new([.. groups.Take(PageSize)], groups[PageSize - 1].Entries[^1].Event.Id)
            : new(groups, read.OlderThan);
    }

    /// <summary>One page of the events that the filter lets through, newest first.</summary>
    /// <param name="before">The last event of the page before; null starts with the newest.</param>
    public async Task<ActivityListing> ListAsync(
        ActivityFilter filter,
        Guid? before,
        CancellationToken ct,
        int pageSize = PageSize
    )
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var events = filter.Apply(db.SecurityEvents.AsNoTracking());
        var from = before is null
            ? null
            : await db
                .SecurityEvents.Where(e => e.Id == before)
                .Select(e => new { e.At, e.Id })
                .SingleOrDefaultAsync(ct);
        // Nothing comes before an event that was erased meanwhile: a file must not begin again.
        if (before is not null && from is null)
            events = events.Take(0);
        if (from is not null)
            events = events.Where(e => e.At < from.At || (e.At == from.At && e.Id.CompareTo(from.Id) < 0));
        var found = await events
            .OrderByDescending(e => e.At)
            .ThenByDescending(e => e.Id)
            .Take(pageSize + 1)
            .ToListAsync(ct);
        List<SecurityEvent> shown = [.. found.Take(pageSize)];
        var names = await FindNamesAsync(db, shown, ct);
        return new(
            [.. shown.Select(e => new ActivityEntry(e, FindName(names, e.ActorId), FindName(names, e.SubjectId)))],
            found.Count > pageSize ? shown[^1].Id : null
        );
    }

    private static string? FindName(Dictionary<Guid, string> names, Guid? id) =>
        id is { } known ? names.GetValueOrDefault(known) : null;

    private static async Task<Dictionary<Guid, string>> FindNamesAsync(
        PortalDbContext db,
        IReadOnlyList<SecurityEvent> events,
        CancellationToken ct
    )
    {
        List<Guid> ids = [.. events.SelectMany(e => new[] { e.ActorId, e.SubjectId }).OfType<Guid>().Distinct()];
        var names = await db
            .Accounts.Where(a => ids.Contains(a.Id))
            .Select(a => new { a.Id, Name = a.Email ?? "" })
            .ToDictionaryAsync(a => a.Id, a => a.Name, ct);
        var keys = await db.ApiKeys.Where(k => ids.Contains(k.Id)).Select(k => new { k.Id, k.Name }).ToListAsync(ct);
        foreach (var key in keys)
            names[key.Id] = key.Name;
        return names;
    }
}
