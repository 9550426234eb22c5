using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;

namespace JoinArena.PrivacyPortal.Deletion.Erasure.FollowUp;

/// <summary>A task that may be due, loaded inside the transaction that changes it.</summary>
/// <param name="Now">The instant of this transaction.</param>
internal sealed record DueTask(PortalDbContext Db, DeletionRequest Request, ErasureTask Task, DateTimeOffset Now);
