using JoinArena.PrivacyPortal.Data.ReviewedFiles;
using JoinArena.PrivacyPortal.Policies.Loading;

namespace JoinArena.PrivacyPortal.Policies.Publishing;

/// <summary>Publishes a version: records the hashes of its texts, after which they never change.</summary>
/// <param name="Recorded">The texts recorded now, as paths in the policies folder; empty when all were already.</param>
/// <param name="Findings">Why nothing was recorded; empty when it was.</param>
public sealed record PolicyPublication(IReadOnlyList<string> Recorded, IReadOnlyList<ReviewFinding> Findings)
{
    /// <param name="directory">The policies folder.</param>
    /// <param name="version">The version's number: <c>1.1</c>.</param>
    public static PolicyPublication Publish(string directory, string version) =>
        Publish(PolicyFileSnapshot.Read(directory, mayHoldExamples: false), [], version);

    /// <summary>
    /// Publishes a version of <paramref name="disk"/>, which stands beside the versions of <paramref name="others"/>.
    /// </summary>
    internal static PolicyPublication Publish(
        PolicyFileSnapshot disk,
        IReadOnlyList<PolicyFileSnapshot> others,
        string version
    )
    {
        var folder = LoadedVersions.Load([.. others, disk]);
        var (published, versions) = (PublishedLockFile.Read(disk), folder.GetVersionsIn(disk));

        List<ReviewFinding> findings = [.. folder.Findings, .. published.Findings, .. published.FindAltered(versions)];
        if (findings.Count == 0 && !versions.Any(v => v.Name == version))
        {
            findings.Add(
                new ReviewFinding(
                    disk.VersionsDirectory,
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
                        "another publication is under way, or was broken off",
                        "wait for it; if there is none, delete this file and publish again"
                    ),
                ]
            );
    }
}
