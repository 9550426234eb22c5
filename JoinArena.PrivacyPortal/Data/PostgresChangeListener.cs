using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace JoinArena.PrivacyPortal.Data;

/// <summary>
/// Receives changes from other nodes with PostgreSQL's <c>NOTIFY</c>. A notification is sent in the transaction of its
/// change, so it arrives if, and only if, that is committed. PostgreSQL does not store notifications for a node that is
/// disconnected; when the node connects again, it reloads all its open pages. The listener needs a session of its own,
/// so a connection pooler must pool sessions, not transactions.
/// </summary>
internal sealed class PostgresChangeListener(
    DatabaseSettings settings,
    ChangeFeed feed,
    ILogger<PostgresChangeListener> log
) : BackgroundService
{
    /// <summary>The name of the listening session in <c>pg_stat_activity</c>.</summary>
    public const string SessionName = "privacy-portal-changes";

    private const string Topic = "portal_changes";

    /// <summary>A notification has fewer than 8,000 bytes; a hash takes 16 bytes and a comma.</summary>
    private const int MaxHashes = 400;

    private static readonly TimeSpan s_retryInterval = TimeSpan.FromSeconds(1);
    private readonly Channel<string> _received = Channel.CreateUnbounded<string>(new() { SingleReader = true });

    /// <summary>Notifies the other nodes of changes when the caller's transaction is committed.</summary>
    public static async Task NotifyAsync(PortalDbContext db, IEnumerable<string> subjects, CancellationToken ct)
    {
        foreach (
            var hashes in subjects.Select(ChangeFeed.HashSubject).Distinct(StringComparer.Ordinal).Chunk(MaxHashes)
        )
        {
            await db.Database.ExecuteSqlAsync(
                $"SELECT pg_notify({Topic}, {$"{db.Changes.Node}:{string.Join(',', hashes)}"})",
                ct
            );
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(ListenAsync(stoppingToken), PublishAsync(stoppingToken));

    private async Task ListenAsync(CancellationToken ct)
    {
        var isDown = false;
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await using var connection = new NpgsqlConnection(
                    new NpgsqlConnectionStringBuilder(settings.ConnectionString)
                    {
                        Pooling = false,
                        ApplicationName = SessionName,
                        KeepAlive = 10,
                    }.ConnectionString
                );
                await connection.OpenAsync(ct);
                connection.Notification += (_, notification) => Receive(notification.Payload);
                await using (var listen = new NpgsqlCommand($"LISTEN {Topic}", connection))
                    await listen.ExecuteNonQueryAsync(ct);
                if (isDown)
                    log.LogInformation("The connection for other nodes' changes works again.");
                isDown = false;
                await feed.NotifyAllListenersAsync();
                while (true)
                    await connection.WaitAsync(ct);
            }
            catch (Exception fault) when (!ct.IsCancellationRequested)
            {
                if (!isDown)
                {
                    log.LogWarning(
                        "Changes by other nodes are not received ({Fault}); open pages show them when they are "
                            + "loaded again.",
                        fault.GetType().Name
                    );
                }

                isDown = true;
                await Task.Delay(s_retryInterval, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    // This node has already published its own changes.
    private void Receive(string payload)
    {
        if (payload.Split(':') is not [var node, var hashes] || node == feed.Node)
            return;
        foreach (var hash in hashes.Split(','))
            _received.Writer.TryWrite(hash);
    }

    // Several changes of one subject are published as one.
    private async Task PublishAsync(CancellationToken ct)
    {
        try
        {
            while (await _received.Reader.WaitToReadAsync(ct))
            {
                var hashes = new HashSet<string>(StringComparer.Ordinal);
                while (_received.Reader.TryRead(out var hash))
                    hashes.Add(hash);
                await feed.NotifyListenersAsync(hashes);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The process is shutting down.
        }
    }
}
