using System.Text;
using JoinArena.PrivacyPortal.Ledger.Tree;

namespace JoinArena.PrivacyPortal.Ledger.Log.Reading;

/// <summary>
/// Writes the published log as files that any web server can serve under any path. When it runs again, it writes only
/// what is new.
/// </summary>
public sealed class LogExport(LedgerLog log)
{
    /// <param name="directory">The folder to write to; created if it does not exist.</param>
    /// <returns>How many entries the exported checkpoint covers; null if no checkpoint has been signed yet.</returns>
    public async Task<long?> WriteAsync(string directory, CancellationToken ct)
    {
        if (
            await log.ReadCheckpointAsync(ct) is not { } note
            || Checkpoint.Open(note, log.Key) is not { IsSuccess: true } checkpoint
        )
        {
            return null;
        }

        var size = checkpoint.Value.Size;
        foreach (var path in TilePath.ListGrown(0, size).Concat(TilePath.ListBundles(size)))
        {
            var file = Path.Combine([directory, "tile", .. path.ToString().Split('/')]);
            // A tile file is always complete and never changes.
            if (File.Exists(file))
                continue;
            await WriteAsync(
                file,
                await log.ReadTileAsync(path, ct)
                    ?? throw new DamagedLogException(path.Index << 8, $"tile/{path} is missing"),
                ct
            );
        }

        await WriteAsync(Path.Combine(directory, "key"), Encoding.UTF8.GetBytes($"{log.Key}\n"), ct);
        // Written last, when all the files that it covers exist.
        await WriteAsync(Path.Combine(directory, "checkpoint"), Encoding.UTF8.GetBytes(note), ct);
        return size;
    }

    private static async Task WriteAsync(string file, byte[] bytes, CancellationToken ct)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var draft = $"{file}.{Guid.NewGuid():N}";
        await File.WriteAllBytesAsync(draft, bytes, ct);
        File.Move(draft, file, overwrite: true);
    }
}
