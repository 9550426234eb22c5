using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace JoinArena.PrivacyPortal.Data;

/// <summary>
/// Brings changes from other nodes, over PostgreSQL's own <c>NOTIFY</c>: it is sent in the transaction it tells of, so
/// it comes exactly if that is committed.
/// It is kept for nobody who is away, which costs nothing here: whoever was cut off has every open page load again. It
/// needs a session of its own, so a pooler in
/// between has to pool sessions, not transactions.
/// </summary>
internal sealed class PostgresChangeListener(
    DatabaseSettings settings,
    ChangeFeed feed,
    ILogger<PostgresChangeListener> log
) : BackgroundService
{
    /// <summary>What the listening session is called in <c>pg_stat_activity</c>.</summary>
    public const string SessionName = "privacy-portal-changes";

    private const string Topic = "portal_changes";

    /// <summary>PostgreSQL takes less than 8,000 bytes at a time; a mark has 16 and a comma.</summary>
    private const int MostMarks = 400;

    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);
    private readonly Channel<string> _heard = Channel.CreateUnbounded<string>(new() { SingleReader = true });

    /// <summary>Tells the other nodes, if the caller's transaction is committed.</summary>
    public static async Task NotifyAsync(PortalDbContext db, IEnumerable<string> subjects, CancellationToken ct)
    {
        foreach (var some in subjects.Select(ChangeFeed.HashSubject).Distinct(StringComparer.Ordinal).Chunk(MostMarks))
        {
            await db.Database.ExecuteSqlAsync(
                $"SELECT pg_notify({Topic}, {$"{db.Changes.Node}:{string.Join(',', some)}"})",
                ct
            );
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(ListenAsync(stoppingToken), TellAsync(stoppingToken));

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
                connection.Notification += (_, news) => Hear(news.Payload);
                await using (var listen = new NpgsqlCommand($"LISTEN {Topic}", connection))
                    await listen.ExecuteNonQueryAsync(ct);
                if (isDown)
                    log.LogInformation("Changes of other nodes are heard again.");
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
                        "Changes of other nodes are not heard ({Fault}); open pages here show them when they are loaded again.",
                        fault.GetType().Name
                    );
                }

                isDown = true;
                await Task.Delay(s_pause, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    // What this node committed it has told by itself.
    private void Hear(string payload)
    {
        if (payload.Split(':') is not [var node, var marks] || node == feed.Node)
            return;
        foreach (var mark in marks.Split(','))
            _heard.Writer.TryWrite(mark);
    }

    // Of many changes of one subject an open page needs to hear once.
    private async Task TellAsync(CancellationToken ct)
    {
        try
        {
            while (await _heard.Reader.WaitToReadAsync(ct))
            {
                var marks = new HashSet<string>(StringComparer.Ordinal);
                while (_heard.Reader.TryRead(out var mark))
                    marks.Add(mark);
                await feed.NotifyListenersAsync(marks);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The process ends.
        }
    }
}
