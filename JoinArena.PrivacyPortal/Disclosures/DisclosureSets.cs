using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Policies;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures;

/// <summary>The disclosure book's sets of the context.</summary>
public static class DisclosureSets
{
    extension(PortalDbContext db)
    {
        public DbSet<Party> Parties => db.Set<Party>();

        public DbSet<DataItem> DataItems => db.Set<DataItem>();

        public DbSet<Disclosure> Disclosures => db.Set<Disclosure>();

        public DbSet<DisclosureItem> DisclosureItems => db.Set<DisclosureItem>();

        public DbSet<Amendment> Amendments => db.Set<Amendment>();

        public DbSet<Source> Sources => db.Set<Source>();

        public DbSet<IntakeDay> IntakeDays => db.Set<IntakeDay>();

        public DbSet<BookComparison> BookComparisons => db.Set<BookComparison>();

        public DbSet<BookDifference> BookDifferences => db.Set<BookDifference>();

        public DbSet<Holding> Holdings => db.Set<Holding>();

        public DbSet<PartyShare> PartyShares => db.Set<PartyShare>();

        /// <summary>What parties have of a worker as far as JoinArena knows: sent to them, and not erased since.</summary>
        public IQueryable<Holding> HeldOf(string workerId) =>
            db.Holdings.Where(h => h.WorkerId == workerId && h.Direction == Direction.Disclosed && (h.ErasedAt == null || h.LastAt > h.ErasedAt));
    }
}
