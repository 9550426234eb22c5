namespace JoinArena.PrivacyPortal.Policies;

/// <summary>Checks every version in a policies folder: front data, clauses, translations, order, and hashes against the lock file.</summary>
public static class PolicyCheck
{
    /// <returns>Everything that is wrong; nothing when the folder can be served.</returns>
    public static IReadOnlyList<Finding> Run(string directory) => Read(directory).Findings;

    internal static PolicyFolder Read(string directory)
    {
        var folder = PolicyFolder.Read(directory);
        var published = PublishedTexts.Read(directory);
        var missing = published.Unpublished(folder.Versions).Select(t => new Finding(
            published.File, 1, $"'{PublishedTexts.PathOf(t.Version, t.Text.Language)}' is not published", $"run 'policies publish {t.Version.Name}', or take it out of the folder"));
        return folder with { Findings = [.. folder.Findings, .. published.Findings, .. published.Altered(folder.Versions), .. missing] };
    }
}
