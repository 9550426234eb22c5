using System.Threading.Channels;
using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures.Intake;

/// <summary>
/// Takes reports into the book. What it answers as accepted is durable, and in the book once. There is one writer:
/// while it waits for the disk, requests gather,
/// and the next transaction takes them together (group commit), so that many small requests cost little more than a few
/// large ones.
/// </summary>
public sealed class DisclosureIntake : IAsyncDisposable
{
    /// <summary>How many reports one transaction takes at most, so that other writers need not wait long.</summary>
    public const int MaxGroupSize = 1_000;

    private static readonly TimeSpan s_idle = TimeSpan.FromSeconds(1);

    private readonly IDbContextFactory<PortalDbContext> _contexts;
    private readonly AcceptanceQueries _acceptances;
    private readonly RecipientKindTracker _kinds;
    private readonly TimeProvider _clock;
    private readonly Channel<Pending> _queue = Channel.CreateBounded<Pending>(1_000);
    private readonly Channel<string[]> _news = Channel.CreateUnbounded<string[]>();
    private readonly Lazy<Task> _work;
    private ChangeFeed _changes = null!;

    public DisclosureIntake(
        IDbContextFactory<PortalDbContext> contexts,
        AcceptanceQueries acceptances,
        TimeProvider clock
    )
    {
        (_contexts, _acceptances, _kinds, _clock) = (contexts, acceptances, new(clock), clock);
        _work = new(() => Task.WhenAll(Task.Run(WriteAsync), Task.Run(TellAsync)));
    }

    /// <summary>
    /// Takes the reports, up to <see cref="MaxGroupSize"/> of them in one transaction; a bad one never spoils the
    /// others.
    /// </summary>
    /// <param name="ct">Ends the wait, not the work: what was handed over may be in the book all the same.</param>
    /// <returns>What became of each, in order.</returns>
    public async Task<IReadOnlyList<IntakeResult>> SubmitAsync(IReadOnlyList<Report> reports, CancellationToken ct)
    {
        _ = _work.Value;
        if (reports.Count <= MaxGroupSize)
            return await HandOverAsync(reports, ct);
        var outcomes = new List<IntakeResult>(reports.Count);
        foreach (var part in reports.Chunk(MaxGroupSize))
            outcomes.AddRange(await HandOverAsync(part, ct));
        return outcomes;
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        if (_work.IsValueCreated)
            await _work.Value;
    }

    private async Task<IReadOnlyList<IntakeResult>> HandOverAsync(IReadOnlyList<Report> reports, CancellationToken ct)
    {
        if (reports.Count == 0)
            return [];
        var pending = new Pending(reports, new(TaskCreationOptions.RunContinuationsAsynchronously));
        await _queue.Writer.WriteAsync(pending, ct);
        return await pending.Done.Task.WaitAsync(ct);
    }

    private async Task WriteAsync()
    {
        IntakeSession? session = null;
        while (await MoreAsync(session) is { } more)
        {
            if (more)
            {
                session = await TakeGroupAsync(session, Gathered());
                continue;
            }

            // Nothing for a while: the connection is given back.
            await session!.DisposeAsync();
            session = null;
        }

        if (session is not null)
            await session.DisposeAsync();
        _news.Writer.Complete();
    }

    /// <returns>
    /// Whether somebody waits; false when nobody came for a while; null when nobody will come any more.
    /// </returns>
    private async Task<bool?> MoreAsync(IntakeSession? session)
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

    private List<Pending> Gathered()
    {
        var (group, reports) = (new List<Pending>(), 0);
        while (
            _queue.Reader.TryPeek(out var next)
            && (group.Count == 0 || reports + next.Reports.Count <= MaxGroupSize)
            && _queue.Reader.TryRead(out next)
        )
        {
            group.Add(next);
            reports += next.Reports.Count;
        }

        return group;
    }

    /// <returns>The session to go on with; null after a fault.</returns>
    private async Task<IntakeSession?> TakeGroupAsync(IntakeSession? session, List<Pending> group)
    {
        try
        {
            session ??= await IntakeSession.OpenAsync(_contexts, _acceptances, _kinds, _clock);
            List<Report> reports = [.. group.SelectMany(p => p.Reports)];
            var outcomes = await session.ProcessAsync(reports, CancellationToken.None);
            var next = 0;
            foreach (var pending in group)
            {
                pending.Done.SetResult([.. outcomes.Skip(next).Take(pending.Reports.Count)]);
                next += pending.Reports.Count;
            }

            var changed = IntakeResult.GetAffectedWorkers(reports, outcomes);
            _changes = session.Changes;
            if (changed.Length > 0)
                _news.Writer.TryWrite(changed);
            return session;
        }
        catch (Exception fault)
        {
            if (session is not null)
                await session.DisposeAsync();
            // One request may be what the database cannot take; the others are tried without it.
            if (group is [var only])
            {
                only.Done.SetException(fault);
            }
            else
            {
                foreach (var pending in group)
                {
                    await (
                        await TakeGroupAsync(null, [pending]) is { } own ? own.DisposeAsync() : ValueTask.CompletedTask
                    );
                }
            }

            return null;
        }
    }

    // Open pages load again when they are told, which nobody who reports should wait for.
    private async Task TellAsync()
    {
        while (await _news.Reader.WaitToReadAsync())
        {
            var changed = new HashSet<string>(StringComparer.Ordinal);
            while (_news.Reader.TryRead(out var workers))
                changed.UnionWith(workers);
            await _changes.PublishAsync(changed);
        }
    }

    private sealed record Pending(
        IReadOnlyList<Report> Reports,
        TaskCompletionSource<IReadOnlyList<IntakeResult>> Done
    );
}
