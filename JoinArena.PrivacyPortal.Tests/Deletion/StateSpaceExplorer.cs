using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Deletion.Erasure;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Deletion;

/// <summary>Something somebody can do, or that happens by itself.</summary>
internal sealed record Transition(string Name, Func<SingleProcess, DeletionFixture, Task> ApplyAsync);

/// <summary>What is so at one place of the walk, and how one got there.</summary>
internal sealed record StateNode(
    string Description,
    string Route,
    DateTimeOffset Now,
    InMemoryDatabaseCopy Database,
    IReadOnlyList<DeletionRequest> Requests
)
{
    /// <summary>
    /// Whether everything has come to a true end. What is kept for a time is an answer, and no end for good: it comes
    /// due.
    /// </summary>
    public bool IsEnd => Requests.All(r => r.State.IsEnd && r.Tasks.All(t => t.State is not TaskState.Retained));
}

/// <summary>
/// Goes everywhere the steps lead, from the desks' own rules and not from a list of transitions: at each place every
/// step is tried on a copy of the database.
/// Places that look the same, but for instants and ids, are one place; from a true end nobody has to go on.
/// </summary>
internal sealed class StateSpaceExplorer(DeletionFixture bench, IReadOnlyList<Transition> steps, ScriptedParty party)
    : IDisposable
{
    private const int MostPlaces = 2000;

    private readonly Dictionary<string, StateNode> _places = new(StringComparer.Ordinal);
    private readonly HashSet<(string From, string To)> _ways = [];

    public IReadOnlyCollection<StateNode> Nodes => _places.Values;

    public async Task ExploreAsync(InMemoryDatabaseCopy from)
    {
        var open = new Queue<StateNode>([await LookAsync(from, "")]);
        _places.Add(open.Peek().Description, open.Peek());
        while (open.TryDequeue(out var place))
        {
            if (!place.IsEnd)
                await LeaveAsync(place, open);
            _places.Count.ShouldBeLessThan(MostPlaces, "the walk must come to an end");
        }
    }

    /// <summary>The places from which no step, nor any steps after it, leads to an end.</summary>
    public IReadOnlyList<string> FindDeadEnds()
    {
        var leads = _places.Values.Where(p => p.IsEnd).Select(p => p.Description).ToHashSet(StringComparer.Ordinal);
        for (var before = -1; before != leads.Count; )
        {
            before = leads.Count;
            leads.UnionWith(_ways.Where(w => leads.Contains(w.To)).Select(w => w.From).ToList());
        }

        return
        [
            .. _places
                .Values.Where(p => !leads.Contains(p.Description))
                .Select(p => $"{p.Description}, by way of{p.Route}"),
        ];
    }

    public void Dispose()
    {
        foreach (var place in _places.Values)
            place.Database.Dispose();
    }

    /// <summary>Tries every step from a place.</summary>
    private async Task LeaveAsync(StateNode place, Queue<StateNode> open)
    {
        // Half of the steps are refused and write nothing; the copy serves the next step too.
        InMemoryDatabaseCopy? unwritten = null;
        foreach (var step in steps)
        {
            var copy = unwritten ?? InMemoryDatabaseCopy.CopyFrom(place.Database.Settings);
            var version = copy.ReadVersion();
            await TryAsync(place, step, copy);
            var isUnwritten = copy.ReadVersion() == version;
            unwritten = isUnwritten ? copy : null;
            // What is stored and the time are all there is to a place.
            if (isUnwritten && bench.Clock.GetUtcNow() == place.Now)
            {
                _ways.Add((place.Description, place.Description));
                continue;
            }

            var next = await LookAsync(copy, $"{place.Route} > {step.Name}");
            _ways.Add((place.Description, next.Description));
            if (_places.TryAdd(next.Description, next))
            {
                unwritten = null;
                open.Enqueue(next);
                await ExpectRecordsAsync(next);
            }
            else if (!isUnwritten)
            {
                copy.Dispose();
            }
        }

        unwritten?.Dispose();
    }

    private async Task TryAsync(StateNode place, Transition step, InMemoryDatabaseCopy copy)
    {
        bench.Clock.AdjustTime(place.Now);
        using var process = new SingleProcess(bench, copy.Settings, connectors: party.Connectors);
        try
        {
            await step.ApplyAsync(process, bench);
        }
        catch (OperationCanceledException) when (process.Simulator.HasCrashed)
        {
            // The step was that the process ends.
        }
    }

    /// <summary>What is stored is what the ledger recorded, wherever the steps lead.</summary>
    private async Task ExpectRecordsAsync(StateNode place)
    {
        using var process = new SingleProcess(bench, place.Database.Settings);
        (await RecordedRequestTests.FindDifferencesAsync(process.Contexts)).ShouldBeEmpty(
            $"{place.Description}, by way of{place.Route}"
        );
    }

    private async Task<StateNode> LookAsync(InMemoryDatabaseCopy copy, string way)
    {
        using var process = new SingleProcess(bench, copy.Settings);
        await using var db = await process.Contexts.CreateDbContextAsync();
        var requests = await db
            .DeletionRequests.AsNoTracking()
            .Include(r => r.Tasks)
            .Include(r => r.Events)
            .Where(r => r.WorkerId == bench.Worker)
            .OrderBy(r => r.Number)
            .ToListAsync();
        var jobs = await db
            .Outbox.AsNoTracking()
            .Where(m => m.Kind == ErasureMessage.KindName && m.DoneAt == null)
            .ToListAsync();
        var proposals = await db.RefusalProposals.AsNoTracking().Where(p => p.DecidedAt == null).ToListAsync();
        var held = await db.LegalHolds.AnyAsync(h => h.WorkerId == bench.Worker && h.LiftedAt == null);
        var now = bench.Clock.GetUtcNow();
        var looks = requests.Select(r =>
            string.Join(
                ' ',
                [
                    r.State.ToString(),
                    .. !r.State.IsEnd && proposals.Exists(p => p.RequestId == r.Id) ? new[] { "to be refused?" } : [],
                    .. r.Tasks.Select(t =>
                        $"[{t.State}{(t.Round > 1 ? " again" : "")}{(t.SendingSince is null ? "" : " on its way")}"
                        + $"{(t.LastFailedAt is null ? "" : " tried")}{(t.FollowsTaskId is null ? "" : " follows")}"
                        + $"{(r.State.IsEnd || t.State.IsNotified ? "" : Jobs(t, jobs, now))}]"
                    ),
                ]
            )
        );
        var place = new StateNode(string.Join(" + ", looks), way, now, copy, requests);
        return held && !place.IsEnd ? place with { Description = $"{place.Description} held" } : place;
    }

    private static string Jobs(ErasureTask task, List<OutboxMessage> jobs, DateTimeOffset now) =>
        string.Concat(
            jobs.Where(j => j.Payload!.Contains(task.Id.ToString(), StringComparison.Ordinal))
                .Select(j =>
                    $"{(j.GivenUpAt is not null ? " given up" : j.DueAt > now || j.LeasedUntil > now ? " later" : " due")}"
                )
                .Distinct()
                .Order(StringComparer.Ordinal)
        );
}

/// <summary>A party, or all of them, that takes a message as it is told to.</summary>
internal sealed class ScriptedParty
{
    /// <summary>What becomes of a message.</summary>
    public Func<NotificationResult> Respond { get; set; } = () => new();

    /// <summary>It, at the end of every kind of connector but the manual.</summary>
    public IReadOnlyList<IConnector> Connectors =>
        [
            new End(this, ConnectorType.Webhook),
            new End(this, ConnectorType.Email),
            new End(this, ConnectorType.Internal),
        ];

    private sealed class End(ScriptedParty party, ConnectorType type) : IConnector
    {
        public ConnectorType Type => type;

        public Task<NotificationResult> NotifyAsync(PartyNotification errand, CancellationToken ct) =>
            Task.FromResult(party.Respond());
    }
}
