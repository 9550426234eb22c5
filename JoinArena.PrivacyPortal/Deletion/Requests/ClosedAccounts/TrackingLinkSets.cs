using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Requests.ClosedAccounts;

/// <summary>Links to requests of workers whose accounts are closed.</summary>
public static class TrackingLinkSets
{
    extension(PortalDbContext db)
    {
        public DbSet<TrackingLink> TrackingLinks => db.Set<TrackingLink>();
    }
}
