using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures.Intake;

/// <summary>The intake's own tables as sets of the context.</summary>
public static class IntakeSets
{
    extension(PortalDbContext db)
    {
        public DbSet<IntakeDay> IntakeDays => db.Set<IntakeDay>();

        public DbSet<RecipientKindSeen> RecipientKindsSeen => db.Set<RecipientKindSeen>();
    }
}
