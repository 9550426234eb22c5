namespace JoinArena.PrivacyPortal.Jurisdictions;

/// <summary>What a worker can do about a refusal under one law.</summary>
/// <param name="Law">The law's code.</param>
/// <param name="LawName">The law's full name.</param>
/// <param name="Authority">Where to complain; English, the key for translation.</param>
/// <param name="Words">What else the worker can do, in sentences; English, the key for translation.</param>
/// <param name="Citation">The provision of the law that says so.</param>
/// <param name="Website">The authority's website; null if none is known.</param>
public sealed record Remedy(
    string Law,
    string LawName,
    string Authority,
    string Words,
    string Citation,
    string? Website = null
)
{
    /// <summary>The same words as the page of the request says them; null where they are the same there.</summary>
    public string? WordsOnPage { get; init; }
}
