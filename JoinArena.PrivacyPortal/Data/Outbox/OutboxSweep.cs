using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Data.Outbox;

/// <summary>Finds due jobs from the table and has them done. Any number of nodes may sweep at once: a job belongs to whoever leased it last.</summary>
public sealed class OutboxSweep(IDbContextFactory<PortalDbContext> contexts, IEnumerable<IOutboxHandler> handlers, TimeProvider clock, ILogger<OutboxSweep> log) : ISweep
{
    private const int BatchSize = 20;
    private static readonly TimeSpan s_lease = TimeSpan.FromMinutes(2);
    private readonly Dictionary<string, IOutboxHandler> _handlers = handlers.ToDictionary(h => h.Kind, StringComparer.Ordinal);

    /// <summary>Does everything that is due now.</summary>
    public async Task SweepAsync(CancellationToken ct)
    {
        while (await DueAsync(ct) is { Count: > 0 } due)
        {
            var leased = 0;
            foreach (var job in due)
            {
                if (!await LeaseAsync(job, ct)) continue;
                leased++;
                await DoAsync(job with { Fence = job.Fence + 1 }, ct);
            }

            // Whatever another node has leased stays with it.
            if (leased == 0) return;
        }
    }

    private async Task<List<Job>> DueAsync(CancellationToken ct)
    {
        var now = clock.GetInstant();
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Outbox
            .Where(m => m.DoneAt == null && m.GivenUpAt == null && m.DueAt <= now && (m.LeasedUntil == null || m.LeasedUntil <= now))
            .OrderBy(m => m.DueAt).ThenBy(m => m.Id).Take(BatchSize)
            .Select(m => new Job(m.Id, m.Kind, m.Payload, m.Tries, m.Fence)).ToListAsync(ct);
    }

    private Task<bool> LeaseAsync(Job job, CancellationToken ct)
    {
        var until = clock.GetInstant() + s_lease;
        return ChangeAsync(job, open => open.ExecuteUpdateAsync(s => s.SetProperty(m => m.LeasedUntil, until).SetProperty(m => m.Fence, job.Fence + 1), ct), ct);
    }

    private async Task DoAsync(Job job, CancellationToken ct)
    {
        try
        {
            if (!_handlers.TryGetValue(job.Kind, out var handler)) throw new InvalidOperationException($"Nothing here does '{job.Kind}'.");
            await handler.HandleAsync(job.Id, job.Payload ?? "null", ct);
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            await FailedAsync(job, fault, ct);
            return;
        }

        var now = clock.GetInstant();
        await ChangeAsync(job, open => open.ExecuteUpdateAsync(
            s => s.SetProperty(m => m.DoneAt, now).SetProperty(m => m.Payload, (string?)null).SetProperty(m => m.LeasedUntil, (DateTimeOffset?)null), ct), ct);
    }

    private async Task FailedAsync(Job job, Exception fault, CancellationToken ct)
    {
        var (now, tries, kind) = (clock.GetInstant(), job.Tries + 1, fault.GetType().Name);
        var again = now + RetrySchedule.After(tries, Random.Shared.NextDouble());
        log.LogWarning("Job {Job} of kind {Kind} failed at try {Try} with {Fault}; next try {Again}.", job.Id, job.Kind, tries, kind, again);
        await ChangeAsync(job, open => open.ExecuteUpdateAsync(
            s => s.SetProperty(m => m.Tries, tries).SetProperty(m => m.LastFault, kind).SetProperty(m => m.LeasedUntil, (DateTimeOffset?)null)
                .SetProperty(m => m.DueAt, m => again ?? m.DueAt).SetProperty(m => m.GivenUpAt, again == null ? now : null), ct), ct);
    }

    /// <summary>Changes the job only if it is still held under the same fence.</summary>
    private async Task<bool> ChangeAsync(Job job, Func<IQueryable<OutboxMessage>, Task<int>> change, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        var rows = await change(db.Outbox.Where(m => m.Id == job.Id && m.Fence == job.Fence && m.DoneAt == null));
        await write.CommitAsync(ct);
        return rows == 1;
    }

    private sealed record Job(Guid Id, string Kind, string? Payload, int Tries, long Fence);
}
