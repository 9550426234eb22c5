using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Policies;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures;

/// <summary>Disclosures and their counts as sets of the context.</summary>
public static class DisclosureSets
{
    extension(PortalDbContext db)
    {
        public DbSet<DataItem> DataItems => db.Set<DataItem>();

        public DbSet<Disclosure> Disclosures => db.Set<Disclosure>();

        public DbSet<DisclosureItem> DisclosureItems => db.Set<DisclosureItem>();

        public DbSet<Amendment> Amendments => db.Set<Amendment>();

        public DbSet<Holding> Holdings => db.Set<Holding>();

        public DbSet<WorkerPartyTotals> WorkerPartyTotals => db.Set<WorkerPartyTotals>();

        /// <summary>
        /// A worker's holdings, for queries by item. They are indexed by party, so the query looks at each party the worker
        /// has, which are few. An index by item would cost every disclosure one more page to write.
        /// </summary>
        public IQueryable<Holding> HoldingsOfWorker(string workerId) =>
            from share in db.WorkerPartyTotals
            join holding in db.Holdings
                on new { share.WorkerId, share.PartyId } equals new { holding.WorkerId, holding.PartyId }
            where share.WorkerId == workerId
            select holding;

        /// <summary>
        /// What parties have of a worker's data as far as JoinArena knows: sent to them, and not erased since.
        /// </summary>
        public IQueryable<Holding> CurrentHoldingsOfWorker(string workerId) =>
            db.Holdings.Where(h =>
                h.WorkerId == workerId
                && h.Direction == Direction.Disclosed
                && (h.ErasedAt == null || h.LastAt > h.ErasedAt)
            );
    }
}
