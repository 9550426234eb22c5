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
    public async Task<Result<Guid, LegalHoldError>> PlaceAsync(
        string number,
        string? partyId,
        string? citation,
        string? words,
        Actor by,
        CancellationToken ct
    )
    {
        if (string.IsNullOrWhiteSpace(citation))
            return LegalHoldError.CitationNeeded;
        if (string.IsNullOrWhiteSpace(words))
            return LegalHoldError.ReasonNeeded;
        if (citation.Trim().Length > LegalHold.MaxCitationLength || words.Trim().Length > LegalHold.MaxReasonLength)
            return LegalHoldError.TooLong;

        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        if (await FindAsync(db, number, ct) is not { } request)
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
                    h.WorkerId == request.WorkerId && h.LiftedAt == null && (h.PartyId == null || h.PartyId == partyId),
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
                    Citation = citation.Trim(),
                    Reason = words.Trim(),
                    PlacedBy = by.Name!,
                    PlacedAt = now,
                }
            )
            .Entity;
        await db.Ledger.AppendAsync(new LegalHoldPlaced(request.WorkerId, now, partyId, hold.Citation), hold.Id, ct);
        await letters.SendHoldPlacedAsync(db, request, hold, ct);
        await CommitAsync(db, write, request, ct);
        return hold.Id;
    }

    /// <summary>Lifts a hold: whoever was not told because of it is told now. Lifting twice is lifting once.</summary>
    public Task<Result<Guid, LegalHoldError>> LiftAsync(string number, Guid holdId, Actor by, CancellationToken ct) =>
        RequestTransactions.RetryOnConflictAsync<Result<Guid, LegalHoldError>>(async () =>
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            await using var write = await db.BeginWriteAsync(ct);
            if (
                await FindAsync(db, number, ct) is not { } request
                || await db.LegalHolds.SingleOrDefaultAsync(h => h.Id == holdId && h.WorkerId == request.WorkerId, ct)
                    is not { } hold
            )
            {
                return LegalHoldError.NotFound;
            }

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
            foreach (
                var open in await db
                    .DeletionRequests.Include(r => r.Tasks)
                    .Where(r => r.WorkerId == request.WorkerId && r.State == RequestState.InProgress)
                    .ToListAsync(ct)
            )
            {
                var freed = open.Tasks.Where(t =>
                    t.State is TaskState.Pending
                    && (hold.PartyId ?? t.PartyId) == t.PartyId
                    && !others.Exists(o => o.Covers(t.PartyId))
                );
                foreach (var task in freed)
                    Dispatch.EnqueueRequest(db, open, task, now);
            }

            await letters.SendHoldLiftedAsync(db, request, ct);
            await CommitAsync(db, write, request, ct);
            return hold.Id;
        });

    /// <summary>Whether a party must not be told to erase this worker's data now.</summary>
    internal static Task<bool> IsHeldAsync(PortalDbContext db, string workerId, string partyId, CancellationToken ct) =>
        db.LegalHolds.AnyAsync(
            h => h.WorkerId == workerId && h.LiftedAt == null && (h.PartyId == null || h.PartyId == partyId),
            ct
        );

    private static Task<DeletionRequest?> FindAsync(PortalDbContext db, string number, CancellationToken ct) =>
        db.DeletionRequests.SingleOrDefaultAsync(r => r.Number == number && r.ConfirmedAt != null, ct);

    private static async Task CommitAsync(
        PortalDbContext db,
        WriteTransaction write,
        DeletionRequest request,
        CancellationToken ct
    )
    {
        db.PublishChange(RequestTransactions.ChangeSubject(request.Number));
        db.PublishChange(RequestTransactions.QueueChangeSubject);
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
    }
}

/// <summary>Data of a worker must be kept as evidence, at one party or at all.</summary>
public sealed record LegalHoldPlaced(string Subject, DateTimeOffset At, string? Party, string Citation)
    : LedgerEvent("hold-put", Subject, At);

/// <summary>It need no longer be.</summary>
public sealed record LegalHoldLifted(string Subject, DateTimeOffset At, string? Party, string Citation)
    : LedgerEvent("hold-lifted", Subject, At);
