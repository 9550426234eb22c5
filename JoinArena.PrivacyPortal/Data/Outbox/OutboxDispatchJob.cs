using System.Diagnostics;
using JoinArena.PrivacyPortal.Data.BackgroundJobs;
using JoinArena.PrivacyPortal.Data.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Data.Outbox;

/// <summary>
/// Finds due jobs in the outbox table and runs their handlers. Any number of nodes may do this at once: a job belongs
/// to the node that leased it last.
/// </summary>
public sealed class OutboxDispatchJob(
    IDbContextFactory<PortalDbContext> contexts,
    IEnumerable<IOutboxHandler> handlers,
    TimeProvider clock,
    ILogger<OutboxDispatchJob> log
) : IBackgroundJob
{
    /// <summary>
    /// Jobs at once. Most of them wait for another machine's answer, and a slow one must not hold up the others.
    /// </summary>
    private const int MaxConcurrency = 8;

    /// <summary>How often giving up is tried when its owner's row changes at the same moment.</summary>
    private const int MaxGiveUpTries = 4;

    /// <summary>
    /// How long a job belongs to the node that leased it. A node that has not finished by then is taken to have
    /// stopped.
    /// </summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    // A handler is stopped before another node may lease its job.
    private static readonly TimeSpan s_timeout = Lease - TimeSpan.FromSeconds(20);

    private readonly OutboxLeases _leases = new(contexts, clock);
    private readonly Dictionary<string, IOutboxHandler> _handlers = handlers.ToDictionary(
        h => h.Kind,
        StringComparer.Ordinal
    );

    /// <summary>Runs everything that is due now.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        var running = new HashSet<Task<OutboxJob?>>();
        var due = new Queue<OutboxJob>();
        var done = new List<OutboxJob>();
        try
        {
            while (true)
            {
                var free = MaxConcurrency - running.Count(task => !task.IsCompleted);
                if (due.Count < free)
                    due = new(await _leases.ListDueAsync(ct));
                List<OutboxJob> next = [];
                while (next.Count < free && due.TryDequeue(out var job))
                    next.Add(job);

                done.AddRange(await TakeDoneAsync(running));
                if (done.Count > 0 || next.Count > 0)
                {
                    foreach (var job in await TurnOverAsync(done, next, ct))
                        running.Add(RunAsync(job, ct));
                    continue;
                }

                // What is left is leased by other nodes.
                if (running.Count == 0)
                    return;
                await Task.WhenAny(running);
            }
        }
        finally
        {
            // A job that is done but not saved is done again, so what the others did while this failed is saved too.
            done.AddRange((await Task.WhenAll(running)).OfType<OutboxJob>());
            await SaveDoneAsync(done, ct);
        }
    }

    /// <summary>Removes the jobs that have ended, and returns those of them that are done but not saved.</summary>
    private static async Task<IEnumerable<OutboxJob>> TakeDoneAsync(HashSet<Task<OutboxJob?>> running)
    {
        var ended = running.Where(task => task.IsCompleted).ToList();
        running.ExceptWith(ended);
        return (await Task.WhenAll(ended)).OfType<OutboxJob>();
    }

    /// <summary>Saves that jobs are done and leases others, in one transaction: writing is what the outbox costs.</summary>
    /// <param name="done">The jobs that are done; emptied when they are saved.</param>
    /// <param name="next">The jobs to lease.</param>
    /// <param name="ct">Cancels it all.</param>
    /// <returns>The leased jobs.</returns>
    private async Task<IReadOnlyList<OutboxJob>> TurnOverAsync(
        List<OutboxJob> done,
        IReadOnlyList<OutboxJob> next,
        CancellationToken ct
    )
    {
        var leased = await _leases.TurnOverAsync(done, next, ct);
        foreach (var job in done)
            OutboxMetrics.CountTry(job.Kind, "done");
        done.Clear();
        return leased;
    }

    private async Task SaveDoneAsync(List<OutboxJob> done, CancellationToken ct)
    {
        if (done.Count == 0)
            return;
        try
        {
            await TurnOverAsync(done, [], ct);
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            foreach (var job in done)
                LogUnsaved(job, fault);
        }
    }

    // The job is found again when its lease has run out.
    private void LogUnsaved(OutboxJob job, Exception fault) =>
        log.LogError(fault, "The outcome of job {Job} of kind {Kind} could not be saved.", job.Id, job.Kind);

    /// <returns>The job, if it is done; null if it is not and that is saved.</returns>
    private async Task<OutboxJob?> RunAsync(OutboxJob job, CancellationToken ct)
    {
        // The caller goes on leasing, also while a handler works before it first waits.
        await Task.Yield();
        try
        {
            if (await TryAsync(job, ct) is not { } fault)
                return job;

            var countsAsTry = fault is not OutboxHandlerException { IsPostponed: true };
            if (FindNextTry(job, fault, countsAsTry) is { } dueAt)
                await PostponeAsync(job, fault, countsAsTry, dueAt, ct);
            else
                await GiveUpAsync(job, fault, ct);
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            LogUnsaved(job, fault);
        }

        return null;
    }

    /// <returns>Null if the handler succeeded.</returns>
    private async Task<Exception?> TryAsync(OutboxJob job, CancellationToken ct)
    {
        using var span = PortalTelemetry.Activities.StartActivity($"outbox {job.Kind}", ActivityKind.Consumer);
        using var timeout = new CancellationTokenSource(s_timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        try
        {
            if (!_handlers.TryGetValue(job.Kind, out var handler))
                throw new InvalidOperationException($"No handler is registered for jobs of kind '{job.Kind}'.");
            await handler.HandleAsync(job.Id, job.Payload, either.Token);
            return null;
        }
        catch (Exception fault)
        {
            // A failure while the process shuts down is not the job's failure.
            ct.ThrowIfCancellationRequested();
            span?.SetStatus(ActivityStatusCode.Error).SetTag("error.type", GetKind(fault));
            return fault;
        }
    }

    /// <summary>When the job is due again; null if a person must look at it.</summary>
    private DateTimeOffset? FindNextTry(OutboxJob job, Exception fault, bool countsAsTry)
    {
        var now = clock.GetInstant();
        var known = fault as OutboxHandlerException;
        if (known is { IsFinal: true } || (!countsAsTry && now > job.DueSince + RetrySchedule.TotalDuration))
            return null;
        var scheduled = countsAsTry
            ? (now + RetrySchedule.GetDelay(job.Tries + 1, Random.Shared.NextDouble()))?.ToInstant()
            : now;
        return scheduled is { } at && known?.NotBefore is { } notBefore && notBefore > at ? notBefore : scheduled;
    }

    private Task PostponeAsync(
        OutboxJob job,
        Exception fault,
        bool countsAsTry,
        DateTimeOffset dueAt,
        CancellationToken ct
    )
    {
        var tries = countsAsTry ? job.Tries + 1 : job.Tries;
        var kind = GetKind(fault);
        if (countsAsTry)
        {
            log.LogWarning(
                "Job {Job} of kind {Kind} failed at try {Try} with {Fault}; the next try is at {DueAt}.",
                job.Id,
                job.Kind,
                tries,
                kind,
                dueAt
            );
        }

        OutboxMetrics.CountTry(job.Kind, "postponed");
        return _leases.PostponeAsync(job, tries, kind, dueAt, ct);
    }

    private async Task GiveUpAsync(OutboxJob job, Exception fault, CancellationToken ct)
    {
        var now = clock.GetInstant();
        var kind = GetKind(fault);
        log.LogWarning(
            "Job {Job} of kind {Kind} is given up after {Fault}; a person must look at it.",
            job.Id,
            job.Kind,
            kind
        );
        for (var tries = 1; ; tries++)
        {
            try
            {
                await _leases.GiveUpAsync(job, kind, now, db => OnGivenUpAsync(db, job, ct), ct);
                OutboxMetrics.CountTry(job.Kind, "given-up");
                return;
            }
            catch (DbUpdateConcurrencyException) when (tries < MaxGiveUpTries)
            {
                // The row of the job's owner changed at the same moment: the handler reads it again.
            }
        }
    }

    private Task OnGivenUpAsync(PortalDbContext db, OutboxJob job, CancellationToken ct) =>
        _handlers.TryGetValue(job.Kind, out var handler)
            ? handler.OnGivenUpAsync(db, job.Id, job.Payload, ct)
            : Task.CompletedTask;

    // The kind of the fault, never its message, which could quote personal data.
    private static string GetKind(Exception fault) =>
        fault is OutboxHandlerException known ? known.Kind : fault.GetType().Name;
}
