namespace JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;

/// <summary>Another request that is linked to one, as the pages of both show it.</summary>
/// <param name="Number">The number of the other request.</param>
/// <param name="Link">How the later of the two changes the earlier.</param>
/// <param name="IsLater">Whether the other request is the later one.</param>
/// <param name="State">The state of the other request.</param>
public sealed record LinkedRequest(string Number, RequestLink Link, bool IsLater, RequestState State);
