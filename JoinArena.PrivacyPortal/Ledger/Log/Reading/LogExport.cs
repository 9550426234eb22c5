using System.Text;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger.Notes;
using JoinArena.PrivacyPortal.Ledger.Tree;

namespace JoinArena.PrivacyPortal.Ledger.Log.Reading;

/// <summary>
/// Writes the published log as files that any web server can serve under any path. When it runs again, it writes only
/// what is new.
/// </summary>
public sealed class LogExport(LedgerLog log, PortalKey key)
{
    /// <param name="directory">The folder to write to; created if it does not exist.</param>
    /// <returns>How many entries the exported checkpoint covers, or why nothing was written.</returns>
    public async Task<Result<long, LogExportError>> WriteAsync(string directory, CancellationToken ct)
    {
        if (
            await log.ReadCheckpointAsync(ct) is not { } note
            || Checkpoint.Open(note, log.Key) is not { IsSuccess: true } checkpoint
        )
        {
            return LogExportError.NothingSigned;
        }

        if (await FindConflictAsync(directory, checkpoint.Value, ct) is { } conflict)
            return conflict;
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
                    ?? throw new DamagedLogException(path.FirstEntry, $"tile/{path} is missing"),
                ct
            );
        }

        await WriteAsync(Path.Combine(directory, "key"), Encoding.UTF8.GetBytes($"{log.Key}\n"), ct);
        // Written last, when all the files that it covers exist.
        await WriteAsync(Path.Combine(directory, "checkpoint"), Encoding.UTF8.GetBytes(note), ct);
        return size;
    }

    // The checkpoint there tells everyone, this portal's own nodes too, what was signed last.
    private async Task<LogExportError?> FindConflictAsync(string directory, Checkpoint now, CancellationToken ct)
    {
        var file = Path.Combine(directory, "checkpoint");
        if (!File.Exists(file))
            return null;
        if (key.OpenOwnCheckpoint(await File.ReadAllTextAsync(file, ct)) is not { } kept)
            return LogExportError.OtherLog;
        if (kept.Size > now.Size)
            return LogExportError.FolderIsNewer;
        var proof = await log.ProveConsistencyAsync(kept.Size, now.Size, ct);
        return Proof.VerifyConsistency(kept.Size, now.Size, kept.Root, now.Root, proof) is null
            ? null
            : LogExportError.OtherLog;
    }

    private static async Task WriteAsync(string file, byte[] bytes, CancellationToken ct)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var draft = $"{file}.{Guid.NewGuid():N}";
        await File.WriteAllBytesAsync(draft, bytes, ct);
        File.Move(draft, file, overwrite: true);
    }
}
