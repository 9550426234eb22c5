namespace JoinArena.PrivacyPortal.Policies;

/// <summary>An addressable part of a version, with what it covers.</summary>
/// <param name="Id">Its name in addresses and in records of coverage: <c>hiring-access</c>.</param>
/// <param name="Covers">What it allows; empty for a clause that is text only.</param>
/// <param name="Words">What is said about it, by language.</param>
public sealed record Clause(string Id, IReadOnlyList<Covers> Covers, IReadOnlyDictionary<string, ClauseWords> Words)
{
    /// <summary>The clauses of the version before that it carries on under this id; empty for one that kept its id, or is new.</summary>
    public IReadOnlyList<string> Replaces { get; init; } = [];

    /// <summary>What the law lets JoinArena do it on, where the version says so; null where it does not, and then nothing is claimed.</summary>
    public LegalBasis? Basis { get; init; }

    /// <summary>What is said about it in a language of the version, in English for any other.</summary>
    public ClauseWords In(string language) => Words.TryGetValue(language, out var words) ? words : Words[PolicyVersion.English];
}

/// <summary>A clause in one language.</summary>
/// <param name="Begins">The words the clause opens with in the text.</param>
/// <param name="Heading">Its name for readers.</param>
/// <param name="Note">What it means in plain words; not part of the policy.</param>
public sealed record ClauseWords(string Begins, string Heading, string Note);

/// <summary>One thing a clause allows: every combination of the data, parties and purposes named.</summary>
public sealed record Covers(IReadOnlySet<DataCategory> Data, IReadOnlySet<PartyKind> With, IReadOnlySet<Purpose> For, Direction Direction)
{
    public bool Includes(DataCategory data, PartyKind with, Purpose purpose, Direction direction) =>
        Direction == direction && Data.Contains(data) && With.Contains(with) && For.Contains(purpose);
}
