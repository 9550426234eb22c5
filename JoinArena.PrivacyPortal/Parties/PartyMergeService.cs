using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Disclosures.Coverage;
using JoinArena.PrivacyPortal.Disclosures.Intake;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace JoinArena.PrivacyPortal.Parties;

/// <summary>
/// Makes two parties one, in one transaction in which nobody else counts: afterwards there is one party wherever anyone
/// looks, and each disclosure still says under
/// which id it was reported. It cannot be undone. The book is read once from end to end, since no index is kept for
/// what is so rare, and reports wait meanwhile: best done at a quiet hour.
/// </summary>
public sealed class PartyMergeService(
    IDbContextFactory<PortalDbContext> contexts,
    IEnumerable<IPartyMergeParticipant> others,
    TimeProvider clock
)
{
    private const int MostTries = 5;

    /// <summary>Open pages of more workers than this see it when they are loaded again.</summary>
    private const int MostTold = 1_000;

    /// <summary>Merges one party into another.</summary>
    /// <param name="from">The id that is given up. Reports under it are taken for the other from now on.</param>
    /// <param name="into">The id that stays.</param>
    /// <param name="by">The administrator, by their sign-in.</param>
    /// <param name="ct">Stops.</param>
    /// <returns>The id that stays, or why they are not merged.</returns>
    public async Task<Result<string, PartyMergeError>> MergeAsync(
        string from,
        string into,
        string by,
        CancellationToken ct
    )
    {
        if (string.Equals(from, into, StringComparison.Ordinal))
            return PartyMergeError.SameParty;
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await OnceAsync(from, into, by, ct);
            }
            catch (Exception fault)
                when (fault.GetBaseException() is PostgresException { IsTransient: true } && tries < MostTries)
            {
                // A deadlock or a lost race ends the transaction; nothing of it is there.
            }
            catch (DbUpdateConcurrencyException) when (tries < MostTries)
            {
                // Somebody changed a request or a case of either in between.
            }
        }
    }

    /// <summary>What merging them would be about, or why they cannot be merged.</summary>
    public async Task<Result<PartyMergePreview, PartyMergeError>> PreviewAsync(
        string from,
        string into,
        CancellationToken ct
    )
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var (first, second) = (
            await db.Parties.AsNoTracking().SingleOrDefaultAsync(p => p.Id == from, ct),
            await db.Parties.AsNoTracking().SingleOrDefaultAsync(p => p.Id == into, ct)
        );
        if (Refused(from, into, first, second) is { } refusal)
            return refusal;
        return new PartyMergePreview(
            first!,
            second!,
            await PartyCounts.CountAsync(db, from, ct),
            await PartyCounts.CountAsync(db, into, ct)
        );
    }

    private static PartyMergeError? Refused(string fromId, string intoId, Party? from, Party? into)
    {
        if (string.Equals(fromId, intoId, StringComparison.Ordinal))
            return PartyMergeError.SameParty;
        if (from is null || into is null)
            return PartyMergeError.NotFound;
        // A chain would have to be followed, and could close.
        if (from.MergedInto is not null || into.MergedInto is not null)
            return PartyMergeError.AlreadyMerged;
        // What a clause allows depends on the kind: nothing that was judged may stand otherwise unseen.
        return from.Kind == into.Kind ? null : PartyMergeError.KindsDiffer;
    }

    private async Task<Result<string, PartyMergeError>> OnceAsync(
        string from,
        string into,
        string by,
        CancellationToken ct
    )
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        foreach (var other in others)
            await other.LockAsync(db, from, into, ct);
        await CountingLock.AcquireExclusiveAsync(db, ct);

        var parties = await db
            .Parties.Where(p => p.Id == from || p.Id == into)
            .ToDictionaryAsync(p => p.Id, StringComparer.Ordinal, ct);
        if (Refused(from, into, parties.GetValueOrDefault(from), parties.GetValueOrDefault(into)) is { } refusal)
            return refusal;
        var now = clock.GetInstant();
        foreach (
            var worker in await db
                .WorkerPartyTotals.Where(s => s.PartyId == from)
                .OrderBy(s => s.WorkerId)
                .Select(s => s.WorkerId)
                .Take(MostTold)
                .ToListAsync(ct)
        )
        {
            db.PublishChange(worker);
        }

        (parties[from].MergedInto, parties[from].MergedAt) = (into, now);
        var merged = db.Parties;
        await merged
            .Where(p => p.MergedInto == from)
            .ExecuteUpdateAsync(s => s.SetProperty(p => p.MergedInto, into), ct);
        db.PartyChanges.Add(
            new()
            {
                PartyId = from,
                OtherPartyId = into,
                At = now,
                ChangedBy = by,
                Kind = PartyChangeKind.MergedInto,
            }
        );
        db.PartyChanges.Add(
            new()
            {
                PartyId = into,
                OtherPartyId = from,
                At = now,
                ChangedBy = by,
                Kind = PartyChangeKind.TookIn,
            }
        );
        await db.SaveChangesAsync(ct);
        await DisclosureMerger.MoveAsync(db, from, into, ct);
        await CoverageIncidentMerger.MoveAsync(db, from, into, by, now, ct);
        foreach (var other in others)
            await other.MoveAsync(db, from, into, now, ct);
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        return into;
    }
}

/// <summary>What a merge would be about.</summary>
public sealed record PartyMergePreview(Party From, Party Into, PartyCounts FromCounts, PartyCounts IntoCounts);

/// <summary>Why parties are not merged.</summary>
public enum PartyMergeError
{
    NotFound,
    SameParty,

    /// <summary>One of them is part of another already.</summary>
    AlreadyMerged,

    /// <summary>They are announced as different kinds of party.</summary>
    KindsDiffer,
}
