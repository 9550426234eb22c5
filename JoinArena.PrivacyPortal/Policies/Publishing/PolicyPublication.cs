using JoinArena.PrivacyPortal.Data.ReviewedFiles;
using JoinArena.PrivacyPortal.Policies.Loading;

namespace JoinArena.PrivacyPortal.Policies.Publishing;

/// <summary>
/// The result of publishing a version, which records the hashes of its texts. After that they never change.
/// </summary>
/// <param name="Recorded">
/// The texts recorded now, as paths in the policies folder. Empty if all were recorded before.
/// </param>
/// <param name="Findings">Why nothing was recorded. Empty if the publication succeeded.</param>
public sealed record PolicyPublication(IReadOnlyList<string> Recorded, IReadOnlyList<ReviewFinding> Findings)
{
    /// <param name="directory">The policies folder.</param>
    /// <param name="version">The number of the version: <c>1.1</c>.</param>
    public static PolicyPublication Publish(string directory, string version) =>
        Publish(PolicyFileSnapshot.Read(directory, mayHoldExamples: false), [], version);

    /// <summary>
    /// Publishes a version of <paramref name="snapshot"/>. The versions in <paramref name="others"/> are checked with
    /// it.
    /// </summary>
    internal static PolicyPublication Publish(
        PolicyFileSnapshot snapshot,
        IReadOnlyList<PolicyFileSnapshot> others,
        string version
    )
    {
        var folder = LoadedVersions.Load([.. others, snapshot]);
        var published = PublishedLockFile.Read(snapshot);
        var versions = folder.GetVersionsIn(snapshot);

        List<ReviewFinding> findings = [.. folder.Findings, .. published.Findings, .. published.FindAltered(versions)];
        if (findings.Count == 0 && !versions.Any(v => v.Name == version))
        {
            findings.Add(
                new ReviewFinding(
                    snapshot.VersionsDirectory,
                    1,
                    $"there is no version '{version}'",
                    $"choose one of {string.Join(", ", versions.Select(v => v.Name))}"
                )
            );
        }

        if (findings.Count > 0)
            return new PolicyPublication([], findings);

        var texts = published
            .FindUnpublished(versions)
            .Where(t => t.Version.Name == version)
            .Select(t => new PublishedText(0, t.Text.Sha256, PublishedLockFile.GetPath(t.Version, t.Text.Language)))
            .ToList();
        return texts.Count == 0 || published.TryAdd(texts)
            ? new PolicyPublication([.. texts.Select(t => t.Path)], [])
            : new PolicyPublication(
                [],
                [
                    new ReviewFinding(
                        published.DraftPath,
                        1,
                        "another publication is in progress or was interrupted",
                        "wait for it to finish; if none is running, delete this file and publish again"
                    ),
                ]
            );
    }
}
