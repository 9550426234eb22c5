using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Certificates;

/// <summary>Certificates of requests that have ended.</summary>
public static class CertificateSets
{
    extension(PortalDbContext db)
    {
        public DbSet<DeletionCertificate> DeletionCertificates => db.Set<DeletionCertificate>();
    }
}
