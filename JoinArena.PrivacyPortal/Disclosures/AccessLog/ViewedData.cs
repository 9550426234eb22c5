namespace JoinArena.PrivacyPortal.Disclosures.AccessLog;

/// <summary>What a member of staff is shown of workers' data.</summary>
/// <param name="Target">The kind of page or search.</param>
/// <param name="TargetId">The number of the request, or the id of what is shown; null where the worker is enough.</param>
/// <param name="Reason">
/// The reason, in their words or <see cref="AccessLogEntry.EnteringRequest"/>; null where the page asks for none.
/// </param>
public sealed record ViewedData(AccessTarget Target, string? TargetId, string? Reason);
