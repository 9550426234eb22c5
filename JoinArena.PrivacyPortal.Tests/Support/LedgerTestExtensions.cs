using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Ledger.Log;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Support;

/// <summary>What the ledger holds of somebody, opened with their key.</summary>
internal static class LedgerTestExtensions
{
    extension(PortalDbContext db)
    {
        /// <summary>The records of a worker's entries, as canonical JSON, oldest first.</summary>
        public async Task<IReadOnlyList<string>> ReadRecordsAsync(string subject)
        {
            if (await db.SubjectKeys.SingleOrDefaultAsync(k => k.Subject == subject) is not { } key)
                return [];
            var entries = await db.LedgerEntries.Where(e => e.Subject == subject).OrderBy(e => e.Id).ToListAsync();
            return [.. entries.Select(e => SubjectCipher.Decrypt(key.Key, e.Id, e.Record!)!)];
        }

        /// <summary>The leaves that have a place in the log, in its order.</summary>
        public async Task<IReadOnlyList<LoggedLeaf>> ReadLogAsync()
        {
            var bundles = await db.LeafBundles.AsNoTracking().OrderBy(b => b.Index).ToListAsync();
            return [.. bundles.SelectMany(b => b.ReadLeaves())];
        }

        /// <summary>The leaves that wait for their place.</summary>
        public async Task<IReadOnlyList<WaitingLeaf>> ReadWaitingLeavesAsync()
        {
            var rows = await db.PendingEntries.AsNoTracking().OrderBy(w => w.Number).ToListAsync();
            return [.. rows.SelectMany(w => w.ReadLeaves())];
        }

        /// <summary>The text of an entry's leaf, whether it has a place in the log or waits for it.</summary>
        public async Task<string> ReadLeafAsync(Guid entry)
        {
            var waiting = (await db.ReadWaitingLeavesAsync()).FirstOrDefault(l => l.EntryId == entry)?.Stored;
            return StoredLeaf.ToText(waiting ?? (await db.ReadLogAsync()).Single(l => l.EntryId == entry).Stored);
        }

        /// <summary>Flips a bit of a leaf in the log, from outside.</summary>
        public async Task FlipLeafAsync(long index)
        {
            var bundle = await db.LeafBundles.AsNoTracking().SingleAsync(b => b.Index == index / 256);
            var leaves = bundle.ReadLeaves().Select(l => new WaitingLeaf(l.EntryId, l.Stored)).ToList();
            leaves[(int)(index % 256)].Stored[7] ^= 4;
            var flipped = LeafBundle.Create(bundle.Index, leaves).Leaves;
            await db.ExecuteSqlAsync(
                $"""UPDATE "LedgerBundles" SET "Leaves" = {flipped} WHERE "Index" = {bundle.Index}""",
                CancellationToken.None
            );
        }
    }
}
