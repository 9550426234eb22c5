using System.Text;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger.Log;
using JoinArena.PrivacyPortal.Ledger.Proofs;
using JoinArena.PrivacyPortal.Ledger.Tree;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Ledger.Audit;

/// <summary>
/// Compares what this portal stores beside its log with the log itself: the log's head, and every record that was not
/// erased with the leaf that commits to it. Only the portal can do this, because only it has the records.
/// </summary>
public sealed class RecordAudit(IDbContextFactory<PortalDbContext> contexts)
{
    private const int BundlesPerBatch = 8;

    /// <returns>The first problem; null if there is none.</returns>
    public async Task<AuditFinding?> RunAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        try
        {
            return await CheckRecordsAsync(db, ct) ?? await CheckHeadAsync(db, ct);
        }
        catch (DamagedLogException damage)
        {
            return new(damage.Index, damage.Problem);
        }
    }

    private static async Task<AuditFinding?> CheckHeadAsync(PortalDbContext db, CancellationToken ct)
    {
        var head = await db.LogHead.AsNoTracking().SingleAsync(ct);
        return await db.ComputeRootAsync(head.Size, ct) == TreeHash.From(head.Root)
            ? null
            : new(null, $"the stored root of its {head.Size} entries does not match the tiles");
    }

    private static async Task<AuditFinding?> CheckRecordsAsync(PortalDbContext db, CancellationToken ct)
    {
        var next = 0L;
        while (await ReadBatchAsync(db, next, ct) is { Count: > 0 } batch)
        {
            next = (batch[^1].Index / TilePath.Full) + 1;
            List<string> subjects = [.. batch.Select(p => p.Subject).OfType<string>().Distinct()];
            var keys = await db
                .SubjectKeys.AsNoTracking()
                .Where(k => subjects.Contains(k.Subject))
                .ToDictionaryAsync(k => k.Subject, k => k.Key, ct);
            foreach (var suspect in batch.Where(p => FindProblem(p, keys) is not null))
            {
                // The record may have been erased between the two queries, so it is read again together with its key.
                var bundle = await ReadBatchAsync(db, suspect.Index / TilePath.Full, ct, 1);
                var now = bundle.First(p => p.Index == suspect.Index);
                var key = await db
                    .SubjectKeys.AsNoTracking()
                    .Where(k => k.Subject == now.Subject)
                    .ToDictionaryAsync(k => k.Subject, k => k.Key, ct);
                if (FindProblem(now, key) is { } problem)
                    return new(suspect.Index, problem);
            }
        }

        return null;
    }

    private static async Task<List<Recorded>> ReadBatchAsync(
        PortalDbContext db,
        long from,
        CancellationToken ct,
        int count = BundlesPerBatch
    )
    {
        var bundles = await db
            .LeafBundles.AsNoTracking()
            .Where(b => b.Index >= from)
            .OrderBy(b => b.Index)
            .Take(count)
            .ToListAsync(ct);
        List<LoggedLeaf> leaves = [.. bundles.SelectMany(b => b.ReadLeaves())];
        Guid[] ids = [.. leaves.Select(l => l.EntryId)];
        var entries = await db
            .LedgerEntries.AsNoTracking()
            .Where(e => EF.Parameter(ids).Contains(e.Id))
            .ToDictionaryAsync(e => e.Id, ct);
        return
        [
            .. leaves.Select(l =>
            {
                var entry = entries.GetValueOrDefault(l.EntryId);
                return new Recorded(l, StoredLeaf.ToText(l.Stored), entry is not null, entry?.Subject, entry?.Record);
            }),
        ];
    }

    private static string? FindProblem(Recorded one, Dictionary<string, byte[]> keys) =>
        one switch
        {
            { HasRow: false } => "its row is missing",
            { Subject: null, Record: null } => null,
            { Subject: null } => string.Equals(Encoding.UTF8.GetString(one.Record), one.Leaf, StringComparison.Ordinal)
                ? null
                : "its record does not match its leaf",
            { Record: null } => "its record is missing, but it was not erased",
            _ when !keys.ContainsKey(one.Subject) => "its person's key is missing, but the record was not erased",
            _ when SubjectCipher.Decrypt(keys[one.Subject], one.Entry, one.Record) is { } record => string.Equals(
                new LeafSource(record, Commitment.DeriveSalt(keys[one.Subject], one.Entry)).Leaf,
                one.Leaf,
                StringComparison.Ordinal
            )
                ? null
                : "its record does not match its leaf",
            _ => "its record cannot be decrypted: the record or its person's key was changed",
        };

    private sealed record Recorded(LoggedLeaf Place, string Leaf, bool HasRow, string? Subject, byte[]? Record)
    {
        public long Index => Place.Index;

        public Guid Entry => Place.EntryId;
    }
}
