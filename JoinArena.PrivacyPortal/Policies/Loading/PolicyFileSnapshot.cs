using System.Security.Cryptography;
using System.Text;
using JoinArena.PrivacyPortal.Data.ReviewedFiles;
using JoinArena.PrivacyPortal.Policies.Publishing;

namespace JoinArena.PrivacyPortal.Policies.Loading;

/// <summary>The folders that versions are loaded from.</summary>
/// <param name="Directory">The policies folder.</param>
/// <param name="Examples">A folder with more example versions, in a demo only; or null.</param>
/// <param name="IsDemo">True if a version may be an example.</param>
internal sealed record PolicySource(string Directory, string? Examples = null, bool IsDemo = false)
{
    /// <summary>Reads all files now.</summary>
    public IReadOnlyList<PolicyFileSnapshot> ReadSnapshots() =>
        Examples is not null && System.IO.Directory.Exists(Examples)
            ? [PolicyFileSnapshot.Read(Directory, IsDemo), PolicyFileSnapshot.Read(Examples, IsDemo)]
            : [PolicyFileSnapshot.Read(Directory, IsDemo)];
}

/// <summary>
/// The files of a policies folder at one moment. The portal checks and serves the same snapshot, so a change on disk in
/// between has no effect.
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
        var disk = new PolicyFileSnapshot(directory, mayHoldExamples, null, null);
        return disk with
        {
            Lock = File.Exists(disk.LockPath) ? ReviewedFile.Read(disk.LockPath) : null,
            Versions = System.IO.Directory.Exists(disk.VersionsDirectory)
                ?
                [
                    .. Seen(System.IO.Directory.GetDirectories(disk.VersionsDirectory))
                        .Select(v => new VersionFileSnapshot(
                            v,
                            [.. Seen(System.IO.Directory.GetFiles(v)).Select(ReviewedFile.Read)]
                        )),
                ]
                : null,
        };
    }

    /// <summary>A hash of all paths and contents.</summary>
    public static string ComputeDigest(IEnumerable<PolicyFileSnapshot> disks)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var disk in disks)
        {
            VersionFileSnapshot.AppendTo(hash, disk.Directory, disk.Lock is null ? [] : [disk.Lock]);
            foreach (var version in disk.Versions ?? [])
                VersionFileSnapshot.AppendTo(hash, version.Path, version.Files);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // Names that start with a dot belong to editors and mounted volumes.
    private static IEnumerable<string> Seen(IEnumerable<string> paths) =>
        paths.Where(p => !Path.GetFileName(p).StartsWith('.')).Order(StringComparer.Ordinal);
}

/// <summary>The files of one version.</summary>
internal sealed record VersionFileSnapshot(string Path, IReadOnlyList<ReviewedFile> Files)
{
    public string Digest
    {
        get
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            AppendTo(hash, Path, Files);
            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
    }

    public static void AppendTo(IncrementalHash hash, string folder, IEnumerable<ReviewedFile> files)
    {
        hash.AppendData(Encoding.UTF8.GetBytes($"{folder}\n"));
        foreach (var file in files)
        {
            hash.AppendData(
                Encoding.UTF8.GetBytes(
                    string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{file.Path} {file.Length}\n")
                )
            );
            hash.AppendData(file.Bytes ?? []);
        }
    }
}
