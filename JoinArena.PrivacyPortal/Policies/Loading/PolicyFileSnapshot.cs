using System.Security.Cryptography;
using JoinArena.PrivacyPortal.Data.ReviewedFiles;
using JoinArena.PrivacyPortal.Policies.Publishing;

namespace JoinArena.PrivacyPortal.Policies.Loading;

/// <summary>
/// The files of a policies folder at one moment. The portal checks and serves the same snapshot, so a change on
/// disk in between has no effect.
/// </summary>
/// <param name="Directory">The folder.</param>
/// <param name="MayHoldExamples">True if a version in it may be an example.</param>
/// <param name="Lock">The lock file, or null if there is none.</param>
/// <param name="Versions">The version folders by name, or null if the policy has no folder.</param>
internal sealed record PolicyFileSnapshot(
    string Directory,
    bool MayHoldExamples,
    ReviewedFile? Lock,
    IReadOnlyList<VersionFileSnapshot>? Versions
)
{
    /// <summary>The folder with the version folders.</summary>
    public string VersionsDirectory => Path.Combine(Directory, PolicyVersion.Policy);

    public string LockPath => Path.Combine(Directory, PublishedLockFile.FileName);

    public static PolicyFileSnapshot Read(string directory, bool mayHoldExamples)
    {
        var snapshot = new PolicyFileSnapshot(directory, mayHoldExamples, null, null);
        return snapshot with
        {
            Lock = File.Exists(snapshot.LockPath) ? ReviewedFile.Read(snapshot.LockPath) : null,
            Versions = System.IO.Directory.Exists(snapshot.VersionsDirectory)
                ?
                [
                    .. Seen(System.IO.Directory.GetDirectories(snapshot.VersionsDirectory))
                        .Select(v => new VersionFileSnapshot(
                            v,
                            [.. Seen(System.IO.Directory.GetFiles(v)).Select(ReviewedFile.Read)]
                        )),
                ]
                : null,
        };
    }

    /// <summary>A hash of all paths and contents.</summary>
    public static string ComputeDigest(IEnumerable<PolicyFileSnapshot> snapshots)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var snapshot in snapshots)
        {
            VersionFileSnapshot.AppendTo(hash, snapshot.Directory, snapshot.Lock is null ? [] : [snapshot.Lock]);
            foreach (var version in snapshot.Versions ?? [])
                VersionFileSnapshot.AppendTo(hash, version.Path, version.Files);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // Names that start with a dot belong to editors and mounted volumes.
    private static IEnumerable<string> Seen(IEnumerable<string> paths) =>
        paths.Where(p => !Path.GetFileName(p).StartsWith('.')).Order(StringComparer.Ordinal);
}
