using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Storage;
using JoinArena.PrivacyPortal.Ledger.Notes;
using JoinArena.PrivacyPortal.Ledger.Tree;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Ledger.Log.Publishing;

/// <summary>
/// Signs checkpoints. Each one must continue the checkpoint that was signed last, of which a copy is kept outside the
/// database. If the database does not continue it, for example because an old backup was restored, the log stops and
/// says why.
/// </summary>
public sealed class CheckpointPublisher(
    IDbContextFactory<PortalDbContext> contexts,
    PortalKey key,
    LastCheckpointFile lastCheckpoint,
    LogHealth health,
    TimeProvider clock,
    ILogger<CheckpointPublisher> log
)
{
    /// <summary>The time between two checkpoints while more entries are waiting.</summary>
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(1);

    /// <summary>While the log has stopped, the database is checked again this often.</summary>
    private static readonly TimeSpan s_recheckInterval = TimeSpan.FromSeconds(10);

    /// <summary>The size of the checkpoint in the file; null until the database is known to continue it.</summary>
    private long? _keptSize;
    private DateTimeOffset _signedAt,
        _checkedAt;

    /// <summary>
    /// Whether the database continues the checkpoint that was signed last. This is checked when the process starts,
    /// before each signature, and again and again while the log has stopped.
    /// </summary>
    public async Task<bool> CanContinueAsync(CancellationToken ct)
    {
        if (health.HaltReason is not null && clock.GetUtcNow() - _checkedAt < s_recheckInterval)
            return false;
        if (health.HaltReason is null && _keptSize is not null)
            return true;
        _checkedAt = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        await UpdateFileAsync(db, ct);
        return await ContinuesAsync(db, ct);
    }

    /// <summary>Whether the integrated entries need a new signed checkpoint.</summary>
    internal async Task<bool> IsCheckpointDueAsync(PortalDbContext db, LogHead head, CancellationToken ct)
    {
        var latest = await db.FindLatestCheckpointAsync(ct);
        if (latest is null || latest.Size < head.Size)
            return true;
        // Another node may have signed the latest checkpoint; this node then updates its file.
        if (latest.Size > (_keptSize ?? -1))
            await UpdateFileAsync(db, ct);
        return !Checkpoint.Open(latest.Note, key.Verifier).IsSuccess;
    }

    /// <summary>
    /// Signs the integrated entries, writes the checkpoint to the file, and only then publishes it. So every checkpoint
    /// that anyone has seen is also in the file.
    /// </summary>
    /// <param name="more">Whether more entries will be integrated at once.</param>
    /// <param name="reached">Called after each step.</param>
    internal async Task PublishCheckpointAsync(bool more, Func<LogStep, Task> reached, CancellationToken ct)
    {
        if (more && clock.GetUtcNow() - _signedAt < s_interval)
            return;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var head = await db.LogHead.AsNoTracking().SingleAsync(ct);
        if (!await IsCheckpointDueAsync(db, head, ct) || !await ContinuesAsync(db, ct))
            return;

        var now = clock.GetInstant();
        var note = key.Sign(new Checkpoint(key.Origin, head.Size, TreeHash.From(head.Root))).ToString();
        await reached(LogStep.Signed);
        Keep(note, head.Size);
        await reached(LogStep.Kept);
        await db.ExecuteSqlAsync(
            $"""
            INSERT INTO "LedgerCheckpoints" ("Size", "SignedAt", "Note") VALUES ({head.Size}, {Stored(db, now)}, {note})
            ON CONFLICT ("Size") DO UPDATE SET "SignedAt" = excluded."SignedAt", "Note" = excluded."Note"
            """,
            ct
        );
        _signedAt = clock.GetUtcNow();
        await reached(LogStep.Published);
    }

    private void Keep(string note, long size)
    {
        // Another process that shares the file may have written a larger checkpoint in the meantime. It is never
        // replaced by a smaller one.
        lastCheckpoint.Replace(
            note,
            known => key.VerifyCheckpoint(known) is not { IsSuccess: true, Value.Size: var before } || before <= size
        );

        _keptSize = size;
    }

    private async Task UpdateFileAsync(PortalDbContext db, CancellationToken ct)
    {
        if (
            await db.FindLatestCheckpointAsync(ct) is not { } latest
            || key.VerifyCheckpoint(latest.Note) is not { IsSuccess: true } served
        )
        {
            return;
        }

        if (lastCheckpoint.Read() is not { } note)
        {
            if (served.Value.Size > 0)
            {
                log.LogWarning(
                    "{File} does not exist. It is created from the database's checkpoint of {Size} entries.",
                    lastCheckpoint.FilePath,
                    served.Value.Size
                );
            }

            Keep(latest.Note, latest.Size);
            return;
        }

        if (
            key.VerifyCheckpoint(note) is { IsSuccess: true } known
            && known.Value.Size < served.Value.Size
            && await ContinuesAsync(db, ct)
        )
        {
            Keep(latest.Note, latest.Size);
        }
    }

    private async Task<bool> ContinuesAsync(PortalDbContext db, CancellationToken ct)
    {
        if (await db.FindLatestCheckpointAsync(ct) is { } latest && key.IsForeign(latest.Note))
        {
            return Stop(
                HaltReason.OtherKey,
                $"another node has signed this log with a key that is not {key.Verifier}. Stop this node, copy the "
                    + $"files of '{Path.GetDirectoryName(lastCheckpoint.FilePath)}' from the other one, and start it again"
            );
        }

        if (lastCheckpoint.Read() is not { } note)
            return GoOn(0);
        var known = key.VerifyCheckpoint(note);
        if (!known.IsSuccess)
        {
            return Stop(
                HaltReason.LastCheckpointUnreadable,
                $"the file '{Path.GetFileName(lastCheckpoint.FilePath)}' beside the signing key is not a checkpoint "
                    + $"signed with {key.Verifier} ({known.Error.ToKebabCase()}). "
                    + "If this database belongs to another log, move that file away"
            );
        }

        var size = known.Value.Size;
        var head = await db.LogHead.AsNoTracking().SingleAsync(ct);
        if (head.Size < size)
        {
            return Stop(
                HaltReason.RolledBack,
                $"a checkpoint of {size} entries was signed, but the database has only {head.Size}: an old backup was "
                    + "restored. Restore a newer one, or begin a new log with 'ledger begin-anew'"
            );
        }

        try
        {
            if (await db.ComputeRootAsync(size, ct) == known.Value.Root)
                return GoOn(size);
        }
        catch (DamagedLogException damage)
        {
            return Stop(HaltReason.Damaged, $"{damage.Message} 'ledger verify' shows details");
        }

        return Stop(
            HaltReason.RolledBack,
            $"the first {size} entries of the database are not those of the signed checkpoint. "
                + "Restore the database that was in use then, or begin a new log with 'ledger begin-anew'"
        );
    }

    private bool GoOn(long size)
    {
        _keptSize = size;
        if (health.Resume())
            log.LogInformation("The ledger works again.");
        return true;
    }

    private bool Stop(HaltReason why, string finding)
    {
        _keptSize = null;
        if (health.Halt(why, finding))
            log.LogError("The ledger has stopped, to avoid signing a second history: {Finding}.", finding);
        return false;
    }

    // As the database's provider stores an instant.
    private static object Stored(PortalDbContext db, DateTimeOffset time) =>
        db.Database.IsNpgsql() ? time : SqliteInstant.ToNumber(time);
}
