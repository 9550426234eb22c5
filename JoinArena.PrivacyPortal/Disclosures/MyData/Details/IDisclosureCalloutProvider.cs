namespace JoinArena.PrivacyPortal.Disclosures.MyData.Details;

/// <summary>What another slice has to say about one entry, on its page. Registered by the slice.</summary>
public interface IDisclosureCalloutProvider
{
    /// <returns>Null when there is nothing to say, and for another worker's entry.</returns>
    Task<DisclosureCallout?> FindCalloutAsync(string workerId, Guid disclosure, CancellationToken ct);
}

/// <summary>A note beside an entry, in the reader's language.</summary>
/// <param name="Title">What is so.</param>
/// <param name="Text">What is done about it.</param>
/// <param name="Href">Where more of it stands.</param>
/// <param name="Action">The link's words.</param>
public sealed record DisclosureCallout(string Title, string Text, string Href, string Action);
