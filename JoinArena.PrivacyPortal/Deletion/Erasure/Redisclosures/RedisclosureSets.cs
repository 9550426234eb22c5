using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Erasure.Redisclosures;

/// <summary>The redisclosures as a set of the context.</summary>
public static class RedisclosureSets
{
    extension(PortalDbContext db)
    {
        public DbSet<Redisclosure> Redisclosures => db.Set<Redisclosure>();
    }
}
