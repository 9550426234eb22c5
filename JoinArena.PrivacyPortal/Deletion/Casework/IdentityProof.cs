namespace JoinArena.PrivacyPortal.Deletion.Casework;

/// <summary>What carried the worker's proof of identity; one of the two is given.</summary>
/// <param name="MessageId">The worker's message under the request that proves it.</param>
/// <param name="Day">
/// The day it came another way, by mail or phone, where the worker lives. Its first moment counts: a period that goes on
/// too early is safe, and one that goes on too late is not.
/// </param>
public sealed record IdentityProof(Guid? MessageId, DateOnly? Day)
{
    /// <summary>The instant at which the worker proved it on their own pages, by signing in again; instead of the two.</summary>
    public DateTimeOffset? ConfirmedAt { get; init; }
}
