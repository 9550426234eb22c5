using JoinArena.PrivacyPortal.Deletion.Erasure.Redisclosures;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Erasure.Redisclosures;

/// <summary>Data that is sent before the parties are notified of its erasure, or after it is completed.</summary>
public abstract class RedisclosureTimingTests(TestDatabase database)
{
    [Fact]
    public async Task A_copy_sent_during_the_cooling_off_time_is_flagged_and_its_party_is_notified_with_the_others()
    {
        var (bench, watch) = await BenchAsync();
        await bench.AddHoldingPartyAsync("Northwind", connector: ConnectorType.Email);
        var number = await bench.CreateConfirmedRequestAsync();
        bench.Clock.Advance(TimeSpan.FromHours(1));
        var late = await bench.AddPartyAsync("Latecomer", ConnectorType.Email);
        await bench.AddDisclosureAsync(late, "resume-");
        await watch.RunAsync(default);
        (await bench.Redisclosures.FindByRequestAsync(number, default))
            .ShouldHaveSingleItem()
            .Action.ShouldBe(RedisclosureAction.NotifiedWithOthers);

        bench.Clock.Advance(TimeSpan.FromDays(1));
        await bench.TimeoutJob.RunAsync(default);
        await bench.DeliverMessagesAsync();

        (await bench.LoadRequestAsync(number)).Tasks.Select(t => t.PartyName).ShouldBe(["Latecomer", "Northwind"]);
        bench.Mails.GetMailsTo("privacy@latecomer.example").Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_copy_that_was_sent_before_the_request_and_reported_late_is_added_without_being_called_a_breach()
    {
        var (bench, watch) = await BenchAsync();
        await bench.AddHoldingPartyAsync("Northwind");
        var request = await bench.CreateStartedRequestAsync();
        var late = await bench.AddPartyAsync("Latecomer");

        await bench.AddDisclosureAsync(late, "resume-", at: bench.Clock.GetUtcNow().AddDays(-10));
        await watch.RunAsync(default);

        (await bench.Redisclosures.FindByRequestAsync(request.Number, default))
            .ShouldHaveSingleItem()
            .IsAfterRequest.ShouldBeFalse();
        (await bench.ReadInboxSubjectsAsync()).ShouldContain(
            $"We found another copy of data you asked us to delete: {request.Number}"
        );
        (await bench.LoadRequestAsync(request.Number)).Tasks.ShouldContain(t => t.PartyId == late);
    }

    [Fact]
    public async Task A_copy_sent_after_completion_asks_the_worker_and_sends_nothing_in_their_name()
    {
        var (bench, watch) = await BenchAsync();
        var northwind = await bench.AddHoldingPartyAsync("Northwind", connector: ConnectorType.Email);
        var request = await bench.CreateStartedRequestAsync();
        await bench.DeliverMessagesAsync();
        await bench.Progress.RecordAsync(
            request.Tasks[0].Id,
            new(TaskOutcome.Erased),
            DeletionFixture.Officer,
            default
        );
        bench.Clock.Advance(TimeSpan.FromDays(3));

        await bench.AddDisclosureAsync(northwind, "resume-");
        await watch.RunAsync(default);

        (await bench.Redisclosures.FindByRequestAsync(request.Number, default))
            .ShouldHaveSingleItem()
            .Action.ShouldBe(RedisclosureAction.WorkerAsked);
        (await bench.LoadRequestAsync(request.Number)).State.ShouldBe(RequestState.Completed);
        (await bench.ReadInboxTextAsync()).ShouldContain(
            "If you want this copy deleted too, ask for it on the page of your request."
        );
        (
            await bench.Requests.SubmitAsync(
                bench.Worker,
                DeletionScope.OfParty(northwind),
                null,
                default,
                request.Number
            )
        ).IsSuccess.ShouldBeTrue();
    }

    private async Task<(DeletionFixture Bench, RedisclosureJob Watch)> BenchAsync()
    {
        var bench = await new DeletionFixture(database).WithWorkerAsync();
        return (bench, bench.CreateRedisclosureJob());
    }

    public sealed class OnSqlite(SqliteDatabase database)
        : RedisclosureTimingTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : RedisclosureTimingTests(database),
            IClassFixture<PostgresDatabase>;
}
