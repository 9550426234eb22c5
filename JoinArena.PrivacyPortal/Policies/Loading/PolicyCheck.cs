using JoinArena.PrivacyPortal.Data.ReviewedFiles;
using JoinArena.PrivacyPortal.Policies.Publishing;

namespace JoinArena.PrivacyPortal.Policies.Loading;

/// <summary>Checks every version in a policies folder: front data, clauses, translations, links, order, and hashes against the lock file.</summary>
public static class PolicyCheck
{
    /// <returns>Everything that is wrong; nothing when the folder can be served.</returns>
    public static IReadOnlyList<Finding> Run(string directory) => Read(new PolicySource(directory)).Findings;

    /// <summary>The versions there are, and everything that is wrong with them.</summary>
    internal static (PolicySet Set, IReadOnlyList<Finding> Findings) Read(PolicySource source)
    {
        try
        {
            return Of(source.Read());
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return (PolicySet.None, [Unreadable(source, fault)]);
        }
    }

    internal static Finding Unreadable(PolicySource source, Exception fault) =>
        new(source.Directory, 1, $"it cannot be read ({fault.Message})", "let the portal's user read every file in it");

    internal static (PolicySet Set, IReadOnlyList<Finding> Findings) Of(IReadOnlyList<PolicyDisk> disks)
    {
        var folder = PolicyFolder.Of(disks);
        var hashes = disks.SelectMany(disk => Hashes(PublishedTexts.Of(disk), folder.In(disk)));
        return (new PolicySet(folder.Versions, PolicyDisk.Digest(disks)), [.. folder.Findings, .. hashes]);
    }

    private static IEnumerable<Finding> Hashes(PublishedTexts published, IReadOnlyList<PolicyVersion> versions) =>
    [
        .. published.Findings,
        .. published.Altered(versions),
        .. published.Unpublished(versions).Select(t => new Finding(
            published.File, 1, $"'{PublishedTexts.PathOf(t.Version, t.Text.Language)}' is not published", $"run 'policies publish {t.Version.Name}', or take it out of the folder")),
    ];
}
