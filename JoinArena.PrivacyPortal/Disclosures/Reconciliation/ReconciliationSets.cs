using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures.Reconciliation;

/// <summary>The reconciliation's tables as sets of the context.</summary>
public static class ReconciliationSets
{
    extension(PortalDbContext db)
    {
        public DbSet<ReconciliationDay> ReconciliationDays => db.Set<ReconciliationDay>();

        public DbSet<ReconciliationDifference> ReconciliationDifferences => db.Set<ReconciliationDifference>();
    }
}
