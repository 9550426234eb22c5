using System.Security.Cryptography;
using System.Text;
using JoinArena.PrivacyPortal.Data.ReviewedFiles;
using JoinArena.PrivacyPortal.Policies.Publishing;

namespace JoinArena.PrivacyPortal.Policies.Loading;

/// <summary>Where versions come from.</summary>
/// <param name="Directory">The policies folder.</param>
/// <param name="Examples">A folder of examples that stand beside the real versions in a demo, or null.</param>
/// <param name="IsDemo">Whether a version may be an example.</param>
internal sealed record PolicySource(string Directory, string? Examples = null, bool IsDemo = false)
{
    /// <summary>All of it as it stands now.</summary>
    public IReadOnlyList<PolicyFileSnapshot> ReadSnapshots() =>
        Examples is not null && System.IO.Directory.Exists(Examples)
            ? [PolicyFileSnapshot.Read(Directory, IsDemo), PolicyFileSnapshot.Read(Examples, IsDemo)]
            : [PolicyFileSnapshot.Read(Directory, IsDemo)];
}

/// <summary>
/// The files of a policies folder as they stood at one moment: what is checked is what is served, whatever happens on
/// the disk meanwhile.
/// </summary>
/// <param name="Directory">The folder.</param>
/// <param name="MayHoldExamples">Whether a version in it may be an example.</param>
/// <param name="Lock">The lock file; null where there is none.</param>
/// <param name="Versions">By the names of their folders; null where there is no folder of the policy.</param>
internal sealed record PolicyFileSnapshot(
    string Directory,
    bool MayHoldExamples,
    ReviewedFile? Lock,
    IReadOnlyList<VersionFileSnapshot>? Versions
)
{
    /// <summary>The folder the versions stand in.</summary>
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

    /// <summary>The same for the same files with the same content.</summary>
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

    // What starts with a dot is an editor's, or a volume's, own.
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
