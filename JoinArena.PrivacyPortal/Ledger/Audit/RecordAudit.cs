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
    private const int BatchSize = 2048;

    /// <returns>The first problem; null if there is none.</returns>
    public async Task<AuditFinding?> RunAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await CheckHeadAsync(db, ct) is { } wrong)
            return wrong;
        for (var next = 0L; await ReadBatchAsync(db, next, ct) is { Count: > 0 } batch; next = batch[^1].Index + 1)
        {
            List<string> subjects = [.. batch.Select(p => p.Subject).OfType<string>().Distinct()];
            var keys = await db
                .SubjectKeys.AsNoTracking()
                .Where(k => subjects.Contains(k.Subject))
                .ToDictionaryAsync(k => k.Subject, k => k.Key, ct);
            foreach (var suspect in batch.Where(p => FindProblem(p, keys) is not null))
            {
                // The record may have been erased between the two queries, so it is read again together with its key.
                var now = (await ReadBatchAsync(db, suspect.Index, ct, 1))[0];
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

    private static async Task<AuditFinding?> CheckHeadAsync(PortalDbContext db, CancellationToken ct)
    {
        var head = await db.LogHead.AsNoTracking().SingleAsync(ct);
        try
        {
            return await db.ComputeRootAsync(head.Size, ct) == TreeHash.From(head.Root)
                ? null
                : new(null, $"the stored root of its {head.Size} entries does not match the tiles");
        }
        catch (DamagedLogException damage)
        {
            return new(damage.Index, damage.Problem);
        }
    }

    private static Task<List<Recorded>> ReadBatchAsync(
        PortalDbContext db,
        long from,
        CancellationToken ct,
        int count = BatchSize
    ) =>
        (
            from leaf in db.LoggedLeaves.AsNoTracking().Where(l => l.Index >= @from).OrderBy(l => l.Index).Take(count)
            join entry in db.LedgerEntries.AsNoTracking() on leaf.EntryId equals entry.Id into known
            from entry in known.DefaultIfEmpty()
            orderby leaf.Index
            select new Recorded(leaf.Index, leaf.EntryId, leaf.Leaf, entry!.Leaf, entry.Subject, entry.Record)
        ).ToListAsync(ct);

    private static string? FindProblem(Recorded one, Dictionary<string, byte[]> keys) =>
        one switch
        {
            { Committed: null } => "its row is missing",
            _ when !string.Equals(one.Committed, one.Leaf, StringComparison.Ordinal) =>
                "its row has a different leaf than the log",
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

    private sealed record Recorded(
        long Index,
        Guid Entry,
        string Leaf,
        string? Committed,
        string? Subject,
        byte[]? Record
    );
}
