using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Faults;
using JoinArena.PrivacyPortal.Data.Outbox;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Notifications.Webhooks;

/// <summary>
/// Stops calls to an endpoint that does not answer. After a few failures in a row the endpoint is paused. Then a single
/// call tries it: if it succeeds, all calls are allowed again; if it fails, the pause doubles. Jobs that wait during a
/// pause are postponed and do not count as failed. The state is in the database, so all nodes share it.
/// </summary>
public sealed class EndpointCircuitBreaker(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>The number of failures in a row after which an endpoint is paused.</summary>
    public const int FailureThreshold = 5;

    private static readonly TimeSpan s_firstPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_maxPause = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan s_maxRequestedPause = TimeSpan.FromHours(24);
    private static readonly TimeSpan s_probeDuration = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_waitForProbe = TimeSpan.FromSeconds(5);

    /// <summary>Allows the call, or throws.</summary>
    /// <exception cref="OutboxHandlerException">The endpoint is paused, or has answered that it is gone.</exception>
    public async Task EnterAsync(string key, string url, CancellationToken ct)
    {
        var now = clock.GetInstant();
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (
            await db.WebhookEndpoints.AsNoTracking().SingleOrDefaultAsync(e => e.Key == key && e.Url == url, ct)
            is not { } state
        )
        {
            return;
        }

        if (state.DisabledAt is not null)
            throw OutboxHandlerException.Final("endpoint-disabled");
        if (state.PausedUntil is not { } until)
            return;
        if (until > now)
            throw OutboxHandlerException.Postponed("endpoint-resting", until);

        await using var write = await db.BeginWriteAsync(ct);
        var changed = await db
            .WebhookEndpoints.Where(e =>
                e.Key == key && e.PausedUntil <= now && (e.ProbeUntil == null || e.ProbeUntil <= now)
            )
            .ExecuteUpdateAsync(s => s.SetProperty(e => e.ProbeUntil, now + s_probeDuration), ct);
        await write.CommitAsync(ct);
        if (changed == 0)
            throw OutboxHandlerException.Postponed("endpoint-resting", now + s_waitForProbe);
    }

    /// <summary>Records a successful call: earlier failures no longer count.</summary>
    public async Task ReportSuccessAsync(string key, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (!await db.WebhookEndpoints.AnyAsync(e => e.Key == key, ct))
            return;
        await using var write = await db.BeginWriteAsync(ct);
        await ResetAsync(db, key, ct);
        await write.CommitAsync(ct);
    }

    /// <summary>Records a failed call.</summary>
    /// <param name="key">The endpoint's key.</param>
    /// <param name="url">The endpoint's address.</param>
    /// <param name="requestedPause">How long the endpoint asks us to wait; null if it does not ask.</param>
    /// <returns>When it may be called again; null for at once.</returns>
    public Task<DateTimeOffset?> ReportFailureAsync(
        string key,
        string url,
        TimeSpan? requestedPause,
        CancellationToken ct
    )
    {
        return ChangeAsync(key, url, CountFailure, ct);

        void CountFailure(WebhookEndpoint state, DateTimeOffset now)
        {
            var requested = TimeSpan.FromTicks(Math.Clamp(requestedPause?.Ticks ?? 0, 0, s_maxRequestedPause.Ticks));
            if (state.PausedUntil > now)
            {
                // The call was under way when the pause began: what made others fail is not counted again for each.
                if (now + requested > state.PausedUntil)
                    state.PausedUntil = now + requested;
                return;
            }

            state.Failures++;
            var own = GetPause(state.Failures);
            var pause = own > requested ? own : requested;
            state.PausedUntil = pause > TimeSpan.Zero ? now + pause : null;
            state.ProbeUntil = null;
        }
    }

    private static TimeSpan GetPause(int failures)
    {
        if (failures < FailureThreshold)
            return TimeSpan.Zero;
        var ticks = s_firstPause.Ticks << Math.Min(failures - FailureThreshold, 10);
        return TimeSpan.FromTicks(Math.Min(s_maxPause.Ticks, ticks));
    }

    /// <summary>Records that the endpoint is gone for good.</summary>
    public Task ReportGoneAsync(string key, string url, CancellationToken ct) =>
        ChangeAsync(key, url, (state, now) => state.DisabledAt = now, ct);

    /// <summary>Allows calls again, when a person wants it.</summary>
    public static Task ResetAsync(PortalDbContext db, string key, CancellationToken ct) =>
        db.WebhookEndpoints.Where(e => e.Key == key).ExecuteDeleteAsync(ct);

    // Another node may insert or delete the endpoint's row at the same moment.
    private Task<DateTimeOffset?> ChangeAsync(
        string key,
        string url,
        Action<WebhookEndpoint, DateTimeOffset> change,
        CancellationToken ct
    ) => WriteRetry.RunAsync(() => TryChangeAsync(key, url, change, ct));

    private async Task<DateTimeOffset?> TryChangeAsync(
        string key,
        string url,
        Action<WebhookEndpoint, DateTimeOffset> change,
        CancellationToken ct
    )
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        var state =
            await db.WebhookEndpoints.SingleOrDefaultAsync(e => e.Key == key, ct)
            ?? db.Add(new WebhookEndpoint { Key = key, Url = url }).Entity;
        if (state.Url != url)
        {
            state.Url = url;
            state.Failures = 0;
            state.PausedUntil = null;
            state.ProbeUntil = null;
            state.DisabledAt = null;
        }

        change(state, clock.GetInstant());
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        return state.PausedUntil;
    }
}
