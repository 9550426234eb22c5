using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Casework.Messages;
using JoinArena.PrivacyPortal.Deletion.Erasure.FollowUp;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Disclosures.AccessLog;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Shell.Desk.Lists;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Casework.Queue;

/// <summary>The requests that the privacy team works on.</summary>
public sealed partial class RequestQueue(
    IDbContextFactory<PortalDbContext> contexts,
    DeadlineRules rules,
    AccessLogService accessLog,
    TimeProvider clock
)
{
    /// <summary>A request is due soon if its deadline is at most this many days away.</summary>
    internal const int DaysAhead = 7;

    /// <summary>A page of the requests that are searched for.</summary>
    /// <param name="me">The reader's sign-in, for <see cref="QueueView.Mine"/>.</param>
    public async Task<Paged<QueueLine>> FindAsync(QueueSearch search, string? me, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var requests = FilterByView(db, search.View, me);
        if (!string.IsNullOrWhiteSpace(search.Text))
        {
            var part = search.Text.Trim().ToUpperInvariant();
            var places = rules.FindPlacesByName(part);
            requests = requests.Where(r =>
                r.Number.Contains(part) || r.Jurisdiction!.Contains(part) || places.Contains(r.Jurisdiction)
            );
        }

        var total = await requests.CountAsync(ct);
        var page = Sort(requests, search).Skip(search.Skipped).Take(DeskSearch.PageSize);
        var now = clock.GetUtcNow();
        var lines = await ToLines(db, page, me, now).ToListAsync(ct);
        return new(lines.ConvertAll(line => AddRules(line, now)), total);
    }

    /// <summary>The line with what the rules of its place say.</summary>
    internal QueueLine AddRules(QueueLine line, DateTimeOffset now) =>
        line with
        {
            Place = rules.FindPlaceName(line.Jurisdiction),
            DaysLeft = rules.CountDaysLeft(line.Jurisdiction, line.DueBy, now),
        };

    // The number decides between equal ones, so that no request is on two pages.
    private static IOrderedQueryable<DeletionRequest> Sort(IQueryable<DeletionRequest> requests, QueueSearch search) =>
        (search.Order, search.IsDescending) switch
        {
            (QueueOrder.Due, false) => requests
                .OrderBy(r => r.DueEnds)
                .ThenBy(r => r.ConfirmedAt)
                .ThenBy(r => r.Number),
            (QueueOrder.Due, true) => requests.OrderByDescending(r => r.DueEnds).ThenBy(r => r.Number),
            (QueueOrder.Ended, false) => requests.OrderBy(r => r.EndedAt).ThenBy(r => r.Number),
            (QueueOrder.Ended, true) => requests.OrderByDescending(r => r.EndedAt).ThenBy(r => r.Number),
            (QueueOrder.Number, false) => requests.OrderBy(r => r.Number),
            (QueueOrder.Number, true) => requests.OrderByDescending(r => r.Number),
            (QueueOrder.Place, false) => requests
                .OrderBy(r => r.Jurisdiction)
                .ThenBy(r => r.DueEnds)
                .ThenBy(r => r.Number),
            (QueueOrder.Place, true) => requests
                .OrderByDescending(r => r.Jurisdiction)
                .ThenBy(r => r.DueEnds)
                .ThenBy(r => r.Number),
            // No one comes first on both databases, which place a missing value differently.
            (QueueOrder.Owner, false) => requests
                .OrderBy(r => r.Owner ?? "")
                .ThenBy(r => r.DueEnds)
                .ThenBy(r => r.Number),
            (QueueOrder.Owner, true) => requests
                .OrderByDescending(r => r.Owner ?? "")
                .ThenBy(r => r.DueEnds)
                .ThenBy(r => r.Number),
        };

    /// <summary>The requests as the queue shows them.</summary>
    /// <param name="me">The reader's sign-in; null for the whole team.</param>
    internal static IQueryable<QueueLine> ToLines(
        PortalDbContext db,
        IQueryable<DeletionRequest> requests,
        string? me,
        DateTimeOffset now
    )
    {
        var toNotify = db.QueryToNotifyByHand();
        var toRemind = ReminderSchedule.QueryDueByHand(db, now);
        var unanswered = QueryUnanswered(db);
        var proposed = QueryProposed(db);
        var byOthers = QueryProposedByOthers(db, me);
        return requests
            .AsNoTracking()
            .Select(r => new QueueLine(
                r.Number,
                r.State,
                r.Jurisdiction!,
                r.DueBy!.Value,
                r.CoolingOffEnds,
                unanswered.Contains(r.Id),
                proposed.Contains(r.Id),
                r.IdentityAskedAt != null && r.IdentityProvenAt == null,
                r.WithheldSince != null,
                r.Owner,
                r.Tasks.Select(t => t.State).ToList()
            )
            {
                IsOwnProposal = proposed.Contains(r.Id) && !byOthers.Contains(r.Id),
                PartiesToNotify = toNotify.Count(t => t.RequestId == r.Id),
                PartiesToRemind = toRemind.Count(t => t.RequestId == r.Id),
            });
    }

    /// <summary>The number of requests in each view.</summary>
    /// <param name="me">The reader's sign-in.</param>
    public async Task<IReadOnlyDictionary<QueueView, int>> CountByViewAsync(string? me, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var counts = new Dictionary<QueueView, int>();
        foreach (var view in Enum.GetValues<QueueView>())
            counts[view] = await FilterByView(db, view, me).CountAsync(ct);
        return counts;
    }

    private IQueryable<DeletionRequest> FilterByView(PortalDbContext db, QueueView view, string? me)
    {
        var now = clock.GetUtcNow();
        var soon = GetSoon(now);
        var unanswered = QueryUnanswered(db);
        var proposed = QueryProposed(db);
        var open = db.DeletionRequests.Where(r =>
            r.State == RequestState.Confirmed || r.State == RequestState.InProgress
        );
        return view switch
        {
            // Also one that has ended, while its worker has not got the answer.
            QueueView.Open => db.DeletionRequests.Where(r =>
                r.State == RequestState.Confirmed || r.State == RequestState.InProgress || r.WithheldSince != null
            ),
            QueueView.Overdue => open.Where(r => r.DueEnds <= now),
            QueueView.DueSoon => open.Where(r => now < r.DueEnds && r.DueEnds <= soon),
            QueueView.Mine => open.Where(r => r.Owner == me),
            QueueView.AwaitingProof => db.DeletionRequests.Where(r =>
                r.WithheldSince != null
                || (
                    (r.State == RequestState.Confirmed || r.State == RequestState.InProgress)
                    && r.IdentityAskedAt != null
                    && r.IdentityProvenAt == null
                )
            ),
            QueueView.ToDecide => open.Where(r => proposed.Contains(r.Id)),
            QueueView.Unanswered => db.DeletionRequests.Where(r => unanswered.Contains(r.Id)),
            QueueView.Ended => db.DeletionRequests.Where(r => r.EndedAt != null && r.ConfirmedAt != null),
        };
    }

    internal static IQueryable<Guid> QueryUnanswered(PortalDbContext db) =>
        RequestMessageService.QueryUnanswered(db).Select(m => m.RequestId);

    private static IQueryable<Guid> QueryProposed(PortalDbContext db) =>
        db.RefusalProposals.Where(p => p.DecidedAt == null).Select(p => p.RequestId);

    /// <summary>The requests with a proposed refusal on which this officer may decide: not its proposer.</summary>
    internal static IQueryable<Guid> QueryProposedByOthers(PortalDbContext db, string? officer) =>
        db.RefusalProposals.Where(p => p.DecidedAt == null && p.ProposedBy != officer).Select(p => p.RequestId);

    /// <summary>The figures of the queue: "5 open. The next is due on 3 December."</summary>
    public async Task<QueueCount> CountAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var due = await db
            .DeletionRequests.Where(r => r.State == RequestState.Confirmed || r.State == RequestState.InProgress)
            .OrderBy(r => r.DueEnds)
            .Select(r => new { Day = r.DueBy!.Value, Ends = r.DueEnds!.Value })
            .ToListAsync(ct);
        var ahead = due.Where(d => now < d.Ends).ToList();
        return new(
            due.Count,
            ahead.Count == 0 ? null : ahead[0].Day,
            ahead.Count == 0 ? 0 : ahead.Count(d => d.Day == ahead[0].Day),
            due.Count - ahead.Count
        );
    }

    /// <summary>When the last day ends that is at most <see cref="DaysAhead"/> away.</summary>
    internal static DateTimeOffset GetSoon(DateTimeOffset now) => now.AddDays(DaysAhead + 1);
}
