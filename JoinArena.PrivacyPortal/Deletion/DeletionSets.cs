using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Casework;
using JoinArena.PrivacyPortal.Deletion.Casework.Messages;
using JoinArena.PrivacyPortal.Deletion.Certificates;
using JoinArena.PrivacyPortal.Deletion.Erasure;
using JoinArena.PrivacyPortal.Deletion.Remedies;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.ClosedAccounts;
using JoinArena.PrivacyPortal.Deletion.Requests.ErasedRecords;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Deletion.Statistics;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion;

/// <summary>The slice's tables as sets of the database context.</summary>
public static class DeletionSets
{
    extension(PortalDbContext db)
    {
        public DbSet<DeletionRequest> DeletionRequests => db.Set<DeletionRequest>();

        public DbSet<ErasureTask> ErasureTasks => db.Set<ErasureTask>();

        public DbSet<DeletionCertificate> DeletionCertificates => db.Set<DeletionCertificate>();

        public DbSet<RefusalProposal> RefusalProposals => db.Set<RefusalProposal>();

        public DbSet<RequestMessage> RequestMessages => db.Set<RequestMessage>();

        public DbSet<LegalHold> LegalHolds => db.Set<LegalHold>();

        public DbSet<TrackingLink> TrackingLinks => db.Set<TrackingLink>();

        public DbSet<RequestEvent> RequestEvents => db.Set<RequestEvent>();

        public DbSet<ConflictingAnswer> ConflictingAnswers => db.Set<ConflictingAnswer>();

        public DbSet<RequestNote> RequestNotes => db.Set<RequestNote>();

        public DbSet<RequestFigure> RequestFigures => db.Set<RequestFigure>();

        public DbSet<AnswerFigure> AnswerFigures => db.Set<AnswerFigure>();

        public DbSet<RemedyCase> RemedyCases => db.Set<RemedyCase>();

        public DbSet<ErasedRequest> ErasedRequests => db.Set<ErasedRequest>();
    }
}
