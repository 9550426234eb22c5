namespace JoinArena.PrivacyPortal.Jurisdictions;

/// <summary>What a ground allows a party to do.</summary>
public enum GroundUse
{
    Keeping,
    Refusing,
}

/// <summary>A legal reason to keep data or to refuse a request.</summary>
/// <param name="Code">The ground's name in the API and in records; unique among all laws.</param>
/// <param name="Use">What the ground allows.</param>
/// <param name="Citation">The provision of the law that says so.</param>
/// <param name="Text">The sentence the worker reads; English, the key for translation.</param>
public sealed record Ground(string Code, GroundUse Use, string Citation, string Text)
{
    /// <summary>
    /// The sentence that a party reads which answers on this ground; English, the key for translation. The worker's, where
    /// that speaks of neither of them.
    /// </summary>
    public string PartyText { get; init; } = Text;

    /// <summary>
    /// The number of months from the receipt of the request for which a party may keep data on this ground by its own
    /// word; null if the law gives no number.
    /// </summary>
    public int? AtMostMonths { get; init; }

    /// <summary>True if a party may use the ground only while an officer's legal hold covers it.</summary>
    public bool NeedsHold { get; init; }

    /// <summary>The last day a party may name by its own word; null if the law gives no number.</summary>
    /// <param name="received">The day the request was received.</param>
    public DateOnly? GetLastDay(DateOnly received) => AtMostMonths is { } months ? received.AddMonths(months) : null;
}
