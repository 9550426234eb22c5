using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures.AccessLog;

/// <summary>The access log as a set of the context.</summary>
public static class AccessLogSets
{
    extension(PortalDbContext db)
    {
        public DbSet<AccessLogEntry> AccessLogEntries => db.Set<AccessLogEntry>();
    }
}
