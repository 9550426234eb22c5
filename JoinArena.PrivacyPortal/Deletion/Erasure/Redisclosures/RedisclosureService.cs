using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Ledger;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Erasure.Redisclosures;

/// <summary>
/// Records disclosures of data under erasure and acts on them. While the request is open, the party that received the
/// data becomes a part of it, because the worker asked for the data to be erased and every recipient has to be notified
/// (GDPR 17(2), 19). After the request has ended, the worker decides.
/// </summary>
public sealed class RedisclosureService(
    IDbContextFactory<PortalDbContext> contexts,
    RequestTransactions requests,
    RedisclosureEmails emails,
    TimeProvider clock
)
{
    /// <summary>
    /// Records those of the disclosures that are new copies of data under erasure. Disclosures that have been recorded
    /// before, or that are no such copies, change nothing.
    /// </summary>
    public async Task FlagAsync(Guid requestId, IReadOnlyList<Guid> disclosureIds, CancellationToken ct)
    {
        // Most new disclosures contain no data under erasure. They must not wait for the request's lock.
        if (await MayConcernAsync(requestId, disclosureIds, ct))
            await requests.ChangeAsync(requestId, (db, request) => FlagAsync(db, request, disclosureIds, ct), ct);
    }

    /// <summary>Records that a member of the privacy team has checked the new copies of a request.</summary>
    public async Task MarkInvestigatedAsync(string number, string by, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var numbered = db.DeletionRequests.Where(r => r.Number == number);
        var copies = await db
            .Redisclosures.Where(c => c.InvestigatedAt == null && numbered.Any(r => r.Id == c.RequestId))
            .ToListAsync(ct);
        foreach (var copy in copies)
            copy.MarkInvestigated(by, clock.GetInstant());

        db.PublishChange(RequestChanges.QueueSubject);
        await db.SaveChangesAsync(ct);
    }

    private async Task<bool> MayConcernAsync(Guid requestId, IReadOnlyList<Guid> disclosureIds, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var request = await db
            .DeletionRequests.AsNoTracking()
            .Include(r => r.Tasks)
            .SingleAsync(r => r.Id == requestId, ct);
        if (request.State is RequestState.Confirmed)
            return true;
        var itemsUnderErasure = DisclosedCopy.FindItemsUnderErasure(request);
        var disclosedItems = await db
            .DisclosureItems.Where(i => disclosureIds.Contains(i.DisclosureId))
            .Select(i => i.ItemId)
            .Distinct()
            .ToListAsync(ct);
        return disclosedItems.Exists(itemsUnderErasure.Contains);
    }

    private async Task<bool> FlagAsync(
        PortalDbContext db,
        DeletionRequest request,
        IReadOnlyList<Guid> disclosureIds,
        CancellationToken ct
    )
    {
        var recorded = await db
            .Redisclosures.Where(c => c.RequestId == request.Id)
            .Select(c => c.DisclosureId)
            .ToListAsync(ct);
        var disclosures = await db
            .Disclosures.AsNoTracking()
            .Include(d => d.Items)
            .Where(d => disclosureIds.Contains(d.Id) && !recorded.Contains(d.Id) && d.WorkerId == request.WorkerId)
            .OrderBy(d => d.Time)
            .ToListAsync(ct);
        var redisclosures = await ActAsync(db, request, disclosures, ct);
        if (redisclosures.Count == 0)
            return false;

        db.Redisclosures.AddRange(redisclosures);
        await emails.SendFoundAsync(db, request, redisclosures, ct);
        return true;
    }

    private async Task<IReadOnlyList<Redisclosure>> ActAsync(
        PortalDbContext db,
        DeletionRequest request,
        List<Disclosure> disclosures,
        CancellationToken ct
    )
    {
        var now = clock.GetInstant();
        // Only what is within the scope and has not been erased since: a copy that went to a party outside the scope,
        // or that is gone, does not belong to this request.
        var holdings = await PartyHoldings.FindAsync(db, request.WorkerId, request.Scope, ct);
        var copies = DisclosedCopy.FindAll(request, disclosures, holdings);
        var newCopies = copies.FindAll(c => c.FindItemsToAskFor(request).Any());
        // The notification to their party covers these copies too. The worker and the team learn that it happened.
        var coveredCopies = copies.FindAll(c =>
            !newCopies.Contains(c) && c.SentAt > request.ConfirmedAt && IsAskedOrWillBe(request, c.PartyId)
        );

        if (request.State is RequestState.InProgress && newCopies.Count > 0)
            await AddTasksAsync(db, request, FindHoldingsToAskFor(request, holdings, newCopies), now, ct);
        return request.State switch
        {
            RequestState.Confirmed =>
            [
                .. copies
                    .Where(c => c.SentAt > request.ConfirmedAt)
                    .Select(c => c.ToRedisclosure(request, RedisclosureAction.NotifiedWithOthers, now)),
            ],
            RequestState.InProgress =>
            [
                .. newCopies.Select(c => c.ToRedisclosure(request, RedisclosureAction.AddedToRequest, now)),
                .. coveredCopies.Select(c => c.ToRedisclosure(request, RedisclosureAction.NotifiedWithOthers, now)),
            ],
            RequestState.Completed or RequestState.PartlyCompleted =>
            [
                .. newCopies.Select(c => c.ToRedisclosure(request, RedisclosureAction.WorkerAsked, now)),
            ],
            RequestState.Submitted or RequestState.Refused or RequestState.Withdrawn or RequestState.Expired => [],
        };
    }

    // A party that JoinArena refused to ask gets no message that could cover anything.
    private static bool IsAskedOrWillBe(DeletionRequest request, string partyId) =>
        request.Tasks.Any(t => t.PartyId == partyId && t.State is not TaskState.NotAsked);

    private static List<PartyHoldings> FindHoldingsToAskFor(
        DeletionRequest request,
        IReadOnlyList<PartyHoldings> holdings,
        List<DisclosedCopy> newCopies
    )
    {
        var toAskFor = new List<PartyHoldings>();
        foreach (var held in holdings)
        {
            var itemIds = newCopies
                .Where(c => c.PartyId == held.PartyId)
                .SelectMany(c => c.FindItemsToAskFor(request))
                .ToHashSet(StringComparer.Ordinal);
            if (itemIds.Count > 0)
                toAskFor.Add(held with { Items = [.. held.Items.Where(i => itemIds.Contains(i.ItemId))] });
        }

        return toAskFor;
    }

    private static async Task AddTasksAsync(
        PortalDbContext db,
        DeletionRequest request,
        List<PartyHoldings> toAskFor,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var added = request.AddRedisclosures(await DuplicateErasureFilter.SplitAsync(db, request, toAskFor, ct), now);
        var widened = new DeletionWidened(
            request.WorkerId,
            now,
            request.Number,
            [.. added.Select(t => t.PartyId).Distinct(StringComparer.Ordinal)],
            [.. added.SelectMany(t => t.Items).Select(i => i.ItemId).Distinct(StringComparer.Ordinal)]
        );
        await db.Ledger.AppendAsync(widened, request.FindLastEvent(RequestEventKind.RedisclosureFound).Id, ct);
        foreach (var task in added)
            PartyNotificationQueue.EnqueueRequest(db, request, task, now);
    }
}
