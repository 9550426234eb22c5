using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Ledger;

/// <summary>The ledger's entities as sets of the context.</summary>
public static class LedgerSets
{
    extension(PortalDbContext db)
    {
        public DbSet<LedgerEntry> LedgerEntries => db.Set<LedgerEntry>();

        public DbSet<SubjectKey> SubjectKeys => db.Set<SubjectKey>();

        /// <summary>Adds a use case's events to its unit of work.</summary>
        public LedgerAppender Ledger => new(db);
    }
}
