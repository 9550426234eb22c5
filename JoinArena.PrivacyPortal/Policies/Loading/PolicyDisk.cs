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
    public IReadOnlyList<PolicyDisk> Read() =>
        Examples is not null && System.IO.Directory.Exists(Examples) ? [PolicyDisk.Read(Directory, IsDemo), PolicyDisk.Read(Examples, IsDemo)] : [PolicyDisk.Read(Directory, IsDemo)];
}

/// <summary>The files of a policies folder as they stood at one moment: what is checked is what is served, whatever happens on the disk meanwhile.</summary>
/// <param name="Directory">The folder.</param>
/// <param name="MayHoldExamples">Whether a version in it may be an example.</param>
/// <param name="Lock">The lock file; null where there is none.</param>
/// <param name="Versions">By the names of their folders; null where there is no folder of the policy.</param>
internal sealed record PolicyDisk(string Directory, bool MayHoldExamples, ReviewedFile? Lock, IReadOnlyList<VersionDisk>? Versions)
{
    /// <summary>The folder the versions stand in.</summary>
    public string PolicyFolder => Path.Combine(Directory, PolicyVersion.Policy);

    public string LockPath => Path.Combine(Directory, PublishedTexts.FileName);

    public static PolicyDisk Read(string directory, bool mayHoldExamples)
    {
        var disk = new PolicyDisk(directory, mayHoldExamples, null, null);
        return disk with
        {
            Lock = File.Exists(disk.LockPath) ? ReviewedFile.Read(disk.LockPath) : null,
            Versions = System.IO.Directory.Exists(disk.PolicyFolder)
                ? [.. Seen(System.IO.Directory.GetDirectories(disk.PolicyFolder)).Select(v => new VersionDisk(v, [.. Seen(System.IO.Directory.GetFiles(v)).Select(ReviewedFile.Read)]))] : null,
        };
    }

    /// <summary>The same for the same files with the same content.</summary>
    public static string Digest(IEnumerable<PolicyDisk> disks)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var disk in disks)
        {
            VersionDisk.Add(hash, disk.Directory, disk.Lock is null ? [] : [disk.Lock]);
            foreach (var version in disk.Versions ?? []) VersionDisk.Add(hash, version.Path, version.Files);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // What starts with a dot is an editor's, or a volume's, own.
    private static IEnumerable<string> Seen(IEnumerable<string> paths) => paths.Where(p => !Path.GetFileName(p).StartsWith('.')).Order(StringComparer.Ordinal);
}

/// <summary>The files of one version.</summary>
internal sealed record VersionDisk(string Path, IReadOnlyList<ReviewedFile> Files)
{
    public string Digest
    {
        get
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            Add(hash, Path, Files);
            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
    }

    public static void Add(IncrementalHash hash, string folder, IEnumerable<ReviewedFile> files)
    {
        hash.AppendData(Encoding.UTF8.GetBytes($"{folder}\n"));
        foreach (var file in files)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{file.Path} {file.Length}\n")));
            hash.AppendData(file.Bytes ?? []);
        }
    }
}
