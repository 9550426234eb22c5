using System.Text;
using static JoinArena.PrivacyPortal.Tests.Policies.BadPolicy;

namespace JoinArena.PrivacyPortal.Tests.Policies;

/// <summary>The table of <see cref="BadPolicyTests"/>.</summary>
internal static class BadPolicies
{
    private const string Images = "data: [interview-image]";

    // Nine lines of nine aliases each would stand for a thousand million words.
    private static readonly string s_bomb = string.Concat(
        Enumerable
            .Range(0, 9)
            .Select(i =>
                $"k{i}: {(i == 0 ? "&a0 [lol]" : $"&a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 9))}]")}\n"
            )
    );

    private static readonly string s_giant =
        "| a | b |\n|---|---|\n" + string.Concat(Enumerable.Repeat("| cell | cell |\n", 12_000));

    public static IEnumerable<BadPolicy> All =>
        [.. Yaml, .. Front, .. Clauses, .. Texts, .. Links, .. Bytes, .. Versions, .. Locks];

    private static IEnumerable<BadPolicy> Yaml =>
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

    private static IEnumerable<BadPolicy> Front =>
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

    private static IEnumerable<BadPolicy> Clauses =>
        [
            InYaml(
                "a clause that is a word",
                "  - id: deletion\n",
                "  - deletion\n  - id: deletion\n",
                72,
                "an entry of 'clauses' has no keys"
            ),
            InYaml("a clause without an id", "  - id: deletion\n    en:", "  - en:", 72, "'id' is missing"),
            InYaml("an id that is no address", "id: deletion", "id: Deletion!", 72, "'Deletion!' is not a clause id"),
            InYaml("an id twice", "id: deletion", "id: agreement", 72, "there are two clauses 'agreement'"),
            InYaml(
                "a clause without words",
                "    en:\n      begins: If the Worker",
                "    de:\n      begins: If the Worker",
                72,
                "'en' is missing"
            ),
            InYaml(
                "a clause without a heading",
                "      heading: Companies that hire\n",
                "",
                47,
                "'heading' is missing"
            ),
            InYaml(
                "an empty note",
                "note: You can ask for deletion here at any time. The law of where you live says how soon you get an answer.",
                "note: ''",
                76,
                "'note' is empty"
            ),
            InYaml(
                "a clause that begins nowhere",
                "      begins: Images from the Worker's interview\n",
                "",
                24,
                "'begins' is missing"
            ),
            InYaml(
                "covers that is no list",
                "    covers:\n      - data: [external-profile]",
                "    covers:\n        data: [external-profile]",
                61,
                "'covers' has the wrong form"
            ),
            InYaml("an unknown kind of data", Images, "data: [selfie]", 28, "'selfie' is not a known data category"),
            InYaml(
                "an unknown kind of party",
                "with: [image-api]",
                "with: [printer]",
                29,
                "'printer' is not a known party kind"
            ),
            InYaml("an unknown purpose", "for: [photo-generation]", "for: [fun]", 30, "'fun' is not a known purpose"),
            InYaml(
                "an unknown direction",
                "direction: collected",
                "direction: sideways",
                64,
                "'sideways' is not a known direction"
            ),
            InYaml(
                "an unknown basis in law",
                "  - id: professional-photos\n",
                "  - id: professional-photos\n    basis: because\n",
                23,
                "'because' is not a known legal basis"
            ),
            InYaml(
                "a basis for nothing",
                "  - id: deletion\n",
                "  - id: deletion\n    basis: consent\n",
                73,
                "'deletion' has a 'basis' and covers nothing"
            ),
            InYaml("no data at all", Images, "data: []", 28, "'data' is empty"),
            InYaml(
                "the same data twice",
                Images,
                "data: [interview-image, interview-image]",
                28,
                "'interview-image' is listed twice in 'data'"
            ),
            InYaml("data that is no list", Images, "data: interview-image", 28, "'data' has the wrong form"),
            InYaml("data for nobody", "        with: [image-api]\n", "", 28, "'with' is missing"),
            InYaml(
                "a first version that replaces something",
                "id: deletion",
                "id: deletion\n    replaces: erasure",
                73,
                "replaces 'erasure' in the first version"
            ),
        ];

    private static IEnumerable<BadPolicy> Texts =>
        [
            InText("no title", "# Privacy Policy", "Privacy Policy", 1, "does not start with its title"),
            AsText("nothing", _ => [], 1, "does not start with its title"),
            InText("a title without words", "# Privacy Policy & Terms of Service", "#", 1, "an empty heading"),
            AfterText("a second title", "# Another", "a second title"),
            AfterText("a script", "<script>alert(1)</script>", "raw HTML"),
            InText("HTML in a sentence", "At JoinArena, we", "At <b onclick=alert(1)>JoinArena</b>, we", 5, "raw HTML"),
            AfterText("an image", "![seal](https://example.com/seal.png)", "an image"),
            AfterText("a table", "| who | what |\n|---|---|\n| us | all |", "a table"),
            AfterText("a giant table", s_giant, "too long"),
            AfterText("a code block", "```\ncode\n```", "a code block"),
            AfterText("a paragraph pushed in too far", "    Data may be kept.", "a code block"),
            AfterText("a paragraph without end", new string('x', 9_000), "too long"),
            AfterText("quotations in quotations", new string('>', 5_000) + " deep", "nested too deeply"),
            AfterText("brackets that nobody closes", new string('[', 5_000), "nested too deeply"),
            InText(
                "a clause that is not there",
                "Images from the Worker's interview may",
                "Pictures may",
                1,
                "clause 'professional-photos' is not in the text"
            ),
            InText(
                "a clause that is there twice",
                "for evaluation purposes.",
                "for evaluation purposes. Images from the Worker's interview too.",
                9,
                "clause 'professional-photos' could start in two places"
            ),
            InYaml(
                "clauses in another order than the text",
                "begins: Occasionally, JoinArena may also surface",
                "begins: Images from the",
                64,
                ""
            ) with
            {
                File = "worker-privacy/1.0/en.md",
                Line = 10,
                Says = "clause 'external-sources' comes before the clause that is listed before it",
            },
            InText(
                "a clause that begins inside emphasis",
                "Images from the Worker's interview may be",
                "*So: Images from the Worker's interview* may be",
                1,
                "reads differently when split"
            ),
        ];

    private static IEnumerable<BadPolicy> Links =>
        [
            AfterText("a link that runs", "[x](javascript:alert(1))", "a link to 'javascript:alert(1)'"),
            AfterText(
                "a link that runs, disguised",
                "[x](&#74;avaScript&colon;alert(1))",
                "a link to 'JavaScript:alert(1)'"
            ),
            AfterText("a link that runs, in brackets", "<javascript:alert(1)>", "a link to 'javascript:alert(1)'"),
            AfterText("a link that runs, by reference", "[x][r]\n\n[r]: vbscript:x", "a link to 'vbscript:x'"),
            AfterText(
                "a link that is a page itself",
                "[x](data:text/html;base64,PHNjcmlwdD4=)",
                "a link to 'data:text/html;base64,PHNjcmlwdD4='"
            ),
            AfterText("a link into the portal", "[x](/account/login)", "a link to '/account/login'"),
            AfterText(
                "a link to another host's page of the same scheme",
                "[x](//evil.example)",
                "a link to '//evil.example'"
            ),
            AfterText("a link to a clause there is not", "[x](#selfies)", "the link '#selfies' leads nowhere"),
            AfterText("a link to a version there is not", "[x](/policy/7.0)", "the link '/policy/7.0' leads nowhere"),
            AfterText(
                "a link to a clause another version has not",
                "[x](/policy/1.0#selfies)",
                "the link '/policy/1.0#selfies' leads nowhere"
            ),
        ];

    private static IEnumerable<BadPolicy> Bytes =>
        [
            AsText(
                "five megabytes",
                text => [.. text, .. Encoding.ASCII.GetBytes(new string('x', 5 << 20))],
                1,
                "too large (5122 KiB)"
            ),
            AsText("a byte order mark", text => [0xEF, 0xBB, 0xBF, .. text], 1, "byte order mark"),
            AsText(
                "UTF-16",
                text => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(text))],
                1,
                "not UTF-8"
            ),
            AsText("a broken letter", text => [.. text, 0xC3], 15, "not UTF-8"),
            AsText("a letter in a spelling that hides it", text => [.. text, 0xC0, 0xAF], 15, "not UTF-8"),
            AsText(
                "line ends of Windows",
                text =>
                    Encoding.UTF8.GetBytes(
                        Encoding.UTF8.GetString(text).Replace("\n", "\r\n", StringComparison.Ordinal)
                    ),
                1,
                "has a Windows line ending"
            ),
            AsText("a NUL", text => [.. text, 0], 15, "invisible character U+0000"),
            InText(
                "letters that turn round",
                "we are committed",
                "we are \u202Enot\u202C committed",
                5,
                "invisible character U+202E"
            ),
            InText(
                "a blank of no width",
                "we are committed",
                "we are com\u200Bmitted",
                5,
                "invisible character U+200B"
            ),
        ];

    private static IEnumerable<BadPolicy> Versions =>
        [
            new("no version.yml", "worker-privacy/1.0", 1, "there is no version.yml", p => File.Delete(p.VersionFile)),
            new(
                "no English text",
                "worker-privacy/1.0",
                1,
                "there is no text in English",
                p => File.Move(p.Text, p.PathOf("1.0", "es.md"))
            ),
            new(
                "a stray file",
                "worker-privacy/1.0/notes.txt",
                1,
                "neither version.yml nor a text",
                p => File.WriteAllText(p.PathOf("1.0", "notes.txt"), "")
            ),
            new(
                "a language that is none",
                "worker-privacy/1.0/english.md",
                1,
                "neither version.yml nor a text",
                p => File.WriteAllText(p.PathOf("1.0", "english.md"), "")
            ),
            new(
                "a translation nobody described",
                "worker-privacy/1.0/version.yml",
                9,
                "'es' is missing",
                p => File.WriteAllText(p.PathOf("1.0", "es.md"), "# Política\n")
            ),
            new(
                "a folder that is no number",
                "worker-privacy/v2",
                1,
                "not a version number",
                p => Directory.CreateDirectory(Path.Combine(p.Root, "worker-privacy", "v2"))
            ),
            new(
                "no folder of the policy",
                "worker-privacy",
                1,
                "there is no such folder",
                p => Directory.Delete(Path.Combine(p.Root, "worker-privacy"), recursive: true)
            ),
            new(
                "a second first version",
                "worker-privacy/1.1/version.yml",
                6,
                "'change' is 'initial'",
                p => p.WithDraft("1.1").Replace(p.PathOf("1.1", "version.yml"), "change: material", "change: initial")
            ),
            InNext(
                "in force before the version before",
                "reviewed: no",
                "reviewed: no",
                5,
                "version 1.1 does not come into force after version 1.0",
                "2025-11-01T00:00:00Z"
            ),
            InNext(
                "published before the version before",
                "published: 2025-11-01",
                "published: 2025-10-01",
                4,
                "version 1.1 was published before version 1.0"
            ),
            new(
                "an editorial version that covers more",
                "worker-privacy/1.1/version.yml",
                6,
                "does not cover the same as version 1.0",
                p =>
                    p.WithDraft("1.1")
                        .Replace(p.PathOf("1.1", "version.yml"), "change: material", "change: editorial")
                        .Replace(p.PathOf("1.1", "version.yml"), Images, "data: [interview-image, resume]")
            ),
            new(
                "an editorial version that rests on consent now",
                "worker-privacy/1.1/version.yml",
                6,
                "has a different 'basis' than version 1.0",
                p =>
                    p.WithDraft("1.1")
                        .Replace(p.PathOf("1.1", "version.yml"), "change: material", "change: editorial")
                        .Replace(
                            p.PathOf("1.1", "version.yml"),
                            "  - id: professional-photos\n",
                            "  - id: professional-photos\n    basis: consent\n"
                        )
            ),
            InNext(
                "a renamed clause that was not there",
                "id: professional-photos",
                "id: portraits\n    replaces: selfies",
                23,
                "version 1.0 has no clause 'selfies'"
            ),
            InNext(
                "a renamed clause that is still there",
                "id: professional-photos",
                "id: portraits\n    replaces: deletion",
                23,
                "'portraits' replaces 'deletion', which is still here"
            ),
        ];

    private static IEnumerable<BadPolicy> Locks =>
        [
            InText(
                "a published text with another comma",
                "privacy and security",
                "privacy, and security",
                1,
                "'worker-privacy/1.0/en.md' has changed since it was published"
            ) with
            {
                File = "published.sha256",
            },
            new(
                "lock: a published text that is missing",
                "published.sha256",
                2,
                "'worker-privacy/0.9/en.md' was published but is missing",
                p => File.AppendAllText(p.LockFile, $"{new string('a', 64)}  worker-privacy/0.9/en.md\n")
            ),
            new(
                "lock: a line that is none",
                "published.sha256",
                2,
                "not a hash and a path",
                p => File.AppendAllText(p.LockFile, "0123  worker-privacy/1.0/es.md\n")
            ),
            new(
                "lock: a hash in capitals",
                "published.sha256",
                1,
                "not a hash and a path",
                p => File.WriteAllText(p.LockFile, File.ReadAllText(p.LockFile).ToUpperInvariant())
            ),
            new(
                "lock: a text listed twice",
                "published.sha256",
                2,
                "listed twice",
                p => File.AppendAllText(p.LockFile, File.ReadAllText(p.LockFile))
            ),
            new(
                "lock: another encoding",
                "published.sha256",
                1,
                "not UTF-8",
                p => File.WriteAllBytes(p.LockFile, [0xFF, 0xFE, .. File.ReadAllBytes(p.LockFile)])
            ),
            new(
                "lock: a draft that nobody published",
                "published.sha256",
                1,
                "'worker-privacy/1.1/en.md' is not published",
                p => p.WithDraft("1.1")
            ),
        ];
}
