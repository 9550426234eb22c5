namespace JoinArena.PrivacyPortal.Data.Outbox;

/// <summary>A message of the outbox that is due, as a node leases it and works on it.</summary>
/// <param name="Tries">How many tries have failed so far.</param>
/// <param name="Fence">The fence of the lease under which the node may change it.</param>
/// <param name="DueSince">When its retry schedule began.</param>
internal sealed record DueMessage(Guid Id, string Kind, string Payload, int Tries, long Fence, DateTimeOffset DueSince);
