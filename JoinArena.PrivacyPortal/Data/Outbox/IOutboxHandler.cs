namespace JoinArena.PrivacyPortal.Data.Outbox;

/// <summary>
/// Does one kind of job. It may be asked more than once for the same job, and must then have the effect of once, or of
/// a repeat that harms nobody.
/// </summary>
public interface IOutboxHandler
{
    /// <summary>The kind it does, as given to <c>Enqueue</c>.</summary>
    string Kind { get; }

    /// <summary>
    /// Does it, or throws: then it is tried again later. A <see cref="OutboxHandlerException"/> says more about when.
    /// </summary>
    /// <param name="job">The job's id, the same at each try.</param>
    /// <param name="payload">The JSON given to <c>Enqueue</c>.</param>
    Task HandleAsync(Guid job, string payload, CancellationToken ct);

    /// <summary>Takes down, in the transaction that gives the job up, what that means to its owner.</summary>
    Task OnGivenUpAsync(PortalDbContext db, Guid job, string payload, CancellationToken ct) => Task.CompletedTask;

    /// <summary>
    /// Takes down, in the transaction that takes the job up again, that a person wants it done after all.
    /// </summary>
    Task OnReplayedAsync(PortalDbContext db, Guid job, string payload, CancellationToken ct) => Task.CompletedTask;
}
