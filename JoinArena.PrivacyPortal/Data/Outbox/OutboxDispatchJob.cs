using JoinArena.PrivacyPortal.Data.BackgroundJobs;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Data.Outbox;

/// <summary>
/// Finds due jobs from the table and has them done. Any number of nodes may sweep at once: a job belongs to whoever
/// leased it last.
/// </summary>
public sealed class OutboxDispatchJob(
    IDbContextFactory<PortalDbContext> contexts,
    IEnumerable<IOutboxHandler> handlers,
    TimeProvider clock,
    ILogger<OutboxDispatchJob> log
) : IBackgroundJob
{
    private const int BatchSize = 50;

    /// <summary>
    /// Jobs at once: most of them wait for somebody else's machine, and a slow one must not hold up the others.
    /// </summary>
    private const int MaxConcurrency = 8;

    private const int Tries = 4;

    /// <summary>How long a job belongs to whoever leased it; whoever has not ended it by then has ended.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    // A handler is stopped before somebody else may be given its job.
    private static readonly TimeSpan s_longest = Lease - TimeSpan.FromSeconds(20);
    private readonly Dictionary<string, IOutboxHandler> _handlers = handlers.ToDictionary(
        h => h.Kind,
        StringComparer.Ordinal
    );

    /// <summary>Does everything that is due now.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        var atWork = new HashSet<Task>();
        try
        {
            while (true)
            {
                var leased = 0;
                foreach (var job in await DueAsync(ct))
                {
                    if (atWork.Count == MaxConcurrency)
                        await AnyAsync(atWork);
                    if (!await LeaseAsync(job, ct))
                        continue;
                    leased++;
                    atWork.Add(DoAsync(job with { Fence = job.Fence + 1 }, ct));
                }

                // Whatever another node has leased stays with it.
                if (leased > 0)
                    continue;
                if (atWork.Count == 0)
                    return;
                await AnyAsync(atWork);
            }
        }
        finally
        {
            await Task.WhenAll(atWork);
        }
    }

    private static async Task AnyAsync(HashSet<Task> atWork)
    {
        var ended = await Task.WhenAny(atWork);
        atWork.Remove(ended);
        await ended;
    }

    private async Task<List<Job>> DueAsync(CancellationToken ct)
    {
        var now = clock.GetInstant();
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db
            .Outbox.Where(m =>
                m.DoneAt == null
                && m.GivenUpAt == null
                && m.DueAt <= now
                && (m.LeasedUntil == null || m.LeasedUntil <= now)
            )
            .OrderBy(m => m.DueAt)
            .ThenBy(m => m.Id)
            .Take(BatchSize)
            .Select(m => new Job(m.Id, m.Kind, m.Payload ?? "null", m.Tries, m.Fence, m.DueSince))
            .ToListAsync(ct);
    }

    private Task<bool> LeaseAsync(Job job, CancellationToken ct)
    {
        var until = clock.GetInstant() + Lease;
        return ChangeAsync(
            job,
            open =>
                open.ExecuteUpdateAsync(
                    s => s.SetProperty(m => m.LeasedUntil, until).SetProperty(m => m.Fence, job.Fence + 1),
                    ct
                ),
            ct
        );
    }

    private async Task DoAsync(Job job, CancellationToken ct)
    {
        try
        {
            if (await TryAsync(job, ct) is not { } fault)
                await DoneAsync(job, ct);
            else if (Next(job, fault, out var counts) is { } again)
                await PutOffAsync(job, fault, counts, again, ct);
            else
                await GiveUpAsync(job, fault, ct);
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            // What became of it could not be written down: it is found again once its lease has run out.
            log.LogError(fault, "Job {Job} of kind {Kind} could not be ended.", job.Id, job.Kind);
        }
    }

    private async Task<Exception?> TryAsync(Job job, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(s_longest, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            if (!_handlers.TryGetValue(job.Kind, out var handler))
                throw new InvalidOperationException($"Nothing here does '{job.Kind}'.");
            await handler.HandleAsync(job.Id, job.Payload, either.Token);
            return null;
        }
        catch (Exception fault)
        {
            // Whatever goes wrong while the process ends is the end, and not the job's failure.
            ct.ThrowIfCancellationRequested();
            return fault;
        }
    }

    /// <summary>When it is due again; null when a person must look.</summary>
    private DateTimeOffset? Next(Job job, Exception fault, out bool counts)
    {
        var (now, known) = (clock.GetInstant(), fault as OutboxHandlerException);
        counts = known is not { IsPostponed: true };
        if (known is { IsFinal: true } || (!counts && now > job.DueSince + RetrySchedule.TotalDuration))
            return null;
        var scheduled = counts
            ? (now + RetrySchedule.GetDelay(job.Tries + 1, Random.Shared.NextDouble()))?.ToInstant()
            : now;
        return scheduled is { } at && known?.NotBefore is { } notBefore && notBefore > at ? notBefore : scheduled;
    }

    private Task<bool> DoneAsync(Job job, CancellationToken ct)
    {
        var now = clock.GetInstant();
        return ChangeAsync(
            job,
            open =>
                open.ExecuteUpdateAsync(
                    s =>
                        s.SetProperty(m => m.DoneAt, now)
                            .SetProperty(m => m.Payload, (string?)null)
                            .SetProperty(m => m.LeasedUntil, (DateTimeOffset?)null),
                    ct
                ),
            ct
        );
    }

    private Task<bool> PutOffAsync(Job job, Exception fault, bool counts, DateTimeOffset again, CancellationToken ct)
    {
        var (tries, kind) = (counts ? job.Tries + 1 : job.Tries, KindOf(fault));
        if (counts)
        {
            log.LogWarning(
                "Job {Job} of kind {Kind} failed at try {Try} with {Fault}; next try {Again}.",
                job.Id,
                job.Kind,
                tries,
                kind,
                again
            );
        }

        return ChangeAsync(
            job,
            open =>
                open.ExecuteUpdateAsync(
                    s =>
                        s.SetProperty(m => m.Tries, tries)
                            .SetProperty(m => m.LastFault, kind)
                            .SetProperty(m => m.LeasedUntil, (DateTimeOffset?)null)
                            .SetProperty(m => m.DueAt, again),
                    ct
                ),
            ct
        );
    }

    private async Task GiveUpAsync(Job job, Exception fault, CancellationToken ct)
    {
        var (now, kind) = (clock.GetInstant(), KindOf(fault));
        log.LogWarning(
            "Job {Job} of kind {Kind} is given up after {Fault}; a person must look.",
            job.Id,
            job.Kind,
            kind
        );
        for (var tries = 1; ; tries++)
        {
            try
            {
                await ChangeAsync(
                    job,
                    open =>
                        open.ExecuteUpdateAsync(
                            s =>
                                s.SetProperty(m => m.Tries, job.Tries + 1)
                                    .SetProperty(m => m.LastFault, kind)
                                    .SetProperty(m => m.LeasedUntil, (DateTimeOffset?)null)
                                    .SetProperty(m => m.GivenUpAt, now),
                            ct
                        ),
                    ct,
                    _handlers.GetValueOrDefault(job.Kind) is { } handler
                        ? db => handler.OnGivenUpAsync(db, job.Id, job.Payload, ct)
                        : null
                );
                return;
            }
            catch (DbUpdateConcurrencyException) when (tries < Tries)
            {
                // Somebody changed what it is about in between: its owner looks again.
            }
        }
    }

    // The name of the fault, never its message, which could quote personal data.
    private static string KindOf(Exception fault) =>
        fault is OutboxHandlerException known ? known.Kind : fault.GetType().Name;

    /// <summary>
    /// Changes the job only if it is still held under the same fence, and with it whatever else belongs to that.
    /// </summary>
    private async Task<bool> ChangeAsync(
        Job job,
        Func<IQueryable<OutboxMessage>, Task<int>> change,
        CancellationToken ct,
        Func<PortalDbContext, Task>? with = null
    )
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        var rows = await change(
            db.Outbox.Where(m => m.Id == job.Id && m.Fence == job.Fence && m.DoneAt == null && m.GivenUpAt == null)
        );
        if (rows == 1 && with is not null)
        {
            await with(db);
            await db.SaveChangesAsync(ct);
        }

        await write.CommitAsync(ct);
        return rows == 1;
    }

    private sealed record Job(Guid Id, string Kind, string Payload, int Tries, long Fence, DateTimeOffset DueSince);
}
