using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Staff.Activity;

/// <summary>Reads what members of the team did about requests, from the histories of the requests.</summary>
public sealed class CaseActivityQueries(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>How many acts a page shows.</summary>
    public const int PageSize = 50;

    /// <summary>One page of the acts that the filter lets through, newest first.</summary>
    /// <param name="me">The reader's sign-in.</param>
    /// <param name="before">The last act of the page before; null starts with the newest.</param>
    public async Task<CaseActivityListing> ListAsync(
        CaseActivityFilter filter,
        string? me,
        Guid? before,
        CancellationToken ct,
        int pageSize = PageSize
    )
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var acts = filter.Apply(db, db.RequestEvents.AsNoTracking().Where(e => e.ActorKind == ActorKind.Officer), me);
        // Ids are made in the order of time.
        if (before is { } last)
            acts = acts.Where(e => e.Id.CompareTo(last) < 0);
        var tasks = db.ErasureTasks;
        var found = await (
            from act in acts
            join request in db.DeletionRequests on act.RequestId equals request.Id
            orderby act.Id descending
            select new CaseActivityEntry(
                act.Id,
                act.At,
                act.Kind,
                act.ActorName,
                request.Number,
                tasks.Where(t => t.Id == act.TaskId).Select(t => t.PartyName).FirstOrDefault()
            )
        )
            .Take(pageSize + 1)
            .ToListAsync(ct);
        var page = found.Take(pageSize).ToList();
        // The demo tells the past of one request after the other, so there an act can be older than its id.
        return new([.. page.OrderByDescending(act => act.At)], found.Count > pageSize ? page[^1].Id : null);
    }
}

/// <summary>What a member of the team did about a request.</summary>
/// <param name="Actor">Their sign-in.</param>
/// <param name="PartyName">The party it was about, if it was about one.</param>
public sealed record CaseActivityEntry(
    Guid Id,
    DateTimeOffset At,
    RequestEventKind Kind,
    string? Actor,
    string Number,
    string? PartyName
);

/// <summary>A page of the acts.</summary>
/// <param name="Entries">The acts, newest first.</param>
/// <param name="OlderThan">The id after which the next page begins; null on the last page.</param>
public sealed record CaseActivityListing(IReadOnlyList<CaseActivityEntry> Entries, Guid? OlderThan);
