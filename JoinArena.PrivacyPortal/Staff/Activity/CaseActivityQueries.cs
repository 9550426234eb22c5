using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Staff.Activity;

/// <summary>Reads what members of the team did about requests, from the histories of the requests.</summary>
public sealed class CaseActivityQueries(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>How many acts a page shows.</summary>
    public const int PageSize = 25;

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
        if (before is { } last)
            acts = Before(acts, last, await FindTimeAsync(db, last, ct));
        var tasks = db.ErasureTasks;
        var found = await (
            from act in NewestFirst(acts)
            join request in db.DeletionRequests on act.RequestId equals request.Id
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
        return new(page, found.Count > pageSize ? page[^1].Id : null);
    }

    internal static IQueryable<RequestEvent> NewestFirst(IQueryable<RequestEvent> acts) =>
        acts.OrderByDescending(e => e.At).ThenByDescending(e => e.Id);

    // What came before an act: in time, and by id within the same instant. An act can be older than its id, as in the demo.
    private static IQueryable<RequestEvent> Before(IQueryable<RequestEvent> acts, Guid last, DateTimeOffset at) =>
        acts.Where(e => e.At <= at && (e.At < at || e.Id.CompareTo(last) < 0));

    // Nothing comes before an act that was erased.
    private static async Task<DateTimeOffset> FindTimeAsync(PortalDbContext db, Guid act, CancellationToken ct) =>
        await db.RequestEvents.Where(e => e.Id == act).Select(e => (DateTimeOffset?)e.At).SingleOrDefaultAsync(ct)
        ?? DateTimeOffset.MinValue;
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
