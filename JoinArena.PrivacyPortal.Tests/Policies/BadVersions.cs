using static JoinArena.PrivacyPortal.Tests.Policies.BadPolicy;

namespace JoinArena.PrivacyPortal.Tests.Policies;

/// <summary>Versions that do not follow one another, and lock files that do not fit.</summary>
internal static class BadVersions
{
    private const string Images = "data: [interview-image]";

    public static IEnumerable<BadPolicy> Versions =>
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

    public static IEnumerable<BadPolicy> Locks =>
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
