namespace JoinArena.PrivacyPortal.Data.Outbox;

/// <summary>One job of the outbox, as a node works on it.</summary>
/// <param name="Tries">How many tries have failed so far.</param>
/// <param name="Fence">The fence of the lease under which the node may change the job.</param>
/// <param name="DueSince">When the job's retry schedule began.</param>
internal sealed record OutboxJob(Guid Id, string Kind, string Payload, int Tries, long Fence, DateTimeOffset DueSince);
