namespace JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;

/// <summary>The request that a newly confirmed one replaced, if any.</summary>
/// <param name="Number">Its number; null when nothing was replaced.</param>
/// <param name="ReceivedAt">When the law's clock started: on the receipt of the earlier request, or now.</param>
internal sealed record ReplacedRequest(string? Number, DateTimeOffset ReceivedAt);
