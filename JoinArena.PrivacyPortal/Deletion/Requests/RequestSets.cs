using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests.ErasedRecords;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests.Tracking;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
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

        /// <summary>
        /// The request of a task. A join, because SQLite would look at every request for one of which a task exists.
        /// </summary>
        public IQueryable<DeletionRequest> QueryRequestOfTask(Guid taskId) =>
            from task in db.ErasureTasks
            where task.Id == taskId
            join request in db.DeletionRequests on task.RequestId equals request.Id
            select request;

        /// <summary>
        /// The tasks of which an officer has proposed to refuse the part, or the whole request, while that can still be
        /// approved: no party has been notified of what would be refused.
        /// </summary>
        public IQueryable<ErasureTask> QueryProposedForRefusal()
        {
            var tasks = db.ErasureTasks;
            var begun = tasks.Where(t =>
                t.EndedAt != null || t.NotifiedAt != null || t.SendingSince != null || t.Round > 1
            );
            return from proposal in db.RefusalProposals
                where proposal.DecidedAt == null
                join task in tasks on proposal.RequestId equals task.RequestId
                where
                    (proposal.TaskId == task.Id && !begun.Any(t => t.Id == task.Id))
                    || (proposal.TaskId == null && !begun.Any(t => t.RequestId == proposal.RequestId))
                select task;
        }

        /// <summary>
        /// The parties that a person notifies now, of requests in progress: the portal cannot, or has failed to, no other
        /// request notifies them, no legal hold covers them, and no refusal of their part is proposed.
        /// <see cref="TrackedTask.IsNotifiedByHand"/> is the same of one request.
        /// </summary>
        public IQueryable<ErasureTask> QueryToNotifyByHand()
        {
            var held = db.QueryHeld();
            var proposed = db.QueryProposedForRefusal();
            return from task in db.ErasureTasks.Where(PartyHoldings.IsNotifiedByHand)
                join request in db.DeletionRequests on task.RequestId equals request.Id
                where
                    request.State == RequestState.InProgress
                    && !proposed.Any(p => p.Id == task.Id)
                    && !held.Any(h => h.Id == task.Id)
                select task;
        }

        /// <summary>The parts of requests whose party must keep its copy because of a legal hold.</summary>
        public IQueryable<ErasureTask> QueryHeld() =>
            from hold in db.LegalHolds
            where hold.LiftedAt == null
            join request in db.DeletionRequests on hold.WorkerId equals request.WorkerId
            join task in db.ErasureTasks on request.Id equals task.RequestId
            where hold.PartyId == null || hold.PartyId == task.PartyId
            select task;
    }
}
