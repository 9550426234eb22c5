using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Faults;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Parties.Merging;

/// <summary>
/// Merges two parties in one transaction, in which nothing else is counted. Afterwards every page shows one party, and
/// each disclosure still says under which id it was reported. A merge cannot be undone. It reads all disclosures once,
/// since no index is kept for something so rare, and reports wait meanwhile: it is best done at a quiet hour.
/// </summary>
public sealed class PartyMergeService(
    IDbContextFactory<PortalDbContext> contexts,
    IEnumerable<IPartyMergeParticipant> participants,
    IPartyCounter counter,
    TimeProvider clock
)
{
    private readonly IPartyMergeParticipant[] _participants = [.. participants];

    /// <summary>Merges one party into another.</summary>
    /// <param name="from">The id that is given up. From now on, reports under it count for the other party.</param>
    /// <param name="into">The id that remains.</param>
    /// <param name="by">The administrator, by their sign-in.</param>
    /// <returns>The id that remains, or why the parties are not merged.</returns>
    public async Task<Result<string, PartyMergeError>> MergeAsync(
        string from,
        string into,
        string by,
        CancellationToken ct
    )
    {
        if (string.Equals(from, into, StringComparison.Ordinal))
            return PartyMergeError.SameParty;
        // A request or an incident of either party may change meanwhile, and a deadlock or a lost race roll it back.
        return await WriteRetry.RunAsync(() => TryMergeAsync(from, into, by, ct));
    }

    /// <summary>What a merge would concern, or why the parties cannot be merged.</summary>
    public async Task<Result<PartyMergePreview, PartyMergeError>> PreviewAsync(
        string from,
        string into,
        CancellationToken ct
    )
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var first = await db.Parties.AsNoTracking().SingleOrDefaultAsync(p => p.Id == from, ct);
        var second = await db.Parties.AsNoTracking().SingleOrDefaultAsync(p => p.Id == into, ct);
        if (FindError(from, into, first, second) is { } error)
            return error;
        var counts = await counter.CountAsync(db, [from, into], ct);
        return new PartyMergePreview(
            first!,
            second!,
            counts.GetValueOrDefault(from) ?? PartyCounts.None,
            counts.GetValueOrDefault(into) ?? PartyCounts.None
        );
    }

    private static PartyMergeError? FindError(string fromId, string intoId, Party? from, Party? into)
    {
        if (string.Equals(fromId, intoId, StringComparison.Ordinal))
            return PartyMergeError.SameParty;
        if (from is null || into is null)
            return PartyMergeError.NotFound;
        // A chain of merges would have to be followed at every read, and could end in a circle.
        if (from.MergedInto is not null || into.MergedInto is not null)
            return PartyMergeError.AlreadyMerged;
        // A clause covers kinds of party: a merge must not change the coverage of what is already assessed.
        return from.Kind == into.Kind ? null : PartyMergeError.KindsDiffer;
    }

    private async Task<Result<string, PartyMergeError>> TryMergeAsync(
        string fromId,
        string intoId,
        string by,
        CancellationToken ct
    )
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        foreach (var participant in _participants.Reverse())
            await participant.LockAsync(db, fromId, intoId, ct);

        // Checked inside the locks: another merge may have come first.
        var parties = await db
            .Parties.Where(p => p.Id == fromId || p.Id == intoId)
            .ToDictionaryAsync(p => p.Id, StringComparer.Ordinal, ct);
        var from = parties.GetValueOrDefault(fromId);
        var into = parties.GetValueOrDefault(intoId);
        if (FindError(fromId, intoId, from, into) is { } error)
            return error;

        var merge = new PartyMerge(fromId, intoId, by, clock.GetInstant());
        from!.MergedInto = intoId;
        from.MergedAt = merge.At;
        // What was merged into the first belongs to the second now: a merged party never points to another merged one.
        await db
            .Parties.Where(p => p.MergedInto == fromId)
            .ExecuteUpdateAsync(s => s.SetProperty(p => p.MergedInto, intoId), ct);
        await db.RecordPartyChangeAsync(CreateChange(fromId, intoId, PartyChangeKind.MergedInto, merge), ct);
        await db.RecordPartyChangeAsync(CreateChange(intoId, fromId, PartyChangeKind.TookIn, merge), ct);
        await db.SaveChangesAsync(ct);
        foreach (var participant in _participants)
            await participant.MoveAsync(db, merge, ct);
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        return intoId;
    }

    private static PartyChange CreateChange(string partyId, string otherId, PartyChangeKind kind, PartyMerge merge) =>
        new()
        {
            PartyId = partyId,
            OtherPartyId = otherId,
            At = merge.At,
            ChangedBy = merge.By,
            Kind = kind,
        };
}
