using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures.Intake;
using JoinArena.PrivacyPortal.Disclosures.Intake.Sources;
using JoinArena.PrivacyPortal.Disclosures.MyData;
using JoinArena.PrivacyPortal.Disclosures.Reconciliation;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures;

/// <summary>The disclosure book's sets of the context.</summary>
public static class DisclosureSets
{
    extension(PortalDbContext db)
    {
        public DbSet<DataItem> DataItems => db.Set<DataItem>();

        public DbSet<Disclosure> Disclosures => db.Set<Disclosure>();

        public DbSet<DisclosureItem> DisclosureItems => db.Set<DisclosureItem>();

        public DbSet<Amendment> Amendments => db.Set<Amendment>();

        public DbSet<Source> Sources => db.Set<Source>();

        public DbSet<IntakeDay> IntakeDays => db.Set<IntakeDay>();

        public DbSet<ReconciliationDay> ReconciliationDays => db.Set<ReconciliationDay>();

        public DbSet<ReconciliationDifference> ReconciliationDifferences => db.Set<ReconciliationDifference>();

        public DbSet<Holding> Holdings => db.Set<Holding>();

        public DbSet<WorkerPartyTotals> WorkerPartyTotals => db.Set<WorkerPartyTotals>();

        /// <summary>
        /// A worker's holdings, to be asked for by item. They are kept by party, so they are looked for at each party
        /// the worker has, which are few; an index by item would cost
        /// every disclosure a page more.
        /// </summary>
        public IQueryable<Holding> HoldingsOfWorker(string workerId) =>
            from share in db.WorkerPartyTotals
            join holding in db.Holdings
                on new { share.WorkerId, share.PartyId } equals new { holding.WorkerId, holding.PartyId }
            where share.WorkerId == workerId
            select holding;

        /// <summary>
        /// What parties have of a worker as far as JoinArena knows: sent to them, and not erased since.
        /// </summary>
        public IQueryable<Holding> CurrentHoldingsOfWorker(string workerId) =>
            db.Holdings.Where(h =>
                h.WorkerId == workerId
                && h.Direction == Direction.Disclosed
                && (h.ErasedAt == null || h.LastAt > h.ErasedAt)
            );
    }
}
