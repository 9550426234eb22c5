using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Erasure;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Notifications;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Casework.Holds;

/// <summary>Places and lifts legal holds on the data of the worker who made a request.</summary>
public sealed class LegalHoldService(
    IDbContextFactory<PortalDbContext> contexts,
    RequestTransactions requests,
    LegalHoldEmails emails,
    TimeProvider clock
)
{
    /// <summary>The holds in place on the data of a request's worker, oldest first.</summary>
    public async Task<IReadOnlyList<LegalHold>> FindActiveAsync(string number, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var all = db.DeletionRequests;
        return await db
            .LegalHolds.AsNoTracking()
            .Where(h => h.LiftedAt == null && all.Any(r => r.Number == number && r.WorkerId == h.WorkerId))
            .OrderBy(h => h.PlacedAt)
            .ToListAsync(ct);
    }

    /// <summary>The email that the worker would get about a hold, or why it cannot be placed as it is written.</summary>
    public async Task<Result<Notice, LegalHoldError>> PreviewAsync(
        string number,
        string? citation,
        string? reason,
        CancellationToken ct
    )
    {
        if (Check(citation, reason) is { } error)
            return error;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var request = await db
            .DeletionRequests.AsNoTracking()
            .Include(r => r.Tasks)
            .SingleOrDefaultAsync(r => r.Number == number && r.ConfirmedAt != null, ct);
        return request is null
            ? LegalHoldError.NotFound
            : await emails.ComposePlacedAsync(db, request, reason!.Trim(), ct);
    }

    /// <summary>
    /// Places a hold. It stops only what has not begun: a party that was asked before is not asked to stop.
    /// </summary>
    /// <param name="number">A request of the worker, whose lock the hold takes.</param>
    /// <param name="placed">Who must keep what, and why.</param>
    /// <param name="by">The officer.</param>
    public Task<Result<Guid, LegalHoldError>> PlaceAsync(
        string number,
        NewLegalHold placed,
        Actor by,
        CancellationToken ct
    )
    {
        if (Check(placed.Citation, placed.Reason) is { } error)
            return Task.FromResult<Result<Guid, LegalHoldError>>(error);
        return requests.RunAsync(PlaceOnceAsync, ct);

        async Task<Result<Guid, LegalHoldError>> PlaceOnceAsync(RequestTransaction transaction)
        {
            var db = transaction.Db;
            var request = await transaction.LoadAsync(r => r.Number == number && r.ConfirmedAt != null, ct);
            if (request is null)
                return LegalHoldError.NotFound;
            if (placed.PartyId is { } party && !await HoldsDataAsync(db, request.WorkerId, party, ct))
                return LegalHoldError.PartyUnknown;
            if (await LegalHold.IsHeldAsync(db, request.WorkerId, placed.PartyId, ct))
                return LegalHoldError.AlreadyHeld;

            var now = clock.GetInstant();
            var hold = db
                .LegalHolds.Add(
                    new()
                    {
                        WorkerId = request.WorkerId,
                        PartyId = placed.PartyId,
                        Citation = placed.Citation!.Trim(),
                        Reason = placed.Reason!.Trim(),
                        PlacedBy = by.Name!,
                        PlacedAt = now,
                    }
                )
                .Entity;
            request.AddOfficerEvent(RequestEventKind.HoldPlaced, FindPart(request, hold), by, now);
            await db.Ledger.AppendAsync(
                new LegalHoldPlaced(request.WorkerId, now, hold.PartyId, hold.Citation),
                hold.Id,
                ct
            );
            await emails.SendPlacedAsync(db, request, hold, ct);
            await transaction.CommitAsync(ct);
            return hold.Id;
        }
    }

    /// <summary>
    /// Lifts a hold, and notifies the parties that were not notified because of it. Lifting it again changes nothing.
    /// </summary>
    public Task<Result<Guid, LegalHoldError>> LiftAsync(string number, Guid holdId, Actor by, CancellationToken ct) =>
        requests.RunAsync(transaction => LiftAsync(transaction, number, holdId, by, ct), ct);

    private async Task<Result<Guid, LegalHoldError>> LiftAsync(
        RequestTransaction transaction,
        string number,
        Guid holdId,
        Actor by,
        CancellationToken ct
    )
    {
        var db = transaction.Db;
        // A hold is on the worker's data: lifting it concerns each of their requests that is in progress.
        var workers = db.LegalHolds.Where(h => h.Id == holdId).Select(h => h.WorkerId);
        var ids = await db
            .DeletionRequests.Where(r => workers.Contains(r.WorkerId))
            .Where(r => r.State == RequestState.InProgress || (r.Number == number && r.ConfirmedAt != null))
            .Select(r => r.Id)
            .ToListAsync(ct);
        var locked = await transaction.LoadAllAsync(ids, ct);
        var request = locked.SingleOrDefault(r => r.Number == number);
        if (request is null)
            return LegalHoldError.NotFound;
        var hold = await db.LegalHolds.SingleAsync(h => h.Id == holdId, ct);
        if (hold.LiftedAt is not null)
            return hold.Id;

        var now = clock.GetInstant();
        hold.Lift(by.Name!, now);
        request.AddOfficerEvent(RequestEventKind.HoldLifted, FindPart(request, hold), by, now);
        await db.Ledger.AppendAsync(
            new LegalHoldLifted(request.WorkerId, now, hold.PartyId, hold.Citation),
            hold.LiftLedgerEntryId!.Value,
            ct
        );
        var others = await db
            .LegalHolds.Where(h => h.WorkerId == request.WorkerId && h.LiftedAt == null && h.Id != hold.Id)
            .ToListAsync(ct);
        foreach (var open in locked.Where(r => r.State is RequestState.InProgress))
        {
            foreach (var task in open.Tasks.Where(t => t.State is TaskState.Pending && hold.IsLast(t.PartyId, others)))
                PartyNotificationQueue.EnqueueRequest(db, open, task, now);
        }

        await emails.SendLiftedAsync(db, request, ct);
        await transaction.CommitAsync(ct);
        return hold.Id;
    }

    // A party that was sent data again has more than one part, and any of them names it.
    private static ErasureTask? FindPart(DeletionRequest request, LegalHold hold) =>
        request.Tasks.FirstOrDefault(t => t.PartyId == hold.PartyId);

    private static Task<bool> HoldsDataAsync(
        PortalDbContext db,
        string workerId,
        string partyId,
        CancellationToken ct
    ) => db.CurrentHoldingsOfWorker(workerId).AnyAsync(h => h.PartyId == partyId, ct);

    private static LegalHoldError? Check(string? citation, string? reason)
    {
        if (string.IsNullOrWhiteSpace(citation))
            return LegalHoldError.CitationNeeded;
        if (string.IsNullOrWhiteSpace(reason))
            return LegalHoldError.ReasonNeeded;
        var isTooLong =
            citation.Trim().Length > LegalHold.MaxCitationLength || reason.Trim().Length > LegalHold.MaxReasonLength;
        return isTooLong ? LegalHoldError.TooLong : null;
    }
}
