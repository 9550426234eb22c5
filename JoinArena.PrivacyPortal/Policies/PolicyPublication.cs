namespace JoinArena.PrivacyPortal.Policies;

/// <summary>Publishes a version: records the hashes of its texts, after which they never change.</summary>
/// <param name="Recorded">The texts recorded now, as paths in the policies folder; empty when all were already.</param>
/// <param name="Findings">Why nothing was recorded; empty when it was.</param>
public sealed record PolicyPublication(IReadOnlyList<string> Recorded, IReadOnlyList<Finding> Findings)
{
    /// <param name="directory">The policies folder.</param>
    /// <param name="version">The version's number: <c>1.1</c>.</param>
    public static PolicyPublication Publish(string directory, string version)
    {
        var folder = PolicyFolder.Read(directory);
        var published = PublishedTexts.Read(directory);
        var unpublished = published.Unpublished(folder.Versions).Where(t => string.Equals(t.Version.Name, version, StringComparison.Ordinal)).ToList();

        var findings = folder.Findings.Concat(published.Findings).Concat(published.Altered(folder.Versions)).ToList();
        if (findings.Count == 0 && !folder.Versions.Any(v => string.Equals(v.Name, version, StringComparison.Ordinal)))
            findings.Add(new Finding(Path.Combine(directory, PolicyVersion.Policy), 1, $"there is no version '{version}'", $"choose one of {string.Join(", ", folder.Versions.Select(v => v.Name))}"));
        if (findings.Count > 0) return new PolicyPublication([], findings);

        var texts = unpublished.Select(t => new PublishedText(0, t.Text.Sha256, PublishedTexts.PathOf(t.Version, t.Text.Language))).ToList();
        if (texts.Count > 0) published.Add(texts);
        return new PolicyPublication([.. texts.Select(t => t.Path)], []);
    }
}
