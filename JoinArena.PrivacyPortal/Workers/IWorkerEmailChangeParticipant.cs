using JoinArena.PrivacyPortal.Data;

namespace JoinArena.PrivacyPortal.Workers;

/// <summary>
/// What another slice does when JoinArena announces a worker with a different email address: from then on, someone
/// else may be able to sign in as the worker.
/// </summary>
public interface IWorkerEmailChangeParticipant
{
    /// <summary>
    /// Does it within the announcement's transaction, which then saves and commits. The worker has the new address by
    /// then, and it is not saved yet.
    /// </summary>
    Task OnEmailChangedAsync(PortalDbContext db, WorkerEmailChange change, CancellationToken ct);
}

/// <summary>A worker's change of address.</summary>
/// <param name="Worker">The worker, with the new address.</param>
/// <param name="FormerEmail">The address until now. It may belong to another person today.</param>
/// <param name="At">When it was announced.</param>
public sealed record WorkerEmailChange(Worker Worker, string FormerEmail, DateTimeOffset At);
