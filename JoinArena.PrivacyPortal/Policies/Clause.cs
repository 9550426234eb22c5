namespace JoinArena.PrivacyPortal.Policies;

/// <summary>A part of a version with its own address, and what it covers.</summary>
/// <param name="Id">The id in addresses and in records of coverage: <c>hiring-access</c>.</param>
/// <param name="CoverageRules">What the clause allows. Empty if it is text only.</param>
/// <param name="Texts">The heading, note and opening words, by language.</param>
public sealed record Clause(
    string Id,
    IReadOnlyList<CoverageRule> CoverageRules,
    IReadOnlyDictionary<string, ClauseText> Texts
)
{
    /// <summary>
    /// The clauses of the previous version that this one replaces. Empty if it is new or kept its id.
    /// </summary>
    public IReadOnlyList<string> Replaces { get; init; } = [];

    /// <summary>
    /// The legal basis, if the version states one. If null, the portal does not state one either.
    /// </summary>
    public LegalBasis? Basis { get; init; }

    /// <summary>True if the clause allows something, so that a worker can stop it. False if it is text only.</summary>
    public bool DescribesUse => CoverageRules.Count > 0;

    /// <summary>The kinds of party that the clause is about, each once.</summary>
    public IEnumerable<PartyKind> Recipients => CoverageRules.SelectMany(rule => rule.Recipients).Distinct().Order();

    /// <summary>True if one of its rules allows this.</summary>
    public bool Allows(DataCategory data, PartyKind with, Purpose purpose, Direction direction) =>
        CoverageRules.Any(rule => rule.Allows(data, with, purpose, direction));

    /// <summary>The text in this language, or in English if the version is not in this language.</summary>
    public ClauseText GetText(string language) =>
        Texts.TryGetValue(language, out var words) ? words : Texts[PolicyVersion.English];
}

/// <summary>A clause in one language.</summary>
/// <param name="OpeningWords">The words with which the clause starts in the legal text.</param>
/// <param name="Heading">The heading that readers see.</param>
/// <param name="Note">What the clause means in plain words. Not part of the policy.</param>
public sealed record ClauseText(string OpeningWords, string Heading, string Note);
