using System.Collections.Concurrent;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace JoinArena.PrivacyPortal.Tests.Data;

public abstract class OutboxTests(TestDatabase database)
{
    private readonly FakeTimeProvider _clock = new(new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_job_is_done_once_and_what_it_carried_is_gone()
    {
        var (handler, id) = (new Recorder(), await EnqueueAsync("ana@example.com"));

        await SweepWith(handler).SweepAsync(CancellationToken.None);
        await SweepWith(handler).SweepAsync(CancellationToken.None);

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

        await SweepWith(handler).SweepAsync(CancellationToken.None);
        handler.Payloads.ShouldBeEmpty();

        _clock.Advance(TimeSpan.FromHours(24));
        await SweepWith(handler).SweepAsync(CancellationToken.None);
        handler.Payloads.ShouldBe(["\"later\""]);
    }

    [Fact]
    public async Task A_job_that_fails_is_tried_on_schedule_until_a_person_must_look()
    {
        var (handler, id) = (new Recorder { Fails = true }, await EnqueueAsync("down"));

        for (var tries = 0; tries < 20; tries++)
        {
            await SweepWith(handler).SweepAsync(CancellationToken.None);
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
        await SweepWith(handler).SweepAsync(CancellationToken.None);

        _clock.Advance(TimeSpan.FromSeconds(4.9));
        await SweepWith(handler).SweepAsync(CancellationToken.None);
        handler.Payloads.Count.ShouldBe(1);

        handler.Fails = false;
        _clock.Advance(TimeSpan.FromSeconds(1));
        await SweepWith(handler).SweepAsync(CancellationToken.None);
        handler.Payloads.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Two_nodes_that_sweep_at_once_do_each_job_once()
    {
        var handler = new Recorder();
        for (var n = 0; n < 30; n++) await EnqueueAsync($"job {n}");

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SweepWith(handler).SweepAsync(CancellationToken.None)));

        handler.Payloads.Order().ShouldBe(Enumerable.Range(0, 30).Select(n => $"\"job {n}\"").Order());
    }

    [Fact]
    public async Task A_job_whose_node_died_is_taken_over_once_its_lease_has_run_out()
    {
        var id = await EnqueueAsync("orphan");
        using var dies = new CancellationTokenSource();
        var dying = new Recorder { OnHandle = dies.Cancel };
        await Should.ThrowAsync<OperationCanceledException>(() => SweepWith(dying).SweepAsync(dies.Token));

        var heir = new Recorder();
        await SweepWith(heir).SweepAsync(CancellationToken.None);
        heir.Payloads.ShouldBeEmpty();

        _clock.Advance(TimeSpan.FromMinutes(3));
        await SweepWith(heir).SweepAsync(CancellationToken.None);
        heir.Payloads.ShouldBe(["\"orphan\""]);
        (await FindAsync(id)).DoneAt.ShouldNotBeNull();
    }

    private OutboxSweep SweepWith(Recorder handler)
    {
        handler.Kind = _kind;
        return new(database.Contexts, [handler], _clock, NullLogger<OutboxSweep>.Instance);
    }

    // Tests of one class share a database: each has its own kind of job, so none finds another's.
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

        public Task HandleAsync(Guid job, string payload, CancellationToken ct)
        {
            Payloads.Enqueue(payload);
            OnHandle?.Invoke();
            ct.ThrowIfCancellationRequested();
            return Fails ? throw new TimeoutException("no answer from ana@example.com") : Task.CompletedTask;
        }
    }

    public sealed class OnSqlite(SqliteDatabase database) : OutboxTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database) : OutboxTests(database), IClassFixture<PostgresDatabase>;
}
