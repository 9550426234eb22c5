using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Casework.Messages;

/// <summary>Messages between workers and the privacy team.</summary>
public static class MessageSets
{
    extension(PortalDbContext db)
    {
        public DbSet<RequestMessage> RequestMessages => db.Set<RequestMessage>();
    }
}
