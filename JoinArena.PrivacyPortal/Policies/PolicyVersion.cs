namespace JoinArena.PrivacyPortal.Policies;

/// <summary>One published text of the policy, in its languages. Immutable.</summary>
public sealed record PolicyVersion
{
    /// <summary>The one policy the portal is about.</summary>
    public const string Policy = "worker-privacy";

    /// <summary>The language every version has.</summary>
    public const string English = "en";

    public required VersionNumber Number { get; init; }

    /// <summary>Its number as written: <c>1.0</c>.</summary>
    public string Name => Number.ToString();

    /// <summary>When people could first read it.</summary>
    public required DateTimeOffset Published { get; init; }

    /// <summary>From when on it is the version to accept, until the next one is.</summary>
    public required DateTimeOffset Effective { get; init; }

    /// <summary>
    /// The day that is said for <see cref="Effective"/>: the same for all, not an hour in each reader's zone.
    /// </summary>
    public DateOnly EffectiveDate => DateOnly.FromDateTime(Effective.UtcDateTime);

    public required ChangeKind Change { get; init; }

    /// <summary>Whether counsel has confirmed what the clauses are said to cover.</summary>
    public required bool Reviewed { get; init; }

    /// <summary>
    /// Whether it shows what a later version could be, and is no policy of JoinArena. Only a demo has examples.
    /// </summary>
    public bool Example { get; init; }

    /// <summary>The same for the same files.</summary>
    internal string Digest { get; init; } = "";

    /// <summary>What is new, one sentence by language.</summary>
    public required IReadOnlyDictionary<string, string> Summary { get; init; }

    /// <summary>In the order of the text.</summary>
    public required IReadOnlyList<Clause> Clauses { get; init; }

    /// <summary>The texts by language; English is always there.</summary>
    public required IReadOnlyDictionary<string, PolicyText> Texts { get; init; }

    /// <summary>The text in that language, in English where there is none.</summary>
    public PolicyText GetText(string language) => Texts.TryGetValue(language, out var text) ? text : Texts[English];

    /// <summary>What is new in that language, in English where it is not said.</summary>
    public string GetSummary(string language) =>
        Summary.TryGetValue(language, out var summary) ? summary : Summary[English];

    /// <summary>The clause of that id, or null.</summary>
    public Clause? FindClause(string id) =>
        Clauses.FirstOrDefault(c => string.Equals(c.Id, id, StringComparison.Ordinal));

    /// <summary>The first clause that allows this, or null where none does.</summary>
    public Clause? FindCoveringClause(DataCategory data, PartyKind with, Purpose purpose, Direction direction) =>
        Clauses.FirstOrDefault(c => c.CoverageRules.Any(allowed => allowed.Allows(data, with, purpose, direction)));
}

/// <summary>What a version is to the one before it.</summary>
public enum ChangeKind
{
    /// <summary>The first version.</summary>
    Initial,

    /// <summary>The same meaning in other words.</summary>
    Editorial,

    /// <summary>Something people must be told.</summary>
    Material,
}
