namespace JoinArena.PrivacyPortal.Shell;

/// <summary>A line of the privacy team's worklist.</summary>
/// <param name="What">What it is: "DR-2026-000001", "Not covered".</param>
/// <param name="Why">Why it waits: "2 parties to notify".</param>
/// <param name="Href">The page where it is done.</param>
/// <param name="Action">The text of the link.</param>
public sealed record WorkItem(string What, string Why, string Href, string Action)
{
    public StatusKind Kind { get; init; } = StatusKind.Pending;

    /// <summary>The day by which it must be done, if there is one.</summary>
    public DateOnly? DueBy { get; init; }

    /// <summary>
    /// How many days <see cref="DueBy"/> is ahead where the law holds; null if the reader's own day is good enough.
    /// </summary>
    public int? DaysLeft { get; init; }

    /// <summary>Who works on it, in words: "You"; null if it cannot be assigned, and is for everyone on the team.</summary>
    public string? Whose { get; init; }

    /// <summary>How many things this line stands for.</summary>
    public int Count { get; init; } = 1;

    /// <summary>True if <see cref="What"/> names the page that it leads to, so that it is a link itself.</summary>
    public bool IsPage { get; init; }

    /// <summary>True if it waits for someone else than the reader; <see cref="Why"/> says for whom.</summary>
    public bool IsForOthers { get; init; }

    /// <summary>True if it only came in, and nothing has to be done yet.</summary>
    public bool IsNews { get; init; }

    /// <summary>The same thing as on the home page.</summary>
    public static WorkItem From(HomeCard card) =>
        new(card.Title, card.Text, card.Href, card.Action)
        {
            Kind = card.Kind,
            DueBy = card.DueBy,
            DaysLeft = card.DaysLeft,
            Whose = card.Whose,
            Count = card.Count,
        };
}
