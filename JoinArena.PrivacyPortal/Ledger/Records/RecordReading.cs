using System.Text.Json;
using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Ledger.Records;

/// <summary>Reads what a record says, for the person it is about.</summary>
internal static class RecordReading
{
    extension(PortalDbContext db)
    {
        /// <summary>One text of a record.</summary>
        /// <param name="entry">The entry's id.</param>
        /// <param name="subject">The person whose record it is. One about another person is not read.</param>
        /// <param name="member">The member of the record that holds the text.</param>
        /// <returns>Null if there is no such text, or it was erased.</returns>
        public async Task<string?> ReadRecordedTextAsync(
            Guid entry,
            string subject,
            string member,
            CancellationToken ct
        )
        {
            var record = await db
                .LedgerEntries.Where(e => e.Id == entry && e.Subject == subject)
                .Select(e => e.Record)
                .SingleOrDefaultAsync(ct);
            var key = await db.SubjectKeys.Where(k => k.Subject == subject).Select(k => k.Key).SingleOrDefaultAsync(ct);
            if (key is null || record is null || SubjectCipher.Decrypt(key, entry, record) is not { } json)
                return null;
            using var read = JsonDocument.Parse(json);
            return read.RootElement.TryGetProperty(member, out var text) ? text.GetString() : null;
        }
    }
}
