using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Erasure;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Ledger;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Casework.Holds;

/// <summary>Why a hold is not put.</summary>
public enum HoldRefusal
{
    NotFound,

    /// <summary>The party has no part in the request, or has been told already.</summary>
    PartyUnknown,
    CitationNeeded,
    WordsNeeded,
    TooLong,

    /// <summary>The same stands already.</summary>
    AlreadyHeld,
}

/// <summary>Puts and lifts legal holds on the data of the worker behind a request.</summary>
public sealed class HoldDesk(IDbContextFactory<PortalDbContext> contexts, DeletionLetters letters, TimeProvider clock)
{
    /// <summary>The holds that stand on the worker of a request, oldest first.</summary>
    public async Task<IReadOnlyList<LegalHold>> StandingAsync(string number, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var requests = db.DeletionRequests;
        return await db.LegalHolds.AsNoTracking().Where(h => h.LiftedAt == null && requests.Any(r => r.Number == number && r.WorkerId == h.WorkerId)).OrderBy(h => h.PutAt).ToListAsync(ct);
    }

    /// <summary>Puts a hold. Parties that were told before keep what they were told: a hold reaches only those that were not.</summary>
    /// <param name="number">A request of the worker.</param>
    /// <param name="partyId">Whose copy must stay; null for everybody's.</param>
    /// <param name="citation">The law and the case, for the team.</param>
    /// <param name="words">The reason, for the worker.</param>
    /// <param name="by">The officer.</param>
    public async Task<Result<Guid, HoldRefusal>> PutAsync(string number, string? partyId, string? citation, string? words, By by, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(citation)) return HoldRefusal.CitationNeeded;
        if (string.IsNullOrWhiteSpace(words)) return HoldRefusal.WordsNeeded;
        if (citation.Trim().Length > LegalHold.LongestCitation || words.Trim().Length > LegalHold.LongestWords) return HoldRefusal.TooLong;

        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        if (await FindAsync(db, number, ct) is not { } request) return HoldRefusal.NotFound;
        if (partyId is not null && !await db.Holdings.AnyAsync(h => h.WorkerId == request.WorkerId && h.PartyId == partyId, ct)) return HoldRefusal.PartyUnknown;
        if (await db.LegalHolds.AnyAsync(h => h.WorkerId == request.WorkerId && h.LiftedAt == null && (h.PartyId == null || h.PartyId == partyId), ct)) return HoldRefusal.AlreadyHeld;

        var now = clock.GetInstant();
        var hold = db.LegalHolds.Add(new() { WorkerId = request.WorkerId, PartyId = partyId, Citation = citation.Trim(), Words = words.Trim(), PutBy = by.Name!, PutAt = now }).Entity;
        await db.Ledger.AppendAsync(new HoldPut(request.WorkerId, now, partyId, hold.Citation), hold.Id, ct);
        await letters.HeldAsync(db, request, hold, ct);
        await CommitAsync(db, write, request, ct);
        return hold.Id;
    }

    /// <summary>Lifts a hold: whoever was not told because of it is told now. Lifting twice is lifting once.</summary>
    public Task<Result<Guid, HoldRefusal>> LiftAsync(string number, Guid holdId, By by, CancellationToken ct) => RequestWrite.AgainIfChangedAsync<Result<Guid, HoldRefusal>>(async () =>
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        if (await FindAsync(db, number, ct) is not { } request || await db.LegalHolds.SingleOrDefaultAsync(h => h.Id == holdId && h.WorkerId == request.WorkerId, ct) is not { } hold) return HoldRefusal.NotFound;
        if (hold.LiftedAt is not null) return hold.Id;

        var now = clock.GetInstant();
        hold.Lift(by.Name!, now);
        await db.Ledger.AppendAsync(new HoldLifted(request.WorkerId, now, hold.PartyId, hold.Citation), hold.LiftEntry!.Value, ct);
        var others = await db.LegalHolds.Where(h => h.WorkerId == request.WorkerId && h.LiftedAt == null && h.Id != hold.Id).ToListAsync(ct);
        foreach (var open in await db.DeletionRequests.Include(r => r.Tasks).Where(r => r.WorkerId == request.WorkerId && r.State == RequestState.InProgress).ToListAsync(ct))
        {
            var freed = open.Tasks.Where(t => t.State is TaskState.Pending && (hold.PartyId ?? t.PartyId) == t.PartyId && !others.Exists(o => o.Covers(t.PartyId)));
            foreach (var task in freed) Dispatch.Ask(db, open, task, now);
        }

        await letters.HoldLiftedAsync(db, request, ct);
        await CommitAsync(db, write, request, ct);
        return hold.Id;
    });

    /// <summary>Whether a party must not be told to erase this worker's data now.</summary>
    internal static Task<bool> StandsAsync(PortalDbContext db, string workerId, string partyId, CancellationToken ct) =>
        db.LegalHolds.AnyAsync(h => h.WorkerId == workerId && h.LiftedAt == null && (h.PartyId == null || h.PartyId == partyId), ct);

    private static Task<DeletionRequest?> FindAsync(PortalDbContext db, string number, CancellationToken ct) => db.DeletionRequests.SingleOrDefaultAsync(r => r.Number == number && r.ConfirmedAt != null, ct);

    private static async Task CommitAsync(PortalDbContext db, Write write, DeletionRequest request, CancellationToken ct)
    {
        db.AnnounceChange(RequestWrite.Subject(request.Number));
        db.AnnounceChange(RequestWrite.Queue);
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
    }
}

/// <summary>Data of a worker must be kept as evidence, at one party or at all.</summary>
public sealed record HoldPut(string Subject, DateTimeOffset At, string? Party, string Citation) : LedgerEvent("hold-put", Subject, At);

/// <summary>It need no longer be.</summary>
public sealed record HoldLifted(string Subject, DateTimeOffset At, string? Party, string Citation) : LedgerEvent("hold-lifted", Subject, At);
