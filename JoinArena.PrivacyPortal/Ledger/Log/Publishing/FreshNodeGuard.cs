using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Ledger.Log.Publishing;

/// <summary>
/// Before a node signs for the first time, it learns from other places what was signed last. Its own
/// <see cref="LastCheckpointFile"/> does not say so if its folder is new, or was restored together with the database.
/// </summary>
public sealed class FreshNodeGuard(
    CheckpointCopies copies,
    IDbContextFactory<PortalDbContext> contexts,
    LastCheckpointFile lastCheckpoint,
    LogHealth health,
    TimeProvider clock,
    ILogger<FreshNodeGuard> log
)
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(10);

    private bool _mayGoOn;
    private DateTimeOffset? _askedAt;

    /// <summary>
    /// Asks the other places, until one has answered. A node that has a file goes on without an answer, and so does a
    /// log that has not begun.
    /// </summary>
    /// <returns>Whether this node may go on.</returns>
    public async Task<bool> MayGoOnAsync(CancellationToken ct)
    {
        if (_mayGoOn || copies.Addresses.Count == 0)
            return true;
        if (_askedAt is { } asked && clock.GetUtcNow() - asked < s_interval)
            return false;
        _askedAt = clock.GetUtcNow();
        var hasAnswer = await copies.TakeAsync(ct);
        if (!hasAnswer)
            log.LogWarning("No place shows what this log has signed last; {Addresses} were asked.", copies.Addresses);
        _mayGoOn = hasAnswer || lastCheckpoint.Read() is not null || !await HasBegunAsync(ct);
        if (_mayGoOn)
        {
            health.Resume();
            return true;
        }

        // Anyone can read this, so it names hosts alone.
        var hosts = string.Join(", ", copies.Addresses.Select(address => address.Authority).Distinct());
        health.Halt(
            HaltReason.Unconfirmed,
            $"this node has no file '{Path.GetFileName(lastCheckpoint.FilePath)}', and a checkpoint of this log could be "
                + $"read at none of {hosts}. It goes on once one of them shows it. Or copy the "
                + "file from a node that serves"
        );
        return false;
    }

    private async Task<bool> HasBegunAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.SignedCheckpoints.AnyAsync(ct);
    }
}
