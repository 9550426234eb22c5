using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Tests.Disclosures;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace JoinArena.PrivacyPortal.Tests.Data.Outbox;

public abstract class OutboxTests(TestDatabase database) : OutboxTestBase(database)
{
    [Fact]
    public async Task A_job_is_done_once_and_its_payload_is_deleted()
    {
        var handler = new Recorder();
        var id = await EnqueueAsync("ana@example.com");

        await SweepWith(handler).RunAsync(CancellationToken.None);
        await SweepWith(handler).RunAsync(CancellationToken.None);

        handler.Payloads.ShouldBe(["\"ana@example.com\""]);
        var job = await FindAsync(id);
        job.DoneAt.ShouldBe(Clock.GetInstant());
        job.Payload.ShouldBeNull();
    }

    [Fact]
    public async Task A_job_is_not_done_before_it_is_due()
    {
        var handler = new Recorder();
        await EnqueueAsync("later", notBefore: Clock.GetInstant().AddHours(24));

        await SweepWith(handler).RunAsync(CancellationToken.None);
        handler.Payloads.ShouldBeEmpty();

        Clock.Advance(TimeSpan.FromHours(24));
        await SweepWith(handler).RunAsync(CancellationToken.None);
        handler.Payloads.ShouldBe(["\"later\""]);
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

        Clock.Advance(TimeSpan.FromMinutes(3));
        await SweepWith(heir).RunAsync(CancellationToken.None);
        heir.Payloads.ShouldBe(["\"orphan\""]);
        (await FindAsync(id)).DoneAt.ShouldNotBeNull();
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

    [Fact]
    public async Task A_job_that_comes_while_a_slow_one_runs_does_not_wait_for_it()
    {
        var released = new TaskCompletionSource();
        await EnqueueAsync("slow");
        var handler = new Recorder { Waits = payload => payload == "\"slow\"" ? released.Task : Task.CompletedTask };
        var sweep = SweepWith(handler).RunAsync(CancellationToken.None);
        await Eventually.FindAsync(
            () => Task.FromResult(handler.Payloads.FirstOrDefault()),
            () => "slow has not begun"
        );

        await EnqueueAsync("later");

        await Eventually.FindAsync(async () => await DoneAsync() == 1 ? this : null, () => "the later one is not done");
        sweep.IsCompleted.ShouldBeFalse();
        released.SetResult();
        await sweep;
    }

    [Fact]
    public async Task A_portal_that_stops_begins_no_more_jobs_and_saves_those_it_has_begun()
    {
        using var lifetime = new StoppingLifetime();
        for (var n = 0; n < OutboxDispatchJob.MaxConcurrency + 12; n++)
            await EnqueueAsync($"job {n}");
        var handler = new Recorder { OnHandle = lifetime.StopApplication };

        await SweepWith(handler, lifetime: lifetime).RunAsync(CancellationToken.None);

        handler.Payloads.Count.ShouldBeInRange(1, OutboxDispatchJob.MaxConcurrency);
        (await DoneAsync()).ShouldBe(handler.Payloads.Count);
    }

    [Fact]
    public async Task A_job_that_is_done_is_not_done_again_when_the_database_cannot_be_reached_for_a_moment()
    {
        var contexts = new FaultyContextFactory(Database.Contexts);
        await EnqueueAsync("slow");
        await EnqueueAsync("last");
        var handler = new Recorder
        {
            Waits = payload =>
            {
                if (payload == "\"slow\"")
                    return contexts.HasFailed;
                contexts.FailNext();
                return Task.CompletedTask;
            },
        };

        await Should.ThrowAsync<TimeoutException>(() => SweepWith(handler, contexts).RunAsync(CancellationToken.None));

        (await DoneAsync()).ShouldBe(2);
        Clock.Advance(TimeSpan.FromMinutes(3));
        await SweepWith(handler).RunAsync(CancellationToken.None);
        handler.Payloads.Count.ShouldBe(2);
    }

    private async Task<int> DoneAsync()
    {
        await using var db = Database.Contexts.CreateDbContext();
        return await db.Outbox.CountAsync(m => m.Kind == Kind && m.DoneAt != null);
    }

    private sealed class StoppingLifetime : IHostApplicationLifetime, IDisposable
    {
        private readonly CancellationTokenSource _stopping = new();

        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => _stopping.Token;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication() => _stopping.Cancel();

        public void Dispose() => _stopping.Dispose();
    }

    public sealed class OnSqlite(SqliteDatabase database) : OutboxTests(database), IClassFixture<SqliteDatabase>
    {
        [Fact]
        public async Task Due_jobs_are_found_in_their_order_however_many_are_due_at_the_same_moment()
        {
            await using var db = Database.Contexts.CreateDbContext();

            var plan = await StaffQueryPlans.ExplainAsync(
                db,
                OutboxLeases.QueryDue(db, Clock.GetInstant()).ToQueryString()
            );

            plan.ShouldContain("IX_Outbox_DueAt_Id");
            plan.ShouldNotContain("ORDER BY", Case.Insensitive, "all of them would be sorted for the first few");
        }
    }

    public sealed class OnPostgres(PostgresDatabase database) : OutboxTests(database), IClassFixture<PostgresDatabase>;
}
