namespace JoinArena.PrivacyPortal.Policies;

/// <summary>One published version of the policy, in all its languages. Immutable.</summary>
public sealed record PolicyVersion
{
    /// <summary>The id of the policy.</summary>
    public const string Policy = "worker-privacy";

    /// <summary>The language that every version has.</summary>
    public const string English = "en";

    public required VersionNumber Number { get; init; }

    /// <summary>The number as text: <c>1.0</c>.</summary>
    public string Name => Number.ToString();

    /// <summary>When the version was published.</summary>
    public required DateTimeOffset Published { get; init; }

    /// <summary>When the version comes into force. It is then the version to accept, until the next one.</summary>
    public required DateTimeOffset Effective { get; init; }

    /// <summary>
    /// The UTC day of <see cref="Effective"/>. Pages show this day, so that it is the same for every reader.
    /// </summary>
    public DateOnly EffectiveDate => DateOnly.FromDateTime(Effective.UtcDateTime);

    public required ChangeKind Change { get; init; }

    /// <summary>True if counsel has confirmed what the clauses cover.</summary>
    public required bool Reviewed { get; init; }

    /// <summary>
    /// True for a made-up version that is not a policy of JoinArena. Only a demo has examples.
    /// </summary>
    public bool Example { get; init; }

    /// <summary>Changes with every change of the version's files.</summary>
    internal string Digest { get; init; } = "";

    /// <summary>What is new, in one sentence, by language.</summary>
    public required IReadOnlyDictionary<string, string> Summary { get; init; }

    /// <summary>In the order of the text.</summary>
    public required IReadOnlyList<Clause> Clauses { get; init; }

    /// <summary>
    /// The texts, by language. English is always included and is the one that is accepted; the others are for information.
    /// </summary>
    public required IReadOnlyDictionary<string, PolicyText> Texts { get; init; }

    /// <summary>The languages whose translation a native speaker has read against the English text.</summary>
    public IReadOnlyList<string> ReviewedTranslations { get; init; } = [];

    /// <summary>The text in this language, or in English if there is none.</summary>
    public PolicyText GetText(string language) => Texts.TryGetValue(language, out var text) ? text : Texts[English];

    /// <summary>What is new, in this language or in English if there is no summary in it.</summary>
    public string GetSummary(string language) =>
        Summary.TryGetValue(language, out var summary) ? summary : Summary[English];

    /// <summary>The language that <see cref="GetSummary"/> answers in: this one, or English.</summary>
    public string FindSummaryLanguage(string language) => Summary.ContainsKey(language) ? language : English;

    /// <summary>The clause with this id, or null.</summary>
    public Clause? FindClause(string id) =>
        Clauses.FirstOrDefault(c => string.Equals(c.Id, id, StringComparison.Ordinal));

    /// <summary>The first clause that allows this, or null if no clause does.</summary>
    public Clause? FindCoveringClause(DataCategory data, PartyKind with, Purpose purpose, Direction direction) =>
        Clauses.FirstOrDefault(c => c.Allows(data, with, purpose, direction));
}

/// <summary>How a version differs from the previous one.</summary>
public enum ChangeKind
{
    /// <summary>The first version.</summary>
    Initial,

    /// <summary>Only the wording changed.</summary>
    Editorial,

    /// <summary>The meaning changed. Workers are notified and asked to accept.</summary>
    Material,
}
