using System.Diagnostics;
using System.Globalization;
using JoinArena.PrivacyPortal.Data.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace JoinArena.PrivacyPortal.Data.Faults;

/// <summary>
/// Whether the portal can write: to its data directory, and to a database that this version of the program knows.
/// Reading alone works on a full disk too. It also compares this node's clock with the database's, which all nodes have in
/// common, because deadlines and leases depend on it.
/// </summary>
internal sealed class DatabaseHealthCheck(
    IDbContextFactory<PortalDbContext> contexts,
    DataDirectory directory,
    TimeProvider clock
) : IHealthCheck, IDisposable
{
    private const string ProbeKind = "health-probe";

    /// <summary>Anyone may ask, and each answer costs a write.</summary>
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    /// <summary>Less than the lease of a delivery, and more than the slowest answer.</summary>
    private static readonly TimeSpan s_clockTolerance = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private HealthCheckResult _last;
    private long? _checkedAt;

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_checkedAt is not { } at || Stopwatch.GetElapsedTime(at) >= s_interval)
            {
                _last = await CheckAsync(cancellationToken);
                _checkedAt = Stopwatch.GetTimestamp();
            }
            return _last;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<HealthCheckResult> CheckAsync(CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(s_patience);
        try
        {
            DataDirectory.RequireWritable(directory.Path);
            await using var db = await contexts.CreateDbContextAsync(patience.Token);
            if (await Migrator.IsNewerAsync(db, patience.Token))
            {
                return HealthCheckResult.Unhealthy(
                    "a newer version of the program has changed the database; stop this node and start that version"
                );
            }

            await WriteAsync(db, patience.Token);
            return await CompareClocksAsync(db, patience.Token);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return HealthCheckResult.Unhealthy("the data directory cannot be written", fault);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy($"a write takes longer than {s_patience.TotalSeconds} seconds");
        }
        catch (Exception fault) when (DatabaseOutage.Find(fault) is { } outage)
        {
            return HealthCheckResult.Unhealthy(outage, fault);
        }
    }

    // SQLite has the clock of this machine.
    private async Task<HealthCheckResult> CompareClocksAsync(PortalDbContext db, CancellationToken ct)
    {
        if (!db.Database.IsNpgsql())
            return HealthCheckResult.Healthy();
        var there = await db
            .Database.SqlQuery<DateTimeOffset>($"""SELECT clock_timestamp() AS "Value" """)
            .SingleAsync(ct);
        var ahead = clock.GetUtcNow() - there;
        var direction = ahead > TimeSpan.Zero ? "ahead of" : "behind";
        return ahead.Duration() <= s_clockTolerance
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Degraded(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"this node's clock is {ahead.Duration().TotalSeconds:F0} seconds {direction} the database's"
                )
            );
    }

    // Nobody ever sees the row: it is inserted and deleted in one transaction. What is committed are the changed pages.
    private async Task WriteAsync(PortalDbContext db, CancellationToken ct)
    {
        await using var write = await db.BeginWriteAsync(ct);
        var now = clock.GetInstant();
        var probe = new OutboxMessage
        {
            Kind = ProbeKind,
            CreatedAt = now,
            DueAt = now,
            DueSince = now,
        };
        db.Outbox.Add(probe);
        await db.SaveChangesAsync(ct);
        await db.Outbox.Where(m => m.Id == probe.Id).ExecuteDeleteAsync(ct);
        await write.CommitAsync(ct);
    }
}
