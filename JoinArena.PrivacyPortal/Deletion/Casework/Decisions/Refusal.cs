namespace JoinArena.PrivacyPortal.Deletion.Casework.Decisions;

/// <summary>What an officer wants to refuse, and why.</summary>
/// <param name="TaskId">One party's part; null for the whole request.</param>
/// <param name="Ground">The code of the legal ground.</param>
/// <param name="Reason">The reasons, as the worker will read them.</param>
public sealed record Refusal(Guid? TaskId, string? Ground, string? Reason);
