using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion;

/// <summary>The deletion requests as sets of the context.</summary>
public static class DeletionSets
{
    extension(PortalDbContext db)
    {
        public DbSet<DeletionRequest> DeletionRequests => db.Set<DeletionRequest>();

        public DbSet<ErasureTask> ErasureTasks => db.Set<ErasureTask>();

        public DbSet<DeletionCertificate> Certificates => db.Set<DeletionCertificate>();

        public DbSet<RefusalProposal> RefusalProposals => db.Set<RefusalProposal>();

        public DbSet<RequestMessage> RequestMessages => db.Set<RequestMessage>();

        public DbSet<LegalHold> LegalHolds => db.Set<LegalHold>();

        public DbSet<FollowLink> FollowLinks => db.Set<FollowLink>();

        public DbSet<RequestEvent> RequestEvents => db.Set<RequestEvent>();
    }
}
