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
    /// <summary>True for something that goes on without the person, such as a request that waits for others.</summary>
    public bool IsNews { get; init; }

    /// <summary>How many things wait at that page, for the menu of the privacy team's pages.</summary>
    public int Count { get; init; } = 1;

    /// <summary>The day by which it must be done, if there is one.</summary>
    public DateOnly? DueBy { get; init; }

    /// <inheritdoc cref="WorkItem.DaysLeft"/>
    public int? DaysLeft { get; init; }

    /// <inheritdoc cref="WorkItem.Whose"/>
    public string? Whose { get; init; }
}

/// <summary>A slice's part of the home page, in the reader's language.</summary>
/// <param name="Order">Groups with lower numbers come first.</param>
/// <param name="Sentence">A fact for the first line: "3 parties have data about you."</param>
public sealed record HomeCardGroup(int Order, string? Sentence = null)
{
    /// <summary>The answer to one of the three questions of a worker's home page; null for none.</summary>
    public HomeAnswer? Answer { get; init; }

    /// <summary>What the person can do, the most urgent first.</summary>
    public IReadOnlyList<HomeCard> Cards { get; init; } = [];

    /// <summary>The lines of the privacy team's worklist, where they say more than the cards; null: one for each card.</summary>
    public IReadOnlyList<WorkItem>? Work { get; init; }

    /// <summary>What its sentence names, to be linked there; null for nothing.</summary>
    public NamedPage? Named { get; init; }

    /// <summary>What waits for the privacy team.</summary>
    internal IEnumerable<WorkItem> WorkItems => Work ?? Cards.Select(WorkItem.From);
}

/// <summary>A page by the words that name it in a sentence.</summary>
public sealed record NamedPage(string Text, string Href);

/// <summary>The three questions that a worker's home page answers.</summary>
public enum HomeQuestion
{
    /// <summary>What did I agree to?</summary>
    Agreed,

    /// <summary>Who has my interview?</summary>
    Received,

    /// <summary>What has become of my deletion requests?</summary>
    Deleted,
}

/// <summary>The answer to a question of the home page, in one sentence.</summary>
public sealed record HomeAnswer(HomeQuestion Question, string Text);
