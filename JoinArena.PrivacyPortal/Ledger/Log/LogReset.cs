using System.Globalization;
using System.Text;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger.Log.Publishing;
using JoinArena.PrivacyPortal.Ledger.Notes;
using JoinArena.PrivacyPortal.Ledger.Tree;
using JoinArena.PrivacyPortal.Ledger.Witnesses;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Ledger.Log;

/// <summary>
/// Ends a log whose key is lost, or whose database is older than its last signed checkpoint, and starts a new log under
/// another name with all existing entries. The old log is written as files that any web server can serve permanently,
/// so that proofs from it stay valid. The portal must be stopped.
/// </summary>
public sealed class LogReset(IDbContextFactory<PortalDbContext> contexts, LedgerOptions options, TimeProvider clock)
{
    private const int BundlesPerRow = 16;

    private string Folder => Path.GetDirectoryName(options.KeyFile)!;

    /// <param name="origin">The new log's name.</param>
    /// <param name="frozen">The folder for the old log's files; it is empty or does not exist yet.</param>
    /// <param name="oldKeys">Verifier keys of the old log that the files here no longer contain.</param>
    /// <returns>The verifier key of the new log.</returns>
    public async Task<Result<VerifierKey, LogResetError>> StartNewLogAsync(
        string origin,
        string frozen,
        IReadOnlyList<VerifierKey> oldKeys,
        CancellationToken ct
    )
    {
        if (!KeyName.IsValid(origin))
            return LogResetError.NotAName;
        if (Directory.Exists(frozen) && Directory.EnumerateFileSystemEntries(frozen).Any())
            return LogResetError.FolderNotEmpty;
        await using var db = await contexts.CreateDbContextAsync(ct);
        IReadOnlyList<VerifierKey> known = [.. ReadOldKeys().Concat(oldKeys).Distinct()];
        if (await db.FindLatestCheckpointAsync(ct) is { } latest)
        {
            var old = SignedNote.Parse(latest.Note) is { IsSuccess: true, Value: var note }
                ? Checkpoint.Parse(note.Text).Value
                : null;
            if (string.Equals(old?.Origin, origin, StringComparison.Ordinal))
                return LogResetError.SameName;
            await ExportAsync(db, latest, known, frozen, ct);
        }

        await ReturnEntriesToPendingAsync(db, ct);
        return CreateKey(origin, known);
    }

    private static async Task ExportAsync(
        PortalDbContext db,
        SignedCheckpoint latest,
        IReadOnlyList<VerifierKey> keys,
        string frozen,
        CancellationToken ct
    )
    {
        foreach (var path in TilePath.ListGrown(0, latest.Size).Concat(TilePath.ListBundles(latest.Size)))
        {
            var bytes = path.Level is null
                ? EntryBundle.Serialize(await db.ReadLeavesAsync(path.FirstEntry, path.FirstEntry + path.Width, ct))
                : await db.ReadTileBytesAsync(path, ct);
            await WriteAsync(
                ["tile", .. path.ToString().Split('/')],
                bytes ?? throw new DamagedLogException(path.FirstEntry, $"tile/{path} is missing")
            );
        }

        await WriteAsync(["keys"], Encoding.UTF8.GetBytes(string.Concat(keys.Select(k => $"{k}\n"))));
        await WriteAsync(["checkpoint"], Encoding.UTF8.GetBytes(await db.FormatWithCosignaturesAsync(latest, ct)));

        async Task WriteAsync(string[] path, byte[] bytes)
        {
            var file = Path.Combine([frozen, .. path]);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllBytesAsync(file, bytes, ct);
        }
    }

    private static async Task ReturnEntriesToPendingAsync(PortalDbContext db, CancellationToken ct)
    {
        var empty = TreeHash.Empty.ToArray();
        await using var write = await db.BeginWriteAsync(ct);
        var next = 0L;
        while (true)
        {
            var bundles = await db
                .LeafBundles.AsNoTracking()
                .Where(b => b.Index >= next)
                .OrderBy(b => b.Index)
                .Take(BundlesPerRow)
                .ToListAsync(ct);
            if (bundles.Count == 0)
                break;
            db.PendingEntries.Add(
                PendingEntries.Create([
                    .. bundles.SelectMany(b => b.ReadLeaves()).Select(l => new WaitingLeaf(l.EntryId, l.Stored)),
                ])
            );
            await db.SaveChangesAsync(ct);
            next = bundles[^1].Index + 1;
        }

        await db.LeafBundles.ExecuteDeleteAsync(ct);
        await db.StoredTiles.ExecuteDeleteAsync(ct);
        await db.SignedCheckpoints.ExecuteDeleteAsync(ct);
        await db.LogWitnesses.ExecuteDeleteAsync(ct);
        // A higher fence, so that a process that held the old log's lease cannot write to the new one.
        await db.LogHead.ExecuteUpdateAsync(
            h =>
                h.SetProperty(x => x.Sequenced, 0)
                    .SetProperty(x => x.Size, 0)
                    .SetProperty(x => x.Root, empty)
                    .SetProperty(x => x.IntegratedAt, (DateTimeOffset?)null)
                    .SetProperty(x => x.Leader, (Guid?)null)
                    .SetProperty(x => x.LeasedUntil, (DateTimeOffset?)null)
                    .SetProperty(x => x.Fence, x => x.Fence + 1),
            ct
        );
        await write.CommitAsync(ct);
    }

    private VerifierKey CreateKey(string origin, IReadOnlyList<VerifierKey> oldKeys)
    {
        if (Directory.Exists(Folder))
        {
            var aside = Directory.CreateDirectory(
                Path.Combine(
                    Folder,
                    clock.GetUtcNow().ToString("'frozen-'yyyyMMddHHmmss", CultureInfo.InvariantCulture)
                )
            );
            foreach (
                var file in new[]
                {
                    options.KeyFile,
                    new LastCheckpointFile(options).FilePath,
                    KeyHistory.GetFilePath(options),
                }.Where(File.Exists)
            )
            {
                File.Move(file, Path.Combine(aside.FullName, Path.GetFileName(file)));
            }
        }

        KeyFile.CreateIfMissing(options.KeyFile, () => NoteKey.Create(origin));
        if (oldKeys.Count > 0)
            KeyFile.Replace(KeyHistory.GetFilePath(options), string.Concat(oldKeys.Select(k => $"{k}\n")));
        using var key = PortalKey.Open(options with { Origin = null });
        return key.Verifier;
    }

    // An unreadable key file is skipped: it is one of the reasons to start a new log.
    private IEnumerable<VerifierKey> ReadOldKeys()
    {
        if (
            File.Exists(options.KeyFile)
            && NoteKey.TryParse(File.ReadAllText(options.KeyFile).Split('\n')[0], out var key)
        )
        {
            using (key)
                yield return key.Verifier;
        }

        foreach (var earlier in KeyHistory.Read(options))
            yield return earlier;
    }
}
