using System.IO.Compression;
using System.Security.Cryptography;

namespace JoinArena.PrivacyPortal.Operations.Backups;

/// <summary>Writes the file of a backup, which only its owner can read, and reads it back.</summary>
internal static class BackupArchive
{
    /// <summary>Writes all parts to a new file and flushes it to the disk.</summary>
    /// <returns>The SHA-256 of each part as it was read.</returns>
    public static async Task<IReadOnlyDictionary<string, byte[]>> WriteAsync(
        string file,
        IEnumerable<BackupPart> parts,
        CancellationToken ct
    )
    {
        var hashes = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        var rights = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            rights.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var stream = new FileStream(file, rights);
        await using (
            var zip = await ZipArchive.CreateAsync(
                stream,
                ZipArchiveMode.Create,
                leaveOpen: true,
                entryNameEncoding: null,
                ct
            )
        )
        {
            foreach (var part in parts)
            {
                await using var source = part.Open();
                await using var entry = await zip.CreateEntry(part.Name, CompressionLevel.Fastest).OpenAsync(ct);
                hashes.Add(part.Name, await CopyAsync(source, entry, ct));
            }
        }

        stream.Flush(flushToDisk: true);
        return hashes;
    }

    /// <summary>Reads the file back and compares every part with what was written.</summary>
    /// <exception cref="BackupException">The file is not what was written.</exception>
    public static async Task VerifyAsync(string file, IReadOnlyDictionary<string, byte[]> hashes, CancellationToken ct)
    {
        try
        {
            await using var zip = await ZipFile.OpenReadAsync(file, ct);
            foreach (var (name, hash) in hashes)
            {
                var entry = zip.GetEntry(name) ?? throw new BackupException($"the file was written without '{name}'");
                await using var written = await entry.OpenAsync(ct);
                var read = await SHA256.HashDataAsync(written, ct);
                if (!hash.AsSpan().SequenceEqual(read))
                    throw new BackupException($"'{name}' in the file is not what was written; check the disk");
            }
        }
        catch (InvalidDataException fault)
        {
            throw new BackupException($"the file cannot be read back ({fault.Message}); check the disk", fault);
        }
    }

    private static async Task<byte[]> CopyAsync(Stream from, Stream to, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[128 * 1024];
        while (await from.ReadAsync(buffer, ct) is var read and > 0)
        {
            hash.AppendData(buffer, 0, read);
            await to.WriteAsync(buffer.AsMemory(0, read), ct);
        }

        return hash.GetHashAndReset();
    }
}

/// <summary>A part of a backup.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="Open">Opens its content.</param>
internal sealed record BackupPart(string Name, Func<Stream> Open)
{
    public static BackupPart FromBytes(string name, byte[] content) => new(name, () => new MemoryStream(content));

    public static BackupPart FromFile(string name, string path) => new(name, () => File.OpenRead(path));
}
