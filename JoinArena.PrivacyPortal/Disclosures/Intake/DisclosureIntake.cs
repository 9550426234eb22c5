using System.Threading.Channels;
using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures.Intake;

/// <summary>
/// Takes reports of disclosures. What it answers as accepted is durable and counted once. There is one writer: while it
/// waits for the disk, requests gather, and the next transaction takes them together (group commit), so that many small
/// requests cost little more than a few large ones.
/// </summary>
/// <remarks>
/// The way of an event: <c>ReportApi</c> or <c>ReportStream</c> → <c>ReadEvent</c> → <c>CloudEventReader</c> → this class →
/// <see cref="IntakeSession"/> (one transaction) → a bulk reader fills the <see cref="IntakeLookup"/> →
/// <see cref="ReportProcessor"/>, with <see cref="ReportAdmission"/> and <c>CoverageAssessment</c> → a bulk writer writes
/// the <c>IntakeBatch</c>.
/// </remarks>
public sealed class DisclosureIntake : IAsyncDisposable
{
    /// <summary>The most reports in one transaction, so that other writers need not wait long.</summary>
    public const int MaxGroupSize = 1_000;

    private static readonly TimeSpan s_idle = TimeSpan.FromSeconds(1);

    private readonly IDbContextFactory<PortalDbContext> _contexts;
    private readonly AcceptanceQueries _acceptances;
    private readonly RecipientKindTracker _kinds;
    private readonly TimeProvider _clock;
    private readonly Channel<Submission> _queue = Channel.CreateBounded<Submission>(1_000);
    private readonly Channel<string[]> _changedWorkers = Channel.CreateUnbounded<string[]>();
    private readonly Lazy<Task> _work;
    private ChangeFeed _changes = null!;

    public DisclosureIntake(
        IDbContextFactory<PortalDbContext> contexts,
        AcceptanceQueries acceptances,
        TimeProvider clock
    )
    {
        _contexts = contexts;
        _acceptances = acceptances;
        _kinds = new(clock);
        _clock = clock;
        _work = new(() => Task.WhenAll(Task.Run(WriteAsync), Task.Run(PublishChangesAsync)));
    }

    /// <summary>
    /// Takes the reports, up to <see cref="MaxGroupSize"/> of them in one transaction. A bad one never spoils the others.
    /// </summary>
    /// <param name="ct">Ends the wait, not the work: reports that were handed over may still be stored.</param>
    /// <returns>The result of each report, in order.</returns>
    public async Task<IReadOnlyList<IntakeResult>> SubmitAsync(IReadOnlyList<Report> reports, CancellationToken ct)
    {
        _ = _work.Value;
        if (reports.Count <= MaxGroupSize)
            return await EnqueueAsync(reports, ct);
        var results = new List<IntakeResult>(reports.Count);
        foreach (var part in reports.Chunk(MaxGroupSize))
            results.AddRange(await EnqueueAsync(part, ct));
        return results;
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        if (_work.IsValueCreated)
            await _work.Value;
    }

    private async Task<IReadOnlyList<IntakeResult>> EnqueueAsync(IReadOnlyList<Report> reports, CancellationToken ct)
    {
        if (reports.Count == 0)
            return [];
        var submission = new Submission(reports, new(TaskCreationOptions.RunContinuationsAsynchronously));
        await _queue.Writer.WriteAsync(submission, ct);
        return await submission.Done.Task.WaitAsync(ct);
    }

    private async Task WriteAsync()
    {
        IntakeSession? session = null;
        while (await WaitForMoreAsync(session) is { } hasMore)
        {
            if (hasMore)
            {
                session = await TakeGroupAsync(session, GatherGroup());
                continue;
            }

            // Nothing came for a while: the connection goes back to the pool.
            await session!.DisposeAsync();
            session = null;
        }

        if (session is not null)
            await session.DisposeAsync();
        _changedWorkers.Writer.Complete();
    }

    /// <returns>
    /// True when a submission waits; false when none came while a session was idle; null when the intake is shut down.
    /// </returns>
    private async Task<bool?> WaitForMoreAsync(IntakeSession? session)
    {
        using var idle = new CancellationTokenSource();
        if (session is not null)
            idle.CancelAfter(s_idle);
        try
        {
            return await _queue.Reader.WaitToReadAsync(idle.Token) ? true : null;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private List<Submission> GatherGroup()
    {
        var group = new List<Submission>();
        var reports = 0;
        while (_queue.Reader.TryPeek(out var next))
        {
            if (group.Count > 0 && reports + next.Reports.Count > MaxGroupSize)
                break;
            if (!_queue.Reader.TryRead(out next))
                break;
            group.Add(next);
            reports += next.Reports.Count;
        }

        return group;
    }

    /// <returns>The session to go on with; null after a fault.</returns>
    private async Task<IntakeSession?> TakeGroupAsync(IntakeSession? session, List<Submission> group)
    {
        try
        {
            session ??= await IntakeSession.OpenAsync(_contexts, _acceptances, _kinds, _clock);
            await ProcessAsync(session, group);
            return session;
        }
        catch (Exception fault)
        {
            if (session is not null)
                await session.DisposeAsync();
            if (group is [var only])
                only.Done.SetException(fault);
            else
                await TakeEachAloneAsync(group);
            return null;
        }
    }

    private async Task ProcessAsync(IntakeSession session, List<Submission> group)
    {
        List<Report> reports = [.. group.SelectMany(s => s.Reports)];
        var results = await session.ProcessAsync(reports, CancellationToken.None);
        var next = 0;
        foreach (var submission in group)
        {
            submission.Done.SetResult([.. results.Skip(next).Take(submission.Reports.Count)]);
            next += submission.Reports.Count;
        }

        _changes = session.Changes;
        var changed = IntakeResult.GetAffectedWorkers(reports, results);
        if (changed.Length > 0)
            _changedWorkers.Writer.TryWrite(changed);
    }

    // One submission may hold what the database refuses. Taken alone, it no longer spoils the others.
    private async Task TakeEachAloneAsync(List<Submission> group)
    {
        foreach (var submission in group)
        {
            var session = await TakeGroupAsync(null, [submission]);
            if (session is not null)
                await session.DisposeAsync();
        }
    }

    // Open pages reload when they are notified. The caller who reports does not wait for that.
    private async Task PublishChangesAsync()
    {
        while (await _changedWorkers.Reader.WaitToReadAsync())
        {
            var changed = new HashSet<string>(StringComparer.Ordinal);
            while (_changedWorkers.Reader.TryRead(out var workers))
                changed.UnionWith(workers);
            await _changes.PublishAsync(changed);
        }
    }

    /// <summary>The reports of one call, and the answer it waits for.</summary>
    private sealed record Submission(
        IReadOnlyList<Report> Reports,
        TaskCompletionSource<IReadOnlyList<IntakeResult>> Done
    );
}
