namespace JoinArena.PrivacyPortal.Policies;

/// <summary>An addressable part of a version, with what it covers.</summary>
/// <param name="Id">Its name in addresses and in records of coverage: <c>hiring-access</c>.</param>
/// <param name="CoverageRules">What it allows; empty for a clause that is text only.</param>
/// <param name="Texts">What is said about it, by language.</param>
public sealed record Clause(
    string Id,
    IReadOnlyList<CoverageRule> CoverageRules,
    IReadOnlyDictionary<string, ClauseText> Texts
)
{
    /// <summary>
    /// The clauses of the version before that it carries on under this id; empty for one that kept its id, or is new.
    /// </summary>
    public IReadOnlyList<string> Replaces { get; init; } = [];

    /// <summary>
    /// What the law lets JoinArena do it on, where the version says so; null where it does not, and then nothing is
    /// claimed.
    /// </summary>
    public LegalBasis? Basis { get; init; }

    /// <summary>What is said about it in a language of the version, in English for any other.</summary>
    public ClauseText GetText(string language) =>
        Texts.TryGetValue(language, out var words) ? words : Texts[PolicyVersion.English];
}

/// <summary>A clause in one language.</summary>
/// <param name="OpeningWords">The words the clause opens with in the text.</param>
/// <param name="Heading">Its name for readers.</param>
/// <param name="Note">What it means in plain words; not part of the policy.</param>
public sealed record ClauseText(string OpeningWords, string Heading, string Note);

/// <summary>One thing a clause allows: every combination of the data, parties and purposes named.</summary>
public sealed record CoverageRule(
    IReadOnlySet<DataCategory> Categories,
    IReadOnlySet<PartyKind> Recipients,
    IReadOnlySet<Purpose> Purposes,
    Direction Direction
)
{
    public bool Allows(DataCategory data, PartyKind with, Purpose purpose, Direction direction) =>
        Direction == direction && Categories.Contains(data) && Recipients.Contains(with) && Purposes.Contains(purpose);
}
