namespace JoinArena.PrivacyPortal.Disclosures.MyData.Details;

/// <summary>A note on the page of a disclosure, in the reader's language.</summary>
/// <param name="Title">What happened.</param>
/// <param name="Text">What is done about it.</param>
/// <param name="Href">The page that says more.</param>
/// <param name="Action">The text of the link.</param>
public sealed record DisclosureCallout(string Title, string Text, string Href, string Action);
