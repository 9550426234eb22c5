using System.Text.RegularExpressions;

namespace JoinArena.PrivacyPortal.Policies;

/// <summary>What stands in a policies folder, and everything that is wrong with it. Hashes are <see cref="PublishedTexts"/>' concern.</summary>
/// <param name="Versions">By number. Only good for use where there are no findings.</param>
/// <param name="Findings">In the order of the files.</param>
internal sealed partial record PolicyFolder(IReadOnlyList<PolicyVersion> Versions, IReadOnlyList<Finding> Findings)
{
    public static PolicyFolder Read(string directory)
    {
        var findings = new List<Finding>();
        var folder = Path.Combine(directory, PolicyVersion.Policy);
        if (!Directory.Exists(folder)) return new PolicyFolder([], [new Finding(folder, 1, "there is no such folder", "name the folder that holds 'worker-privacy'")]);

        var versions = new List<ReadVersion>();
        foreach (var path in Directory.GetDirectories(folder).Order(StringComparer.Ordinal))
        {
            if (!VersionNumber.TryParse(Path.GetFileName(path), out var number)) findings.Add(new Finding(path, 1, "the folder's name is no version number", "name it like 1.1"));
            else if (Version(path, number, findings) is { } version) versions.Add(version);
        }

        versions.Sort((a, b) => a.Version.Number.CompareTo(b.Version.Number));
        if (versions.Count == 0) findings.Add(new Finding(folder, 1, "there is no version in it", "add a folder such as 1.0"));
        else PolicyOrder.Check(versions);
        return new PolicyFolder([.. versions.Select(v => v.Version)], findings);
    }

    private static ReadVersion? Version(string path, VersionNumber number, List<Finding> findings)
    {
        var file = Path.Combine(path, VersionFile.Name);
        var texts = Directory.GetFiles(path).Where(f => !string.Equals(f, file, StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
        foreach (var stray in texts.Where(f => !TextName().IsMatch(Path.GetFileName(f))).ToList())
        {
            findings.Add(new Finding(stray, 1, "the file is neither version.yml nor a text named by its language", "name texts like en.md; keep other files elsewhere"));
            texts.Remove(stray);
        }

        var languages = texts.Select(Path.GetFileNameWithoutExtension).Select(l => l!).ToList();
        if (!languages.Contains(PolicyVersion.English, StringComparer.Ordinal)) findings.Add(new Finding(path, 1, "there is no text in English", "add en.md"));
        if (!File.Exists(file))
        {
            findings.Add(new Finding(path, 1, "there is no version.yml", "add it; policies/README.md lists its keys"));
            return null;
        }

        var read = VersionFile.Read(file, number, languages, findings);
        return read is null ? null : read with { Version = read.Version with { Texts = Texts(texts, read.Version, findings) } };
    }

    private static Dictionary<string, PolicyText> Texts(IEnumerable<string> files, PolicyVersion version, List<Finding> findings)
    {
        var texts = new Dictionary<string, PolicyText>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            var language = Path.GetFileNameWithoutExtension(file);
            var begins = version.Clauses.Where(c => c.Words.TryGetValue(language, out var words) && words.Begins.Length > 0).Select(c => (c.Id, c.Words[language].Begins)).ToList();
            if (PolicyText.Read(file, language, File.ReadAllBytes(file), begins, findings) is { } text) texts[language] = text;
        }

        return texts;
    }

    [GeneratedRegex(@"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?\.md$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TextName();
}
