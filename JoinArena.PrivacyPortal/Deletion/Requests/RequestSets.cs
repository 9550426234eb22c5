using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests.ErasedRecords;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Requests;

/// <summary>Requests, their tasks and events, and what is left of them when they are erased.</summary>
public static class RequestSets
{
    extension(PortalDbContext db)
    {
        public DbSet<DeletionRequest> DeletionRequests => db.Set<DeletionRequest>();

        public DbSet<ErasureTask> ErasureTasks => db.Set<ErasureTask>();

        public DbSet<RequestEvent> RequestEvents => db.Set<RequestEvent>();

        public DbSet<RefusalProposal> RefusalProposals => db.Set<RefusalProposal>();

        public DbSet<LegalHold> LegalHolds => db.Set<LegalHold>();

        public DbSet<ErasedRequest> ErasedRequests => db.Set<ErasedRequest>();
    }
}
