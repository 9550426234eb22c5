using JoinArena.PrivacyPortal.Deletion.Casework.Messages;

namespace JoinArena.PrivacyPortal.Deletion.Casework;

/// <summary>What only the team sees of a request.</summary>
/// <param name="Owner">The officer it is assigned to.</param>
/// <param name="Officers">The officers it can be assigned to.</param>
/// <param name="Notes">The team's notes, oldest first.</param>
/// <param name="IsAcknowledgementSent">Whether an email that confirms its receipt has been handed over.</param>
/// <param name="CanRequestIdentityProof">Whether the worker can be asked to prove who they are.</param>
public sealed record CaseworkDetails(
    string? Owner,
    IReadOnlyList<string> Officers,
    IReadOnlyList<RequestNote> Notes,
    bool IsAcknowledgementSent,
    bool CanRequestIdentityProof
)
{
    /// <summary>The worker's name; null if their record is gone.</summary>
    public string? WorkerName { get; init; }

    /// <summary>Whether a message from the worker is unanswered.</summary>
    public bool IsUnanswered { get; init; }

    /// <summary>The worker's messages since they were asked to prove who they are, oldest first.</summary>
    public IReadOnlyList<RequestMessage> PossibleProofs { get; init; } = [];

    /// <summary>When the worker was asked to prove who they are, while that is awaited.</summary>
    public DateTimeOffset? ProofAwaitedSince { get; init; }
}
