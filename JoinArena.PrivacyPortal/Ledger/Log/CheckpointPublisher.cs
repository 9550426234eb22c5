using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger.Notes;
using JoinArena.PrivacyPortal.Ledger.Tree;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Ledger.Log;

/// <summary>
/// Signs checkpoints, and only such as continue the one signed last, which is kept apart from the database. Where the
/// database does not continue it, because an
/// old copy was put back, the log stops and says so.
/// </summary>
public sealed class CheckpointPublisher(
    IDbContextFactory<PortalDbContext> contexts,
    PortalKey key,
    LastCheckpointFile kept,
    LogHealth condition,
    TimeProvider clock,
    ILogger<CheckpointPublisher> log
)
{
    /// <summary>While entries keep coming, a checkpoint is signed this often.</summary>
    private static readonly TimeSpan s_pace = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_lookAgain = TimeSpan.FromSeconds(10);

    /// <summary>Of the checkpoint kept apart, once the database was seen to continue it.</summary>
    private long? _keptSize;
    private DateTimeOffset _signedAt,
        _lookedAt;

    /// <summary>
    /// Whether the database continues what was last signed. Looked at when the process starts, before each signature,
    /// and while it has stopped.
    /// </summary>
    public async Task<bool> CanContinueAsync(CancellationToken ct)
    {
        if (condition.HaltReason is not null && clock.GetUtcNow() - _lookedAt < s_lookAgain)
            return false;
        if (condition.HaltReason is null && _keptSize is not null)
            return true;
        _lookedAt = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        await KeepUpAsync(db, ct);
        return await ContinuesAsync(db, ct);
    }

    /// <summary>Whether what is integrated is not yet published.</summary>
    internal async Task<bool> IsCheckpointDueAsync(PortalDbContext db, LogHead head, CancellationToken ct)
    {
        var latest = await db.FindLatestCheckpointAsync(ct);
        if (latest is null || latest.Size < head.Size)
            return true;
        // Another node may have signed it: whoever sees it keeps it.
        if (latest.Size > (_keptSize ?? -1))
            await KeepUpAsync(db, ct);
        return !Checkpoint.Open(latest.Note, key.Verifier).IsSuccess;
    }

    /// <summary>
    /// Signs what is integrated, keeps that apart, and only then has it served: what anybody has seen is never unknown
    /// here.
    /// </summary>
    /// <param name="more">Whether more entries are on their way at once.</param>
    internal async Task PublishCheckpointAsync(bool more, Func<LogStep, Task> reached, CancellationToken ct)
    {
        if (more && clock.GetUtcNow() - _signedAt < s_pace)
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
        // Another process that shares the file may have signed more meanwhile: what is known is never forgotten.
        if (
            kept.Read() is not { } known
            || key.VerifyCheckpoint(known) is not { IsSuccess: true, Value.Size: var before }
            || before <= size
        )
        {
            kept.Write(note);
        }

        _keptSize = size;
    }

    private async Task KeepUpAsync(PortalDbContext db, CancellationToken ct)
    {
        if (
            await db.FindLatestCheckpointAsync(ct) is not { } latest
            || key.VerifyCheckpoint(latest.Note) is not { IsSuccess: true } served
        )
        {
            return;
        }

        if (kept.Read() is not { } note)
        {
            if (served.Value.Size > 0)
            {
                log.LogWarning(
                    "There is no {File}; the checkpoint of {Size} entries that the database has is kept from now on.",
                    kept.FilePath,
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
        if (kept.Read() is not { } note)
            return GoOn(0);
        var known = key.VerifyCheckpoint(note);
        if (!known.IsSuccess)
        {
            return Stop(
                HaltReason.LastCheckpointUnreadable,
                $"the file '{Path.GetFileName(kept.FilePath)}' beside the signing key is no checkpoint signed as {key.Verifier} ({KebabCase.ToKebabCase(known.Error)}). If this is meant to be another log, move that file away"
            );
        }

        var (size, head) = (known.Value.Size, await db.LogHead.AsNoTracking().SingleAsync(ct));
        if (head.Size < size)
        {
            return Stop(
                HaltReason.RolledBack,
                $"a checkpoint of {size} entries was signed, and the database has {head.Size}: an old copy was put back. Restore a newer one, or begin a new log as the README says"
            );
        }

        try
        {
            if (await db.ComputeRootAsync(size, ct) == known.Value.Root)
                return GoOn(size);
        }
        catch (DamagedLogException damage)
        {
            return Stop(HaltReason.Damaged, $"{damage.Message} 'ledger verify' says more");
        }

        return Stop(
            HaltReason.RolledBack,
            $"the first {size} entries of the database are not those of the checkpoint that was signed. Restore the copy that was in use then, or begin a new log as the README says"
        );
    }

    private bool GoOn(long size)
    {
        _keptSize = size;
        if (condition.Resume())
            log.LogInformation("The ledger goes on.");
        return true;
    }

    private bool Stop(HaltReason why, string finding)
    {
        _keptSize = null;
        if (condition.Halt(why, finding))
            log.LogError("The ledger has stopped rather than sign a second history: {Finding}.", finding);
        return false;
    }

    private static object Stored(PortalDbContext db, DateTimeOffset time) =>
        db.Database.IsNpgsql() ? time : time.UtcTicks;
}
