using System.Text.RegularExpressions;
using JoinArena.PrivacyPortal.Data.ReviewedFiles;

namespace JoinArena.PrivacyPortal.Policies.Loading;

/// <summary>Reads <c>version.yml</c>: the dates, summary and clauses of a version.</summary>
internal static partial class VersionFile
{
    public const string Name = "version.yml";

    /// <summary>
    /// Reads the file of the version in the folder <paramref name="folder"/>, which has texts in
    /// <paramref name="languages"/>.
    /// </summary>
    /// <returns>The version without its texts. Use it only if no finding was added.</returns>
    public static LoadedVersion? Read(
        ReviewedFile file,
        PolicyFileSnapshot snapshot,
        VersionNumber folder,
        IReadOnlyCollection<string> languages,
        ICollection<ReviewFinding> findings
    )
    {
        if (ReviewedYaml.Parse(file, findings) is not { } yaml)
            return null;
        yaml.AllowOnly([
            "version",
            "published",
            "effective",
            "change",
            "reviewed",
            "reviewed-translations",
            "example",
            "summary",
            "clauses",
        ]);

        var name = yaml.GetText("version", $"\"{folder}\"");
        if (name.Length > 0 && !string.Equals(name, folder.ToString(), StringComparison.Ordinal))
            yaml.Report("version", $"'version' is '{name}' in the folder '{folder}'", "give both the same number");

        var published = yaml.GetInstant("published");
        var effective = yaml.GetInstant("effective");
        if (effective < published && effective != default)
        {
            yaml.Report(
                "effective",
                "'effective' is before 'published'",
                "give 'effective' a time at or after 'published'"
            );
        }

        var example = yaml.Has("example") && yaml.GetBoolean("example");
        if (example && !snapshot.MayHoldExamples)
        {
            yaml.Report(
                "example",
                "the version is an example",
                "remove this version: people accept the versions in this folder"
            );
        }

        var clauses = yaml.GetMappings("clauses").ToList();
        var version = new PolicyVersion
        {
            Number = folder,
            Published = published,
            Effective = effective,
            Change = yaml.GetEnum<ChangeKind>("change"),
            Reviewed = yaml.GetBoolean("reviewed"),
            Example = example,
            Summary = Summary(yaml, languages),
            Clauses = Clauses(clauses, languages),
            Texts = new Dictionary<string, PolicyText>(),
            ReviewedTranslations = yaml.Has("reviewed-translations")
                ? yaml.GetTexts("reviewed-translations", "[es]")
                : [],
        };
        return new LoadedVersion(version, snapshot, yaml, clauses);
    }

    private static Dictionary<string, string> Summary(ReviewedYaml yaml, IReadOnlyCollection<string> languages)
    {
        if (yaml.GetMapping("summary") is not { } summary)
            return [];
        summary.AllowOnly(languages);
        return languages.ToDictionary(
            l => l,
            l => summary.GetText(l, "What is new, in one sentence."),
            StringComparer.Ordinal
        );
    }

    private static List<Clause> Clauses(IEnumerable<ReviewedYaml> entries, IReadOnlyCollection<string> languages)
    {
        var clauses = new List<Clause>();
        foreach (var entry in entries)
        {
            var clause = Clause(entry, languages);
            if (clause.Id.Length > 0 && clauses.Any(c => string.Equals(c.Id, clause.Id, StringComparison.Ordinal)))
                entry.Report("id", $"there are two clauses '{clause.Id}'", "give each its own id");
            clauses.Add(clause);
        }

        return clauses;
    }

    private static Clause Clause(ReviewedYaml yaml, IReadOnlyCollection<string> languages)
    {
        yaml.AllowOnly(["id", "replaces", "basis", "covers", .. languages]);
        var id = yaml.GetText("id", "hiring-access");
        if (id.Length > 0 && !ClauseId().IsMatch(id))
        {
            yaml.Report(
                "id",
                $"'{id}' is not a clause id",
                "use lower-case letters and digits, with '-' between words"
            );
        }

        var words = new Dictionary<string, ClauseText>(StringComparer.Ordinal);
        foreach (var language in languages)
        {
            if (yaml.GetMapping(language) is not { } said)
                continue;
            said.AllowOnly("begins", "heading", "note");
            words[language] = new ClauseText(
                said.GetText("begins", "the words it opens with"),
                said.GetText("heading", "Companies that hire"),
                said.GetText("note", "what it means, in plain words")
            );
        }

        var clause = new Clause(id, [.. yaml.GetOptionalMappings("covers").Select(Covers)], words)
        {
            Replaces = yaml.Has("replaces") ? yaml.GetTexts("replaces", "old-id") : [],
            Basis = yaml.Has("basis") ? yaml.GetEnum<LegalBasis>("basis") : null,
        };
        if (clause is { Basis: not null, CoverageRules: [] })
        {
            yaml.Report(
                "basis",
                $"'{id}' has a 'basis' and covers nothing",
                "remove 'basis', or add what the clause covers"
            );
        }

        return clause;
    }

    private static CoverageRule Covers(ReviewedYaml yaml)
    {
        yaml.AllowOnly("data", "with", "for", "direction");
        return new CoverageRule(
            yaml.GetEnumSet<DataCategory>("data"),
            yaml.GetEnumSet<PartyKind>("with"),
            yaml.GetEnumSet<Purpose>("for"),
            yaml.Has("direction") ? yaml.GetEnum<Direction>("direction") : Direction.Disclosed
        );
    }

    [GeneratedRegex(
        "^[a-z0-9]+(-[a-z0-9]+)*$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex ClauseId();
}
