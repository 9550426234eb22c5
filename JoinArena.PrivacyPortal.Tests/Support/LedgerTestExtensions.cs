using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger;
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
    }
}
