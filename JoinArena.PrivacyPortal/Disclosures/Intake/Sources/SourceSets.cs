using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures.Intake.Sources;

/// <summary>The reporting systems as a set of the context.</summary>
public static class SourceSets
{
    extension(PortalDbContext db)
    {
        public DbSet<Source> Sources => db.Set<Source>();
    }
}
