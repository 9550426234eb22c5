// Over 250 lines: all ways in which a job can end are tested with the same handler.
using System.Collections.Concurrent;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace JoinArena.PrivacyPortal.Tests.Data.Outbox;

public abstract class OutboxTests(TestDatabase database)
{
    private readonly FakeTimeProvider _clock = new(new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_job_is_done_once_and_its_payload_is_deleted()
    {
        var (handler, id) = (new Recorder(), await EnqueueAsync("ana@example.com"));

        await SweepWith(handler).RunAsync(CancellationToken.None);
        await SweepWith(handler).RunAsync(CancellationToken.None);

        handler.Payloads.ShouldBe(["\"ana@example.com\""]);
        var job = await FindAsync(id);
        job.DoneAt.ShouldBe(_clock.GetInstant());
        job.Payload.ShouldBeNull();
    }

    [Fact]
    public async Task A_job_is_not_done_before_it_is_due()
    {
        var handler = new Recorder();
        await EnqueueAsync("later", notBefore: _clock.GetInstant().AddHours(24));

        await SweepWith(handler).RunAsync(CancellationToken.None);
        handler.Payloads.ShouldBeEmpty();

        _clock.Advance(TimeSpan.FromHours(24));
        await SweepWith(handler).RunAsync(CancellationToken.None);
        handler.Payloads.ShouldBe(["\"later\""]);
    }

    [Fact]
    public async Task A_job_that_fails_is_tried_on_schedule_until_a_person_must_look()
    {
        var (handler, id) = (new Recorder { Fails = true }, await EnqueueAsync("down"));

        for (var tries = 0; tries < 20; tries++)
        {
            await SweepWith(handler).RunAsync(CancellationToken.None);
            _clock.Advance(TimeSpan.FromHours(30));
        }

        handler.Payloads.Count.ShouldBe(10);
        var job = await FindAsync(id);
        job.GivenUpAt.ShouldNotBeNull();
        job.Payload.ShouldNotBeNull();
        job.LastFault.ShouldBe(nameof(TimeoutException));
    }

    [Fact]
    public async Task A_job_waits_five_seconds_after_its_first_failure()
    {
        var handler = new Recorder { Fails = true };
        await EnqueueAsync("soon");
        await SweepWith(handler).RunAsync(CancellationToken.None);

        _clock.Advance(TimeSpan.FromSeconds(4.9));
        await SweepWith(handler).RunAsync(CancellationToken.None);
        handler.Payloads.Count.ShouldBe(1);

        handler.Fails = false;
        _clock.Advance(TimeSpan.FromSeconds(1));
        await SweepWith(handler).RunAsync(CancellationToken.None);
        handler.Payloads.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Two_nodes_that_dispatch_at_once_do_each_job_once()
    {
        var handler = new Recorder();
        for (var n = 0; n < 30; n++)
            await EnqueueAsync($"job {n}");

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SweepWith(handler).RunAsync(CancellationToken.None)));

        handler.Payloads.Order().ShouldBe(Enumerable.Range(0, 30).Select(n => $"\"job {n}\"").Order());
    }

