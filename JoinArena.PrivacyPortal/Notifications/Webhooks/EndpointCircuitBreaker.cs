using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Outbox;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Notifications.Webhooks;

/// <summary>
/// Keeps us from calling what does not answer. After a few failures in a row an endpoint rests; then one call alone
/// tries it, and either opens it for all or
/// has it rest twice as long. What waits meanwhile is put off, not failed. Kept in the database, so it holds for every
/// node.
/// </summary>
public sealed class EndpointCircuitBreaker(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>Failures in a row after which an endpoint rests.</summary>
    public const int FailureThreshold = 5;

    private static readonly TimeSpan s_firstRest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_longestRest = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan s_longestAsked = TimeSpan.FromHours(24);
    private static readonly TimeSpan s_probe = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_afterProbe = TimeSpan.FromSeconds(5);

    /// <summary>Lets the call through, or says when to come again.</summary>
    /// <exception cref="OutboxHandlerException">It rests, or has said that it is gone.</exception>
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
        if (state.PausedUntil is not { } rests)
            return;
        if (rests > now)
            throw OutboxHandlerException.Postponed("endpoint-resting", rests);

        await using var write = await db.BeginWriteAsync(ct);
        var mine = await db
            .WebhookEndpoints.Where(e =>
                e.Key == key && e.PausedUntil <= now && (e.ProbeUntil == null || e.ProbeUntil <= now)
            )
            .ExecuteUpdateAsync(s => s.SetProperty(e => e.ProbeUntil, now + s_probe), ct);
        await write.CommitAsync(ct);
        if (mine == 0)
            throw OutboxHandlerException.Postponed("endpoint-resting", now + s_afterProbe);
    }

    /// <summary>It answered as it should: whatever it had failed before is forgotten.</summary>
    public async Task ReportSuccessAsync(string key, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (!await db.WebhookEndpoints.AnyAsync(e => e.Key == key, ct))
            return;
        await using var write = await db.BeginWriteAsync(ct);
        await ResetAsync(db, key, ct);
        await write.CommitAsync(ct);
    }

    /// <summary>It failed.</summary>
    /// <param name="key">Whose it is.</param>
    /// <param name="url">Its address.</param>
    /// <param name="rests">How long it asks to be left alone; null when it does not ask.</param>
    /// <param name="ct">Stops.</param>
    /// <returns>When it may be called again, if not at once.</returns>
    public Task<DateTimeOffset?> ReportFailureAsync(string key, string url, TimeSpan? rests, CancellationToken ct) =>
        ChangeAsync(
            key,
            url,
            (state, now) =>
            {
                state.Failures++;
                var own =
                    state.Failures < FailureThreshold
                        ? TimeSpan.Zero
                        : TimeSpan.FromTicks(
                            Math.Min(
                                s_longestRest.Ticks,
                                s_firstRest.Ticks << Math.Min(state.Failures - FailureThreshold, 10)
                            )
                        );
                var asked = rests is { } given
                    ? TimeSpan.FromTicks(Math.Clamp(given.Ticks, 0, s_longestAsked.Ticks))
                    : TimeSpan.Zero;
                var rest = own > asked ? own : asked;
                (state.PausedUntil, state.ProbeUntil) = (rest > TimeSpan.Zero ? now + rest : null, null);
            },
            ct
        );

    /// <summary>It said that it is gone for good.</summary>
    public Task ReportGoneAsync(string key, string url, CancellationToken ct) =>
        ChangeAsync(key, url, (state, now) => state.DisabledAt = now, ct);

    /// <summary>A person wants it called again.</summary>
    public static Task ResetAsync(PortalDbContext db, string key, CancellationToken ct) =>
        db.WebhookEndpoints.Where(e => e.Key == key).ExecuteDeleteAsync(ct);

    private async Task<DateTimeOffset?> ChangeAsync(
        string key,
        string url,
        Action<WebhookEndpoint, DateTimeOffset> change,
        CancellationToken ct
    )
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await using var db = await contexts.CreateDbContextAsync(ct);
                await using var write = await db.BeginWriteAsync(ct);
                var state =
                    await db.WebhookEndpoints.SingleOrDefaultAsync(e => e.Key == key, ct)
                    ?? db.Add(new WebhookEndpoint { Key = key, Url = url }).Entity;
                if (state.Url != url)
                {
                    (state.Url, state.Failures, state.PausedUntil, state.ProbeUntil, state.DisabledAt) = (
                        url,
                        0,
                        null,
                        null,
                        null
                    );
                }

                change(state, clock.GetInstant());
                await db.SaveChangesAsync(ct);
                await write.CommitAsync(ct);
                return state.PausedUntil;
            }
            catch (DbUpdateException) when (tries < 4)
            {
                // Another node wrote the first failure of this endpoint, or took it away, in between.
            }
        }
    }
}
