using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger.Log;
using JoinArena.PrivacyPortal.Ledger.Proofs;
using JoinArena.PrivacyPortal.Ledger.Tree;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Ledger.Audit;

/// <summary>
/// Holds what this portal keeps beside its log against the log: where the log stands, and every record that was not
/// forgotten against the leaf that commits to it.
/// Only the portal can; nobody else has the records.
/// </summary>
public sealed class RecordAudit(IDbContextFactory<PortalDbContext> contexts)
{
    private const int AtOnce = 2048;

    /// <returns>The first thing that is wrong; null where nothing is.</returns>
    public async Task<AuditFinding?> RunAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await HeadAsync(db, ct) is { } wrong)
            return wrong;
        for (var next = 0L; await PartAsync(db, next, ct) is { Count: > 0 } part; next = part[^1].Index + 1)
        {
            List<string> subjects = [.. part.Select(p => p.Subject).OfType<string>().Distinct()];
            var keys = await db
                .SubjectKeys.AsNoTracking()
                .Where(k => subjects.Contains(k.Subject))
                .ToDictionaryAsync(k => k.Subject, k => k.Key, ct);
            foreach (var one in part.Where(p => Fault(p, keys) is not null))
            {
                // Somebody may have been forgotten between the two looks: then it is as it should be now.
                var now = (await PartAsync(db, one.Index, ct, 1))[0];
                var key = await db
                    .SubjectKeys.AsNoTracking()
                    .Where(k => k.Subject == now.Subject)
                    .ToDictionaryAsync(k => k.Subject, k => k.Key, ct);
                if (Fault(now, key) is { } fault)
                    return new(one.Index, fault);
            }
        }

        return null;
    }

    private static async Task<AuditFinding?> HeadAsync(PortalDbContext db, CancellationToken ct)
    {
        var head = await db.LogHead.AsNoTracking().SingleAsync(ct);
        try
        {
            return await db.ComputeRootAsync(head.Size, ct) == TreeHash.From(head.Root)
                ? null
                : new(null, $"what is recorded as the root of its {head.Size} entries is not what the tiles give");
        }
        catch (DamagedLogException damage)
        {
            return new(damage.Index, damage.Problem);
        }
    }

    private static Task<List<Recorded>> PartAsync(
        PortalDbContext db,
        long from,
        CancellationToken ct,
        int count = AtOnce
    ) =>
        (
            from leaf in db.LoggedLeaves.AsNoTracking().Where(l => l.Index >= @from).OrderBy(l => l.Index).Take(count)
            join entry in db.LedgerEntries.AsNoTracking() on leaf.EntryId equals entry.Id into known
            from entry in known.DefaultIfEmpty()
            orderby leaf.Index
            select new Recorded(leaf.Index, leaf.EntryId, leaf.Leaf, entry!.Leaf, entry.Subject, entry.Record)
        ).ToListAsync(ct);

    private static string? Fault(Recorded one, Dictionary<string, byte[]> keys) =>
        one switch
        {
            { Committed: null } => "its row is gone",
            _ when !string.Equals(one.Committed, one.Leaf, StringComparison.Ordinal) =>
                "its row has another leaf than the log",
            { Subject: null, Record: null } => null,
            { Subject: null } => string.Equals(one.Record, one.Leaf, StringComparison.Ordinal)
                ? null
                : "its record is not the leaf",
            { Record: null } => "its record is gone, and it was not forgotten",
            _ when !keys.ContainsKey(one.Subject) => "the key of its person is gone, and it was not forgotten",
            _ when SubjectCipher.Decrypt(keys[one.Subject], one.Entry, one.Record) is { } record => string.Equals(
                new LeafSource(record, Commitment.DeriveSalt(keys[one.Subject], one.Entry)).Leaf,
                one.Leaf,
                StringComparison.Ordinal
            )
                ? null
                : "its record is not what its leaf commits to",
            _ => "its record cannot be opened: it, or the key of its person, was changed",
        };

    private sealed record Recorded(
        long Index,
        Guid Entry,
        string Leaf,
        string? Committed,
        string? Subject,
        string? Record
    );
}
