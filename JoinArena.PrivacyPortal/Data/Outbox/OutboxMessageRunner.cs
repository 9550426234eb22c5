using System.Diagnostics;
using JoinArena.PrivacyPortal.Data.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Data.Outbox;

/// <summary>
/// Runs a leased job with the handler of its kind, and saves what is to become of it if that fails. That it is done
/// is left to the caller, who saves several at once.
/// </summary>
internal sealed class OutboxMessageRunner(
    IEnumerable<IOutboxHandler> handlers,
    OutboxLeases leases,
    TimeProvider clock,
    ILogger log
)
{
    /// <summary>How often giving up is tried when its owner's row changes at the same moment.</summary>
    private const int MaxGiveUpTries = 4;

    // A handler is stopped before another node may lease its job.
    private static readonly TimeSpan s_timeout = OutboxDispatchJob.Lease - TimeSpan.FromSeconds(20);

    private readonly Dictionary<string, IOutboxHandler> _handlers = handlers.ToDictionary(
        h => h.Kind,
        StringComparer.Ordinal
    );

    /// <returns>The job, if it is done; null if it is not and that is saved.</returns>
    public async Task<DueMessage?> RunAsync(DueMessage job, CancellationToken ct)
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

    /// <summary>Says that a job's outcome is not saved. The job is found again when its lease has run out.</summary>
    public void LogUnsaved(DueMessage job, Exception fault) =>
        log.LogError(fault, "The outcome of job {Job} of kind {Kind} could not be saved.", job.Id, job.Kind);

    /// <returns>Null if the handler succeeded.</returns>
    private async Task<Exception?> TryAsync(DueMessage job, CancellationToken ct)
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
    private DateTimeOffset? FindNextTry(DueMessage job, Exception fault, bool countsAsTry)
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
        DueMessage job,
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
        return leases.PostponeAsync(job, tries, kind, dueAt, ct);
    }

    private async Task GiveUpAsync(DueMessage job, Exception fault, CancellationToken ct)
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
                await leases.GiveUpAsync(job, kind, now, db => OnGivenUpAsync(db, job, ct), ct);
                OutboxMetrics.CountTry(job.Kind, "given-up");
                return;
            }
            catch (DbUpdateConcurrencyException) when (tries < MaxGiveUpTries)
            {
                // The row of the job's owner changed at the same moment: the handler reads it again.
            }
        }
    }

    private Task OnGivenUpAsync(PortalDbContext db, DueMessage job, CancellationToken ct) =>
        _handlers.TryGetValue(job.Kind, out var handler)
            ? handler.OnGivenUpAsync(db, job.Id, job.Payload, ct)
            : Task.CompletedTask;

    // The kind of the fault, never its message, which could quote personal data.
    private static string GetKind(Exception fault) =>
        fault is OutboxHandlerException known ? known.Kind : fault.GetType().Name;
}
