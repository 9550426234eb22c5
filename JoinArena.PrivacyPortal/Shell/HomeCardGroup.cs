namespace JoinArena.PrivacyPortal.Shell;

/// <summary>A slice's part of the home page, in the reader's language.</summary>
/// <param name="Order">Groups with lower numbers come first.</param>
/// <param name="Sentence">A fact for the first line: "3 parties have data about you."</param>
public sealed record HomeCardGroup(int Order, string? Sentence = null)
{
    /// <summary>What the person can do, the most urgent first.</summary>
    public IReadOnlyList<HomeCard> Cards { get; init; } = [];

    /// <summary>The lines of the privacy team's worklist, where they say more than the cards; null: one for each card.</summary>
    public IReadOnlyList<WorkItem>? Work { get; init; }

    /// <summary>What waits for the privacy team.</summary>
    internal IEnumerable<WorkItem> WorkItems => Work ?? Cards.Select(WorkItem.From);
}
