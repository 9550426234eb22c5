using System.Text;
using static JoinArena.PrivacyPortal.Tests.Policies.BadPolicy;

namespace JoinArena.PrivacyPortal.Tests.Policies;

/// <summary>Mistakes in a version.yml.</summary>
internal static class BadVersionFiles
{
    // Nine lines of nine aliases each would stand for a thousand million words.
    private static readonly string s_bomb = string.Concat(
        Enumerable
            .Range(0, 9)
            .Select(i =>
                $"k{i}: {(i == 0 ? "&a0 [lol]" : $"&a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 9))}]")}\n"
            )
    );

    public static IEnumerable<BadPolicy> Yaml =>
        [
            AsYaml("empty", "", 1, "not one list of 'key: value' lines"),
            AsYaml("a list", "- a\n- b\n", 1, "not one list of 'key: value' lines"),
            AsYaml(
                "two documents",
                "version: \"1.0\"\n---\nversion: \"1.0\"\n",
                1,
                "not one list of 'key: value' lines"
            ),
            AsYaml("an alias bomb", s_bomb, 1, "an anchor or an alias"),
            AsYaml("an alias to nothing", "version: *other\n", 1, "an anchor or an alias"),
            AsYaml("brackets without end", $"version: {new string('[', 100_000)}", 1, "nested too deeply"),
            AsYaml("dashes without end", string.Concat(Enumerable.Repeat("- ", 50_000)), 1, "nested too deeply"),
            AsYaml("five megabytes of it", $"# {new string('x', 5 << 20)}\n", 1, "too large (5120 KiB)"),
            InYaml("a tag", "change: initial", "change: !!str initial", 6, "uses a tag"),
            InYaml("a merge key", "change: initial", "change: initial\n<<: {a: b}", 7, "'<<' is not a known key here"),
            InYaml("a tab for an indent", "summary:\n  en:", "summary:\n\ten:", 9, "indented with a tab"),
            InYaml("a bracket left open", "change: initial", "change: [initial", 6, "the file is not YAML"),
            InYaml("a quotation left open", "change: initial", "change: \"initial", 6, "the file is not YAML"),
            InYaml(
                "a colon in plain words",
                "en: The first version.",
                "en: The first version: this.",
                9,
                "the file is not YAML"
            ),
            InYaml("a key twice", "change: initial", "change: initial\nchange: initial", 7, "'change' occurs twice"),
            InYaml(
                "a key of a clause twice",
                "  - id: deletion",
                "  - id: deletion\n    id: deletion",
                73,
                "'id' occurs twice"
            ),
            new(
                "a byte order mark before it",
                "worker-privacy/1.0/version.yml",
                1,
                "byte order mark",
                p => File.WriteAllText(p.VersionFile, File.ReadAllText(p.VersionFile), new UTF8Encoding(true))
            ),
            new(
                "Latin letters of another encoding in it",
                "worker-privacy/1.0/version.yml",
                9,
                "not UTF-8",
                p =>
                    File.WriteAllBytes(
                        p.VersionFile,
                        Encoding.Latin1.GetBytes(
                            File.ReadAllText(p.VersionFile)
                                .Replace("The first version.", "Première.", StringComparison.Ordinal)
                                .Replace('’', '\'')
                                .Replace('…', '.')
                        )
                    )
            ),
        ];

    public static IEnumerable<BadPolicy> Front =>
        [
            InYaml("an unknown key", "reviewed: no", "reviewd: no", 7, "'reviewd' is not a known key here"),
            InYaml("no version", "version: \"1.0\"\n", "", 3, "'version' is missing"),
            InYaml(
                "another version than the folder",
                "version: \"1.0\"",
                "version: \"1.1\"",
                3,
                "'version' is '1.1' in the folder '1.0'"
            ),
            InYaml("no day of publication", "published: 2025-11-01T00:00:00Z\n", "", 3, "'published' is missing"),
            InYaml(
                "a day of publication in words",
                "published: 2025-11-01T00:00:00Z",
                "published: 1 November 2025",
                4,
                "which is not an instant in UTC"
            ),
            InYaml(
                "a day that no month has",
                "published: 2025-11-01T00:00:00Z",
                "published: 2025-11-31T00:00:00Z",
                4,
                "which is not an instant in UTC"
            ),
            InYaml(
                "a local time",
                "effective: 2025-11-01T00:00:00Z",
                "effective: 2025-11-01T00:00:00+01:00",
                5,
                "which is not an instant in UTC"
            ),
            InYaml(
                "in force before it can be read",
                "effective: 2025-11-01T00:00:00Z",
                "effective: 2025-10-01T00:00:00Z",
                5,
                "'effective' is before 'published'"
            ),
            InYaml(
                "an unknown kind of change",
                "change: initial",
                "change: big",
                6,
                "'big' is not a known change kind"
            ),
            InYaml("no kind of change", "change: initial\n", "", 3, "'change' is missing"),
            InYaml(
                "a first version that changes something",
                "change: initial",
                "change: editorial",
                6,
                "'change' is 'editorial'"
            ),
            InYaml("reviewed perhaps", "reviewed: no", "reviewed: maybe", 7, "'reviewed' is 'maybe'"),
            InYaml(
                "an example among what people accept",
                "reviewed: no",
                "reviewed: no\nexample: yes",
                8,
                "the version is an example"
            ),
            InYaml("no summary", "summary:\n  en: The first version.\n", "", 3, "'summary' is missing"),
            InYaml("an empty summary", "en: The first version.", "en:", 9, "'en' is empty"),
            InYaml(
                "a summary in a language without a text",
                "en: The first version.",
                "en: The first version.\n  fr: La première version.",
                10,
                "'fr' is not a known key here"
            ),
            InYaml(
                "clauses that are no list",
                "clauses:\n",
                "clauses: none\nrest:\n",
                11,
                "'clauses' has the wrong form"
            ),
        ];
}
