namespace JoinArena.PrivacyPortal.Disclosures.MyData.Details;

/// <summary>Adds a note of another slice to the page of a disclosure. That slice registers it.</summary>
public interface IDisclosureCalloutProvider
{
    /// <returns>The note; null when there is none, and for another worker's disclosure.</returns>
    Task<DisclosureCallout?> FindCalloutAsync(string workerId, Guid disclosure, CancellationToken ct);
}
