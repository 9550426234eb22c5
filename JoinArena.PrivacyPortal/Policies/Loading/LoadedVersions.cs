using System.Text.RegularExpressions;
using JoinArena.PrivacyPortal.Data.ReviewedFiles;
using JoinArena.PrivacyPortal.Policies.Publishing;

namespace JoinArena.PrivacyPortal.Policies.Loading;

/// <summary>
/// The versions in one or more folders, and everything that is wrong with them. <see cref="PublishedLockFile"/> checks
/// the hashes.
/// </summary>
/// <param name="Items">
/// The versions by number, each with its folder. Use them only if there are no findings.
/// </param>
/// <param name="Findings">What is wrong, in the order of the files.</param>
internal sealed partial record LoadedVersions(IReadOnlyList<LoadedVersion> Items, IReadOnlyList<ReviewFinding> Findings)
{
    public IReadOnlyList<PolicyVersion> Versions => [.. Items.Select(r => r.Version)];

    /// <summary>The versions in this folder.</summary>
    public IReadOnlyList<PolicyVersion> GetVersionsIn(PolicyFileSnapshot snapshot) =>
        [.. Items.Where(r => r.Snapshot == snapshot).Select(r => r.Version)];

    public static LoadedVersions Load(IReadOnlyList<PolicyFileSnapshot> snapshots)
    {
        var findings = new List<ReviewFinding>();
        var versions = new List<LoadedVersion>();
        foreach (var snapshot in snapshots)
        {
            if (snapshot.Versions is null)
            {
                findings.Add(
                    new ReviewFinding(
                        snapshot.VersionsDirectory,
                        1,
                        "there is no such folder",
                        "give the folder that contains 'worker-privacy'"
                    )
                );
            }

            foreach (var folder in snapshot.Versions ?? [])
            {
                if (!VersionNumber.TryParse(Path.GetFileName(folder.Path), out var number))
                {
                    findings.Add(
                        new ReviewFinding(
                            folder.Path,
                            1,
                            "the folder's name is not a version number",
                            "name it like 1.1"
                        )
                    );
                }
                else if (versions.Exists(v => v.Version.Number == number))
                {
                    findings.Add(
                        new ReviewFinding(
                            folder.Path,
                            1,
                            $"there is another version {number}",
                            "give it a different number"
                        )
                    );
                }
                else if (Version(snapshot, folder, number, findings) is { } version)
                {
                    versions.Add(version);
                }
            }
        }

        versions.Sort((a, b) => a.Version.Number.CompareTo(b.Version.Number));
        if (versions.Count == 0 && findings.Count == 0)
        {
            findings.Add(
                new ReviewFinding(
                    snapshots[0].VersionsDirectory,
                    1,
                    "there is no version in it",
                    "add a folder such as 1.0"
                )
            );
        }

        VersionOrderCheck.Check(versions);
        PolicyLinks.Check(versions, findings);
        return new LoadedVersions(versions, findings);
    }

    private static LoadedVersion? Version(
        PolicyFileSnapshot snapshot,
        VersionFileSnapshot folder,
        VersionNumber number,
        List<ReviewFinding> findings
    )
    {
        var file = folder.Files.FirstOrDefault(f => f.Name == VersionFile.Name);
        var texts = new List<ReviewedFile>();
        foreach (var text in folder.Files.Where(f => f != file))
        {
            if (TextName().IsMatch(text.Name))
            {
                texts.Add(text);
            }
            else
            {
                findings.Add(
                    new ReviewFinding(
                        text.Path,
                        1,
                        "the file is neither version.yml nor a text named by its language",
                        "name texts like en.md; keep other files in another folder"
                    )
                );
            }
        }

        var languages = texts.ConvertAll(Language);
        if (!languages.Contains(PolicyVersion.English, StringComparer.Ordinal))
            findings.Add(new ReviewFinding(folder.Path, 1, "there is no text in English", "add en.md"));
        if (file is null)
        {
            findings.Add(
                new ReviewFinding(
                    folder.Path,
                    1,
                    "there is no version.yml",
                    "add it; policies/README.md lists its keys"
                )
            );
            return null;
        }

        var read = VersionFile.Read(file, snapshot, number, languages, findings);
        return read is null
            ? null
            : read with
            {
                Version = read.Version with { Texts = Texts(texts, read.Version, findings), Digest = folder.Digest },
            };
    }

    private static Dictionary<string, PolicyText> Texts(
        IEnumerable<ReviewedFile> files,
        PolicyVersion version,
        List<ReviewFinding> findings
    )
    {
        var texts = new Dictionary<string, PolicyText>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            var language = Language(file);
            var begins = version
                .Clauses.Where(c => c.Texts.TryGetValue(language, out var words) && words.OpeningWords.Length > 0)
                .Select(c => (c.Id, c.Texts[language].OpeningWords))
                .ToList();
            if (PolicyText.Parse(file, version.Name, begins, findings) is { } text)
                texts[language] = text;
        }

        return texts;
    }

    private static string Language(ReviewedFile text) => Path.GetFileNameWithoutExtension(text.Path);

    [GeneratedRegex(
        @"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?\.md$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex TextName();
}
