namespace JoinArena.PrivacyPortal.Shell;

/// <summary>A card on the home page with one thing to do.</summary>
/// <param name="Title">The heading: "Version 1.1 is new"</param>
/// <param name="Text">One more sentence.</param>
/// <param name="Href">The page where the person can do it.</param>
/// <param name="Action">The text of the link: "Read what changed"</param>
/// <param name="Kind">How urgent it is.</param>
public sealed record HomeCard(
    string Title,
    string Text,
    string Href,
    string Action,
    StatusKind Kind = StatusKind.Neutral
)
{
    /// <summary>How many things wait at that page, for the menu of the privacy team's pages.</summary>
    public int Count { get; init; } = 1;

    /// <summary>The day by which it must be done, if there is one.</summary>
    public DateOnly? DueBy { get; init; }
}
