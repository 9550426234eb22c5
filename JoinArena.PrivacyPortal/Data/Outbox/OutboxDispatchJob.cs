using JoinArena.PrivacyPortal.Data.BackgroundJobs;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Data.Outbox;

/// <summary>
/// Finds due jobs in the outbox table and has them run. Any number of nodes may do this at once: a job belongs
/// to the node that leased it last.
/// </summary>
public sealed class OutboxDispatchJob : IBackgroundJob
{
    /// <summary>
    /// Jobs at once. Most of them wait for another machine's answer, and a slow one must not hold up the others. What they
    /// write at the same moment is one transaction on SQLite, so that fewer would also cost more each.
    /// </summary>
    internal const int MaxConcurrency = 16;

    /// <summary>
    /// How long a job belongs to the node that leased it. A node that has not finished by then is taken to have
    /// stopped.
    /// </summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan s_nextLook = TimeSpan.FromSeconds(1);

    private readonly OutboxLeases _leases;
    private readonly OutboxMessageRunner _runner;
    private readonly IHostApplicationLifetime? _lifetime;

    public OutboxDispatchJob(
        IDbContextFactory<PortalDbContext> contexts,
        IEnumerable<IOutboxHandler> handlers,
        TimeProvider clock,
        ILogger<OutboxDispatchJob> log,
        IHostApplicationLifetime? lifetime = null
    )
    {
        _leases = new(contexts, clock);
        _runner = new(handlers, _leases, clock, log);
        _lifetime = lifetime;
    }

    /// <summary>Runs everything that is due now, and what comes due meanwhile.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        var running = new HashSet<Task<DueMessage?>>();
        var due = new Queue<DueMessage>();
        var done = new List<DueMessage>();
        try
        {
            while (true)
            {
                await TakeDoneAsync(running, done);
                var next = await FindNextAsync(due, MaxConcurrency - running.Count, ct);
                if (done.Count > 0 || next.Count > 0)
                {
                    foreach (var job in await CompleteAndLeaseAsync(done, next, ct))
                        running.Add(_runner.RunAsync(job, ct));
                    continue;
                }

                // What is left is leased by other nodes.
                if (running.Count == 0)
                    return;
                // Not by the clock of the portal: while a job is slow, others come due.
                await Task.WhenAny([.. running, Task.Delay(s_nextLook, ct)]);
            }
        }
        finally
        {
            // A job that is done but not saved is done again. So it is saved at once, and the others as soon as they end.
            await SaveDoneAsync(done);
            Task allEnd = Task.WhenAll(running);
            await allEnd.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            done.AddRange(
                running.Where(task => task.IsCompletedSuccessfully).Select(task => task.Result).OfType<DueMessage>()
            );
            await SaveDoneAsync(done);
        }
    }

    /// <summary>Moves the jobs that are done, and removes all that have ended.</summary>
    private static async Task TakeDoneAsync(HashSet<Task<DueMessage?>> running, List<DueMessage> done)
    {
        foreach (var task in running.Where(task => task.IsCompleted).ToList())
        {
            running.Remove(task);
            if (await task is { } job)
                done.Add(job);
        }
    }

    /// <summary>Takes as many due jobs as there is room for; none once the portal stops.</summary>
    private async Task<List<DueMessage>> FindNextAsync(Queue<DueMessage> due, int room, CancellationToken ct)
    {
        List<DueMessage> next = [];
        if (_lifetime?.ApplicationStopping.IsCancellationRequested == true)
            return next;
        if (due.Count < room)
        {
            due.Clear();
            foreach (var job in await _leases.ListDueAsync(ct))
                due.Enqueue(job);
        }

        while (next.Count < room && due.TryDequeue(out var job))
            next.Add(job);
        return next;
    }

    /// <summary>Saves that jobs are done and leases others, in one transaction: writing is what the outbox costs.</summary>
    /// <param name="done">The jobs that are done; emptied when they are saved.</param>
    /// <param name="next">The jobs to lease.</param>
    /// <param name="ct">Cancels it all.</param>
    /// <returns>The leased jobs.</returns>
    private async Task<IReadOnlyList<DueMessage>> CompleteAndLeaseAsync(
        List<DueMessage> done,
        IReadOnlyList<DueMessage> next,
        CancellationToken ct
    )
    {
        var leased = await _leases.CompleteAndLeaseAsync(done, next, ct);
        foreach (var job in done)
            OutboxMetrics.CountTry(job.Kind, "done");
        done.Clear();
        return leased;
    }

    private async Task SaveDoneAsync(List<DueMessage> done)
    {
        if (done.Count == 0)
            return;
        try
        {
            await CompleteAndLeaseAsync(done, [], CancellationToken.None);
        }
        catch (Exception fault)
        {
            foreach (var job in done)
                _runner.LogUnsaved(job, fault);
            done.Clear();
        }
    }
}