    [Fact]
    public async Task A_job_whose_node_died_is_taken_over_once_its_lease_has_run_out()
    {
        var id = await EnqueueAsync("orphan");
        using var dies = new CancellationTokenSource();
        var dying = new Recorder { OnHandle = dies.Cancel };
        await Should.ThrowAsync<OperationCanceledException>(() => SweepWith(dying).RunAsync(dies.Token));

        var heir = new Recorder();
        await SweepWith(heir).RunAsync(CancellationToken.None);
        heir.Payloads.ShouldBeEmpty();

        _clock.Advance(TimeSpan.FromMinutes(3));
        await SweepWith(heir).RunAsync(CancellationToken.None);
        heir.Payloads.ShouldBe(["\"orphan\""]);
        (await FindAsync(id)).DoneAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_handler_decides_how_early_a_failed_job_is_tried_again()
    {
        var (handler, id) = (
            new Recorder { Fault = OutboxHandlerException.Failed("http-429", _clock.GetInstant().AddHours(1)) },
            await EnqueueAsync("busy")
        );
        await SweepWith(handler).RunAsync(CancellationToken.None);

        var job = await FindAsync(id);
        (job.DueAt, job.Tries, job.LastFault).ShouldBe((_clock.GetInstant().AddHours(1), 1, "http-429"));
    }

    [Fact]
    public async Task A_postponed_job_has_not_failed_until_the_whole_schedule_has_run_out()
    {
        var (handler, id) = (new Recorder(), await EnqueueAsync("resting"));
        for (var hours = 0; hours < 100; hours++)
        {
            handler.Fault = OutboxHandlerException.Postponed("endpoint-resting", _clock.GetInstant().AddMinutes(30));
            await SweepWith(handler).RunAsync(CancellationToken.None);
            if ((await FindAsync(id)).GivenUpAt is not null)
                break;
            (await FindAsync(id)).Tries.ShouldBe(0);
            _clock.Advance(TimeSpan.FromHours(1));
        }

        (_clock.GetInstant() - new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero)).ShouldBeInRange(
            RetrySchedule.TotalDuration,
            RetrySchedule.TotalDuration + TimeSpan.FromHours(1)
        );
        (await FindAsync(id)).GivenUpAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_hopeless_job_is_given_up_at_once_and_its_owner_records_that_in_the_same_transaction()
    {
        var (handler, id) = (
            new Recorder { Fault = OutboxHandlerException.Final("http-410") },
            await EnqueueAsync("gone")
        );
        handler.OnGivenUp = db =>
        {
            db.Enqueue("told-owner", id, _clock.GetInstant(), _clock.GetInstant().AddYears(1));
            return Task.CompletedTask;
        };
        await SweepWith(handler).RunAsync(CancellationToken.None);

        (await FindAsync(id)).GivenUpAt.ShouldBe(_clock.GetInstant());
        (await CountAsync("told-owner")).ShouldBe(1);
    }

    [Fact]
    public async Task An_owner_that_cannot_record_it_keeps_the_job_from_being_given_up_unseen()
    {
        var (handler, id) = (
            new Recorder { Fault = OutboxHandlerException.Final("http-410") },
            await EnqueueAsync("gone")
        );
        handler.OnGivenUp = _ => throw new InvalidOperationException("not now");
        await SweepWith(handler).RunAsync(CancellationToken.None);
        (await FindAsync(id)).GivenUpAt.ShouldBeNull();

        handler.OnGivenUp = null;
        _clock.Advance(TimeSpan.FromMinutes(3));
        await SweepWith(handler).RunAsync(CancellationToken.None);
        (await FindAsync(id)).GivenUpAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_slow_job_does_not_hold_up_the_others()
    {
        var released = new TaskCompletionSource();
        await EnqueueAsync("slow");
        var quick = new List<Guid>();
        for (var n = 0; n < 20; n++)
            quick.Add(await EnqueueAsync($"quick {n}"));
        var handler = new Recorder { Waits = payload => payload == "\"slow\"" ? released.Task : Task.CompletedTask };

        var sweep = SweepWith(handler).RunAsync(CancellationToken.None);
        await Eventually.FindAsync(
            async () => await DoneAsync() == 20 ? this : null,
            () => "the quick ones are not done"
        );
        sweep.IsCompleted.ShouldBeFalse();
        released.SetResult();
        await sweep;
        (await DoneAsync()).ShouldBe(21);
    }

    private async Task<int> DoneAsync()
    {
        await using var db = database.Contexts.CreateDbContext();
        return await db.Outbox.CountAsync(m => m.Kind == _kind && m.DoneAt != null);
    }

    private async Task<int> CountAsync(string kind)
    {
        await using var db = database.Contexts.CreateDbContext();
        return await db.Outbox.CountAsync(m => m.Kind == kind);
    }

    private OutboxDispatchJob SweepWith(Recorder handler)
    {
        handler.Kind = _kind;
        return new(database.Contexts, [handler], _clock, NullLogger<OutboxDispatchJob>.Instance);
    }

    // The tests of a class share a database: each has its own kind of job, so it does not find the jobs of another
    // test.
    private readonly string _kind = $"test-{Guid.NewGuid():N}";

    private async Task<Guid> EnqueueAsync(string payload, DateTimeOffset? notBefore = null)
    {
        await using var db = database.Contexts.CreateDbContext();
        await db.Outbox.Where(m => m.Kind != _kind).ExecuteDeleteAsync();
        db.Enqueue(_kind, payload, _clock.GetInstant(), notBefore);
        await db.SaveChangesAsync();
        return db.ChangeTracker.Entries<OutboxMessage>().Single().Entity.Id;
    }

    private async Task<OutboxMessage> FindAsync(Guid id)
    {
        await using var db = database.Contexts.CreateDbContext();
        return await db.Outbox.AsNoTracking().SingleAsync(m => m.Id == id);
    }

    private sealed class Recorder : IOutboxHandler
    {
        public ConcurrentQueue<string> Payloads { get; } = [];

        public bool Fails { get; set; }

        public Action? OnHandle { get; init; }

        public string Kind { get; set; } = "";

        public OutboxHandlerException? Fault { get; set; }

        public Func<PortalDbContext, Task>? OnGivenUp { get; set; }

        public Func<string, Task> Waits { get; init; } = _ => Task.CompletedTask;

        public Task OnGivenUpAsync(PortalDbContext db, Guid job, string payload, CancellationToken ct) =>
            OnGivenUp?.Invoke(db) ?? Task.CompletedTask;

        public async Task HandleAsync(Guid job, string payload, CancellationToken ct)
        {
            Payloads.Enqueue(payload);
            OnHandle?.Invoke();
            ct.ThrowIfCancellationRequested();
            await Waits(payload);
            if (Fault is { } fault)
                throw fault;
            if (Fails)
                throw new TimeoutException("no answer from ana@example.com");
        }
    }

    public sealed class OnSqlite(SqliteDatabase database) : OutboxTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database) : OutboxTests(database), IClassFixture<PostgresDatabase>;
}
