namespace JoinArena.PrivacyPortal.Deletion.Requests.MyRequests.Tracking;

/// <summary>That the worker was asked to prove who they are, while that is awaited.</summary>
/// <param name="IsByTeam">Whether an officer asked, and not the portal after a change of the email address.</param>
/// <param name="Question">What the officer wrote; null if the record of it is gone.</param>
public sealed record AskedProof(bool IsByTeam, string? Question);
