using JoinArena.PrivacyPortal.Deletion.Requests;

namespace JoinArena.PrivacyPortal.Deletion.Intake;

/// <summary>A request that was handed in.</summary>
/// <param name="IsNew">False if the same request had been handed in before; then nothing was changed.</param>
public sealed record EnteredRequest(DeletionRequest Request, bool IsNew);
