using JoinArena.PrivacyPortal.Data.ReviewedFiles;
using JoinArena.PrivacyPortal.Policies.Publishing;

namespace JoinArena.PrivacyPortal.Policies.Loading;

/// <summary>
/// Checks every version in a policies folder: front data, clauses, translations, links, order, and hashes against the
/// lock file.
/// </summary>
public static class PolicyCheck
{
    /// <returns>Everything that is wrong. Empty if the folder can be served.</returns>
    public static IReadOnlyList<ReviewFinding> Run(string directory) =>
        LoadAndCheck(new PolicySource(directory)).Findings;

    /// <summary>The versions, and everything that is wrong with them.</summary>
    internal static (PolicySet Set, IReadOnlyList<ReviewFinding> Findings) LoadAndCheck(PolicySource source)
    {
        try
        {
            return CheckSnapshots(source.ReadSnapshots());
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return (PolicySet.Empty, [CreateUnreadableFinding(source, fault)]);
        }
    }

    internal static ReviewFinding CreateUnreadableFinding(PolicySource source, Exception fault) =>
        new(source.Directory, 1, $"it cannot be read ({fault.Message})", "let the portal's user read every file in it");

    internal static (PolicySet Set, IReadOnlyList<ReviewFinding> Findings) CheckSnapshots(
        IReadOnlyList<PolicyFileSnapshot> snapshots
    )
    {
        var folder = LoadedVersions.Load(snapshots);
        var hashes = snapshots.SelectMany(snapshot =>
            Hashes(PublishedLockFile.Read(snapshot), folder.GetVersionsIn(snapshot))
        );
        return (
            new PolicySet(folder.Versions, PolicyFileSnapshot.ComputeDigest(snapshots)),
            [.. folder.Findings, .. hashes]
        );
    }

    private static IEnumerable<ReviewFinding> Hashes(
        PublishedLockFile published,
        IReadOnlyList<PolicyVersion> versions
    ) =>
        [
            .. published.Findings,
            .. published.FindAltered(versions),
            .. published
                .FindUnpublished(versions)
                .Select(t => new ReviewFinding(
                    published.FilePath,
                    1,
                    $"'{PublishedLockFile.GetPath(t.Version, t.Text.Language)}' is not published",
                    $"run 'policies publish {t.Version.Name}', or remove it from the folder"
                )),
        ];
}
