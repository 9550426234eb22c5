using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Ledger;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Erasure.Redisclosures;

/// <summary>
/// Takes down what was sent on although its deletion had been asked for, and acts on it: whoever got it becomes a part
/// of the request, since the worker asked
/// for the thing to be gone and every recipient has to be told (GDPR 17(2), 19). Where the request has ended the worker
/// decides.
/// </summary>
public sealed class RedisclosureService(
    IDbContextFactory<PortalDbContext> contexts,
    RequestTransactions requests,
    RedisclosureEmails letters,
    TimeProvider clock
)
{
    /// <summary>
    /// Looks at entries that came in. What is flagged already, or is no copy of anything under erasure, changes
    /// nothing.
    /// </summary>
    public async Task FlagAsync(Guid requestId, IReadOnlyList<Guid> disclosures, CancellationToken ct)
    {
        // Most of what comes in is no copy of anything under erasure: it must not wait for the request's lock.
        if (await ConcernsAsync(requestId, disclosures, ct))
            await requests.ChangeAsync(requestId, (db, request) => FlagAsync(db, request, disclosures, ct), ct);
    }

    private async Task<bool> FlagAsync(
        PortalDbContext db,
        DeletionRequest request,
        IReadOnlyList<Guid> disclosures,
        CancellationToken ct
    )
    {
        var known = await db
            .Redisclosures.Where(c => c.RequestId == request.Id)
            .Select(c => c.DisclosureId)
            .ToListAsync(ct);
        var came = await db
            .Disclosures.AsNoTracking()
            .Include(d => d.Items)
            .Where(d => disclosures.Contains(d.Id) && !known.Contains(d.Id) && d.WorkerId == request.WorkerId)
            .OrderBy(d => d.Time)
            .ToListAsync(ct);
        var copies = await ActAsync(db, request, came, ct);
        if (copies.Count == 0)
            return false;

        db.Redisclosures.AddRange(copies);
        await letters.SendFoundAsync(db, request, copies, ct);
        return true;
    }

    /// <summary>Takes down that somebody of the team has looked into how copies of a request came about.</summary>
    public async Task MarkInvestigatedAsync(string number, string by, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var requests = db.DeletionRequests;
        foreach (
            var copy in await db
                .Redisclosures.Where(c =>
                    c.InvestigatedAt == null && requests.Any(r => r.Id == c.RequestId && r.Number == number)
                )
                .ToListAsync(ct)
        )
        {
            copy.MarkInvestigated(by, clock.GetInstant());
        }

        db.PublishChange(RequestChanges.QueueSubject);
        await db.SaveChangesAsync(ct);
    }

    private async Task<bool> ConcernsAsync(Guid requestId, IReadOnlyList<Guid> disclosures, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var request = await db
            .DeletionRequests.AsNoTracking()
            .Include(r => r.Tasks)
            .SingleAsync(r => r.Id == requestId, ct);
        if (request.State is RequestState.Confirmed)
            return true;
        var under = request.Tasks.SelectMany(t => t.Items).Select(i => i.ItemId).ToHashSet(StringComparer.Ordinal);
        var came = await db
            .DisclosureItems.Where(i => disclosures.Contains(i.DisclosureId))
            .Select(i => i.ItemId)
            .Distinct()
            .ToListAsync(ct);
        return came.Exists(under.Contains);
    }

    private async Task<IReadOnlyList<Redisclosure>> ActAsync(
        PortalDbContext db,
        DeletionRequest request,
        IReadOnlyList<Disclosure> came,
        CancellationToken ct
    )
    {
        var now = clock.GetInstant();
        // What is held within the scope, and not erased since: a copy that went elsewhere than one party's scope, or
        // that is gone, is none of this request.
        var held = await PartyHoldings.FindAsync(db, request.WorkerId, request.Scope, ct);
        var under =
            request.State is RequestState.Confirmed
                ? null
                : request.Tasks.SelectMany(t => t.Items).Select(i => i.ItemId).ToHashSet(StringComparer.Ordinal);
        var copies = came.Select(d => (Entry: d, Items: Under(d, held, under))).Where(c => c.Items.Count > 0).ToList();

        return request.State switch
        {
            RequestState.Confirmed => Taken(
                copies.Where(c => c.Entry.Time > request.ConfirmedAt),
                RedisclosureAction.NotifiedWithOthers
            ),
            RequestState.InProgress => await WidenAsync(db, request, held, copies, Taken, now, ct),
            RequestState.Completed or RequestState.PartlyCompleted => Taken(
                copies.Where(c => c.Items.Exists(i => request.IsNotYetAskedOf(c.Entry.PartyId, i, c.Entry.Time))),
                RedisclosureAction.WorkerAsked
            ),
            RequestState.Submitted or RequestState.Refused or RequestState.Withdrawn or RequestState.Expired => [],
        };

        IReadOnlyList<Redisclosure> Taken(
            IEnumerable<(Disclosure Entry, List<string> Items)> which,
            RedisclosureAction answer
        ) =>
            [
                .. which.Select(c => new Redisclosure
                {
                    RequestId = request.Id,
                    DisclosureId = c.Entry.Id,
                    PartyId = c.Entry.PartyId,
                    PartyName = held.First(h => h.PartyId == c.Entry.PartyId).Name,
                    SentAt = c.Entry.Time,
                    FoundAt = now,
                    IsAfterRequest = c.Entry.Time > request.ConfirmedAt,
                    Action = answer,
                }),
            ];
    }

    private static async Task<IReadOnlyList<Redisclosure>> WidenAsync(
        PortalDbContext db,
        DeletionRequest request,
        IReadOnlyList<PartyHoldings> held,
        List<(Disclosure Entry, List<string> Items)> copies,
        Func<IEnumerable<(Disclosure, List<string>)>, RedisclosureAction, IReadOnlyList<Redisclosure>> taken,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        bool IsNew((Disclosure Entry, List<string> Items) c) =>
            c.Items.Exists(i => request.IsNotYetAskedOf(c.Entry.PartyId, i, c.Entry.Time));
        var fresh = copies.Where(IsNew).ToList();
        // Sent on before its party was told: it is told of that copy too, and the worker and the team hear that it
        // happened.
        var before = copies.Where(c => !IsNew(c) && c.Entry.Time > request.ConfirmedAt).ToList();
        if (fresh.Count > 0)
        {
            var wanted = fresh
                .SelectMany(c =>
                    c.Items.Where(i => request.IsNotYetAskedOf(c.Entry.PartyId, i, c.Entry.Time))
                        .Select(i => (c.Entry.PartyId, Item: i))
                )
                .ToHashSet();
            var parts = held.Select(h =>
                    h with
                    {
                        Items = [.. h.Items.Where(i => wanted.Contains((h.PartyId, i.ItemId)))],
                    }
                )
                .Where(h => h.Items.Count > 0)
                .ToList();
            var added = request.AddRedisclosures(await DuplicateErasureFilter.SplitAsync(db, request, parts, ct), now);
            await db.Ledger.AppendAsync(
                new DeletionWidened(
                    request.WorkerId,
                    now,
                    request.Number,
                    [.. added.Select(t => t.PartyId).Distinct(StringComparer.Ordinal)],
                    [.. added.SelectMany(t => t.Items).Select(i => i.ItemId).Distinct(StringComparer.Ordinal)]
                ),
                request.FindLastEvent(RequestEventKind.RedisclosureFound).Id,
                ct
            );
            foreach (var task in added)
                Dispatch.EnqueueRequest(db, request, task, now);
        }

        return
        [
            .. taken(fresh, RedisclosureAction.AddedToRequest),
            .. taken(before, RedisclosureAction.NotifiedWithOthers),
        ];
    }

    /// <summary>
    /// The items of an entry that its party holds within the scope, and that are under erasure; before anybody is told
    /// that is all within the scope.
    /// </summary>
    private static List<string> Under(Disclosure entry, IReadOnlyList<PartyHoldings> held, HashSet<string>? under) =>
        held.FirstOrDefault(h => h.PartyId == entry.PartyId) is { } party
            ?
            [
                .. entry
                    .Items.Select(i => i.ItemId)
                    .Where(i => party.Items.Any(p => p.ItemId == i) && under?.Contains(i) != false),
            ]
            : [];
}
