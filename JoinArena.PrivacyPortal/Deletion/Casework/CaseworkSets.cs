using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Casework;

/// <summary>Notes of the privacy team about requests.</summary>
public static class CaseworkSets
{
    extension(PortalDbContext db)
    {
        public DbSet<RequestNote> RequestNotes => db.Set<RequestNote>();
    }
}
