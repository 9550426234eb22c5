using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Remedies;

/// <summary>Complaints and appeals about requests.</summary>
public static class RemedySets
{
    extension(PortalDbContext db)
    {
        public DbSet<RemedyCase> RemedyCases => db.Set<RemedyCase>();
    }
}
