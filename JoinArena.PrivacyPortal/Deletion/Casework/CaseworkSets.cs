using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Casework.Messages;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Casework;

/// <summary>What the privacy team writes about requests.</summary>
public static class CaseworkSets
{
    extension(PortalDbContext db)
    {
        public DbSet<RequestMessage> RequestMessages => db.Set<RequestMessage>();

        public DbSet<RequestNote> RequestNotes => db.Set<RequestNote>();
    }
}
