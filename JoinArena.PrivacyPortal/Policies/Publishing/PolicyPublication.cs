using JoinArena.PrivacyPortal.Data.ReviewedFiles;
using JoinArena.PrivacyPortal.Policies.Loading;

namespace JoinArena.PrivacyPortal.Policies.Publishing;

/// <summary>Publishes a version: records the hashes of its texts, after which they never change.</summary>
/// <param name="Recorded">The texts recorded now, as paths in the policies folder; empty when all were already.</param>
/// <param name="Findings">Why nothing was recorded; empty when it was.</param>
public sealed record PolicyPublication(IReadOnlyList<string> Recorded, IReadOnlyList<Finding> Findings)
{
    /// <param name="directory">The policies folder.</param>
    /// <param name="version">The version's number: <c>1.1</c>.</param>
    public static PolicyPublication Publish(string directory, string version) => Publish(PolicyDisk.Read(directory, mayHoldExamples: false), [], version);

    /// <summary>Publishes a version of <paramref name="disk"/>, which stands beside the versions of <paramref name="others"/>.</summary>
    internal static PolicyPublication Publish(PolicyDisk disk, IReadOnlyList<PolicyDisk> others, string version)
    {
        var folder = PolicyFolder.Of([.. others, disk]);
        var (published, versions) = (PublishedTexts.Of(disk), folder.In(disk));

        List<Finding> findings = [.. folder.Findings, .. published.Findings, .. published.Altered(versions)];
        if (findings.Count == 0 && !versions.Any(v => v.Name == version))
            findings.Add(new Finding(disk.PolicyFolder, 1, $"there is no version '{version}'", $"choose one of {string.Join(", ", versions.Select(v => v.Name))}"));
        if (findings.Count > 0) return new PolicyPublication([], findings);

        var texts = published.Unpublished(versions).Where(t => t.Version.Name == version).Select(t => new PublishedText(0, t.Text.Sha256, PublishedTexts.PathOf(t.Version, t.Text.Language))).ToList();
        return texts.Count == 0 || published.Add(texts)
            ? new PolicyPublication([.. texts.Select(t => t.Path)], [])
            : new PolicyPublication([], [new Finding(published.Draft, 1, "another publication is under way, or was broken off", "wait for it; if there is none, delete this file and publish again")]);
    }
}
