using System.Text;
using JoinArena.PrivacyPortal.Ledger.Tree;

namespace JoinArena.PrivacyPortal.Ledger.Log;

/// <summary>
/// The published log as files that any web server can give out under any prefix. Run again, it writes only what is new.
/// </summary>
public sealed class LogExport(LedgerLog log)
{
    /// <param name="directory">Where to; made if missing.</param>
    /// <returns>How many entries the exported checkpoint speaks of; null if none is signed yet.</returns>
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
            // Written whole or not at all, and never changed after.
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
        // Last: it speaks of what is there by then.
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
