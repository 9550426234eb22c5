using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Data.Outbox;

/// <summary>Jobs that fail, are postponed or are given up, on both databases.</summary>
public abstract class OutboxRetryTests(TestDatabase database) : OutboxTestBase(database)
{
    [Fact]
    public async Task A_job_that_fails_is_tried_on_schedule_until_a_person_must_look()
    {
        var handler = new Recorder { Fails = true };
        var id = await EnqueueAsync("down");

        for (var tries = 0; tries < 20; tries++)
        {
            await SweepWith(handler).RunAsync(CancellationToken.None);
            Clock.Advance(TimeSpan.FromHours(30));
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

        Clock.Advance(TimeSpan.FromSeconds(4.9));
        await SweepWith(handler).RunAsync(CancellationToken.None);
        handler.Payloads.Count.ShouldBe(1);

        handler.Fails = false;
        Clock.Advance(TimeSpan.FromSeconds(1));
        await SweepWith(handler).RunAsync(CancellationToken.None);
        handler.Payloads.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_handler_decides_how_early_a_failed_job_is_tried_again()
    {
        var handler = new Recorder
        {
            Fault = OutboxHandlerException.Failed("http-429", Clock.GetInstant().AddHours(1)),
        };
        var id = await EnqueueAsync("busy");
        await SweepWith(handler).RunAsync(CancellationToken.None);

        var job = await FindAsync(id);
        (job.DueAt, job.Tries, job.LastFault).ShouldBe((Clock.GetInstant().AddHours(1), 1, "http-429"));
    }

    [Fact]
    public async Task A_postponed_job_has_not_failed_until_the_whole_schedule_has_run_out()
    {
        var handler = new Recorder();
        var id = await EnqueueAsync("resting");
        for (var hours = 0; hours < 100; hours++)
        {
            handler.Fault = OutboxHandlerException.Postponed("endpoint-resting", Clock.GetInstant().AddMinutes(30));
            await SweepWith(handler).RunAsync(CancellationToken.None);
            if ((await FindAsync(id)).GivenUpAt is not null)
                break;
            (await FindAsync(id)).Tries.ShouldBe(0);
            Clock.Advance(TimeSpan.FromHours(1));
        }

        (Clock.GetInstant() - new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero)).ShouldBeInRange(
            RetrySchedule.TotalDuration,
            RetrySchedule.TotalDuration + TimeSpan.FromHours(1)
        );
        (await FindAsync(id)).GivenUpAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_hopeless_job_is_given_up_at_once_and_its_owner_records_that_in_the_same_transaction()
    {
        var handler = new Recorder { Fault = OutboxHandlerException.Final("http-410") };
        var id = await EnqueueAsync("gone");
        handler.OnGivenUp = db =>
        {
            db.Enqueue("told-owner", id, Clock.GetInstant(), Clock.GetInstant().AddYears(1));
            return Task.CompletedTask;
        };
        await SweepWith(handler).RunAsync(CancellationToken.None);

        (await FindAsync(id)).GivenUpAt.ShouldBe(Clock.GetInstant());
        (await CountAsync("told-owner")).ShouldBe(1);
    }

    [Fact]
    public async Task An_owner_that_cannot_record_it_keeps_the_job_from_being_given_up_unseen()
    {
        var handler = new Recorder { Fault = OutboxHandlerException.Final("http-410") };
        var id = await EnqueueAsync("gone");
        handler.OnGivenUp = _ => throw new InvalidOperationException("not now");
        await SweepWith(handler).RunAsync(CancellationToken.None);
        (await FindAsync(id)).GivenUpAt.ShouldBeNull();

        handler.OnGivenUp = null;
        Clock.Advance(TimeSpan.FromMinutes(3));
        await SweepWith(handler).RunAsync(CancellationToken.None);
        (await FindAsync(id)).GivenUpAt.ShouldNotBeNull();
    }

    public sealed class OnSqlite(SqliteDatabase database) : OutboxRetryTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : OutboxRetryTests(database),
            IClassFixture<PostgresDatabase>;
}
