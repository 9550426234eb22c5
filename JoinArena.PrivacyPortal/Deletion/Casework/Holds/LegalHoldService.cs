using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Erasure;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Ledger;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Casework.Holds;

/// <summary>Why a hold is not put.</summary>
public enum LegalHoldError
{
    NotFound,

    /// <summary>The party has no part in the request, or has been told already.</summary>
    PartyUnknown,
    CitationNeeded,
    ReasonNeeded,
    TooLong,

    /// <summary>The same stands already.</summary>
    AlreadyHeld,
}

/// <summary>Puts and lifts legal holds on the data of the worker behind a request.</summary>
public sealed class LegalHoldService(
    IDbContextFactory<PortalDbContext> contexts,
    RequestTransactions requests,
    RequestEmails letters,
    TimeProvider clock
)
{
    /// <summary>The holds that stand on the worker of a request, oldest first.</summary>
    public async Task<IReadOnlyList<LegalHold>> FindActiveAsync(string number, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var requests = db.DeletionRequests;
        return await db
            .LegalHolds.AsNoTracking()
            .Where(h => h.LiftedAt == null && requests.Any(r => r.Number == number && r.WorkerId == h.WorkerId))
            .OrderBy(h => h.PlacedAt)
            .ToListAsync(ct);
    }

    /// <summary>
    /// Puts a hold. Parties that were told before keep what they were told: a hold reaches only those that were not.
    /// </summary>
    /// <param name="number">A request of the worker.</param>
    /// <param name="partyId">Whose copy must stay; null for everybody's.</param>
    /// <param name="citation">The law and the case, for the team.</param>
    /// <param name="words">The reason, for the worker.</param>
    /// <param name="by">The officer.</param>
    public Task<Result<Guid, LegalHoldError>> PlaceAsync(
        string number,
        string? partyId,
        string? citation,
        string? words,
        Actor by,
        CancellationToken ct
    )
    {
        if (Check(citation, words) is { } refusal)
            return Task.FromResult<Result<Guid, LegalHoldError>>(refusal);
        return requests.RunAsync(PlaceOnceAsync, ct);

        async Task<Result<Guid, LegalHoldError>> PlaceOnceAsync(RequestTransaction transaction)
        {
            var db = transaction.Db;
            var request = await transaction.LoadAsync(r => r.Number == number && r.ConfirmedAt != null, ct);
            if (request is null)
                return LegalHoldError.NotFound;
            if (
                partyId is not null
                && !await db.Holdings.AnyAsync(h => h.WorkerId == request.WorkerId && h.PartyId == partyId, ct)
            )
            {
                return LegalHoldError.PartyUnknown;
            }

            if (
                await db.LegalHolds.AnyAsync(
                    h =>
                        h.WorkerId == request.WorkerId
                        && h.LiftedAt == null
                        && (h.PartyId == null || h.PartyId == partyId),
                    ct
                )
            )
            {
                return LegalHoldError.AlreadyHeld;
            }

            var now = clock.GetInstant();
            var hold = db
                .LegalHolds.Add(
                    new()
                    {
                        WorkerId = request.WorkerId,
                        PartyId = partyId,
                        Citation = citation!.Trim(),
                        Reason = words!.Trim(),
                        PlacedBy = by.Name!,
                        PlacedAt = now,
                    }
                )
                .Entity;
            await db.Ledger.AppendAsync(
                new LegalHoldPlaced(request.WorkerId, now, partyId, hold.Citation),
                hold.Id,
                ct
            );
            await letters.SendHoldPlacedAsync(db, request, hold, ct);
            await transaction.CommitAsync(ct);
            return hold.Id;
        }
    }

    /// <summary>Lifts a hold: whoever was not told because of it is told now. Lifting twice is lifting once.</summary>
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
            var freed = open.Tasks.Where(t =>
                t.State is TaskState.Pending
                && (hold.PartyId ?? t.PartyId) == t.PartyId
                && !others.Exists(o => o.Covers(t.PartyId))
            );
            foreach (var task in freed)
                PartyNotificationQueue.EnqueueRequest(db, open, task, now);
        }

        await letters.SendHoldLiftedAsync(db, request, ct);
        await transaction.CommitAsync(ct);
        return hold.Id;
    }

    private static LegalHoldError? Check(string? citation, string? words)
    {
        if (string.IsNullOrWhiteSpace(citation))
            return LegalHoldError.CitationNeeded;
        if (string.IsNullOrWhiteSpace(words))
            return LegalHoldError.ReasonNeeded;
        var isTooLong =
            citation.Trim().Length > LegalHold.MaxCitationLength || words.Trim().Length > LegalHold.MaxReasonLength;
        return isTooLong ? LegalHoldError.TooLong : null;
    }
}

/// <summary>Data of a worker must be kept as evidence, at one party or at all.</summary>
public sealed record LegalHoldPlaced(string Subject, DateTimeOffset At, string? Party, string Citation)
    : LedgerEvent("hold-put", Subject, At);

/// <summary>It need no longer be.</summary>
public sealed record LegalHoldLifted(string Subject, DateTimeOffset At, string? Party, string Citation)
    : LedgerEvent("hold-lifted", Subject, At);
