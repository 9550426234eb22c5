namespace JoinArena.PrivacyPortal.Deletion.Casework.Decisions;

/// <summary>A refusal as the email to the worker describes it.</summary>
/// <param name="PartyName">The party whose part is refused; null for the whole request.</param>
/// <param name="Ground">The code of the legal ground.</param>
/// <param name="Reason">The reasons, as the worker will read them.</param>
public sealed record RefusedPart(string? PartyName, string Ground, string Reason);
