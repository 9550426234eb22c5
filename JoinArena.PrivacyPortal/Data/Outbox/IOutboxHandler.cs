namespace JoinArena.PrivacyPortal.Data.Outbox;

/// <summary>
/// Does one kind of job. It may be called more than once for the same job, and a repeated call must do no harm.
/// </summary>
public interface IOutboxHandler
{
    /// <summary>The kind of jobs it does, as given to <c>Enqueue</c>.</summary>
    string Kind { get; }

    /// <summary>
    /// Does the job. If it throws, the job is tried again later; an <see cref="OutboxHandlerException"/> can say when,
    /// or that the job is given up.
    /// </summary>
    /// <param name="job">The job's id, the same at each try.</param>
    /// <param name="payload">The JSON given to <c>Enqueue</c>.</param>
    Task HandleAsync(Guid job, string payload, CancellationToken ct);

    /// <summary>Called in the transaction that gives the job up, to record what that means for its owner.</summary>
    Task OnGivenUpAsync(PortalDbContext db, Guid job, string payload, CancellationToken ct) => Task.CompletedTask;

    /// <summary>Called in the transaction that makes a given-up job due again because a person asked for it.</summary>
    Task OnReplayedAsync(PortalDbContext db, Guid job, string payload, CancellationToken ct) => Task.CompletedTask;
}
