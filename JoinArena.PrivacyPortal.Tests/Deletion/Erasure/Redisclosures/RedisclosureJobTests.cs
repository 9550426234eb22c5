using JoinArena.PrivacyPortal.Deletion.Erasure.Redisclosures;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Erasure.Redisclosures;

/// <summary>Data that is sent to a party while it is under erasure, on both databases.</summary>
public abstract class RedisclosureJobTests(TestDatabase database)
{
    [Fact]
    public async Task A_party_that_receives_data_while_others_are_notified_is_notified_too_and_worker_and_team_are_informed_once()
    {
        var (bench, watch) = await BenchAsync();
        await bench.AddHoldingPartyAsync("Northwind", connector: ConnectorType.Email);
        var request = await bench.CreateStartedRequestAsync();
        var late = await bench.AddPartyAsync("Latecomer", ConnectorType.Email);

        var entry = await bench.AddDisclosureAsync(late, "resume-");
        await watch.RunAsync(default);
        await watch.RunAsync(default);
        await bench.CreateRedisclosureJob().RunAsync(default);
        await bench.DeliverMessagesAsync();

        var after = await bench.LoadRequestAsync(request.Number);
        var added = after.Tasks.Single(t => t.PartyId == late);
        (added.State, added.Items.Single().ItemId).ShouldBe((TaskState.Sent, "resume-"));
        after.Events.Count(e => e.Kind == RequestEventKind.RedisclosureFound).ShouldBe(1);
        bench.Mails.GetMailsTo("privacy@latecomer.example").Count.ShouldBe(1);
        (await bench.ReadInboxSubjectsAsync())
            .Count(s => s == $"Data you asked us to delete was shared again: {request.Number}")
            .ShouldBe(1);
        (await bench.ReadInboxTextAsync()).ShouldContain("Latecomer received some of this data on");
        var copy = (await bench.Redisclosures.FindByRequestAsync(request.Number, default)).ShouldHaveSingleItem();
        (copy.DisclosureId, copy.IsAfterRequest, copy.Action, copy.InvestigatedAt).ShouldBe(
            (entry, true, RedisclosureAction.AddedToRequest, null)
        );
        (await bench.ReadLedgerKindsAsync()).Count(k => k == "deletion-widened").ShouldBe(1);
        (await bench.Redisclosures.FindCalloutAsync(bench.Worker, entry, default))!.Href.ShouldBe(
            $"/deletion/{request.Number}"
        );
        (await bench.Redisclosures.FindCalloutAsync("somebody-else", entry, default)).ShouldBeNull();
    }

    [Fact]
    public async Task The_request_does_not_complete_before_the_new_party_has_answered()
    {
        var (bench, watch) = await BenchAsync();
        await bench.AddHoldingPartyAsync("Northwind", connector: ConnectorType.Email);
        var request = await bench.CreateStartedRequestAsync();
        await bench.DeliverMessagesAsync();
        var late = await bench.AddPartyAsync("Latecomer");
        await bench.AddDisclosureAsync(late, "resume-");
        await watch.RunAsync(default);

        await bench.Progress.RecordAsync(
            request.Tasks[0].Id,
            new(TaskOutcome.Erased),
            DeletionFixture.Officer,
            default
        );
        (await bench.LoadRequestAsync(request.Number)).State.ShouldBe(RequestState.InProgress);
        await bench.Progress.RecordAsync(
            (await bench.LoadRequestAsync(request.Number)).Tasks.Single(t => t.PartyId == late).Id,
            new(TaskOutcome.Erased),
            DeletionFixture.Officer,
            default
        );
        (await bench.LoadRequestAsync(request.Number)).State.ShouldBe(RequestState.Completed);
    }

    [Theory]
    [InlineData(TaskState.Pending)]
    [InlineData(TaskState.Sent)]
    [InlineData(TaskState.Erased)]
    public async Task A_copy_sent_to_the_same_party_again_is_requested_again_only_if_that_party_had_been_notified_before(
        TaskState state
    )
    {
        var (bench, watch) = await BenchAsync();
        var party = await bench.AddHoldingPartyAsync("Northwind", connector: ConnectorType.Email);
        // This party keeps the request open.
        await bench.AddHoldingPartyAsync("Slow");
        var request = await bench.CreateStartedRequestAsync();
        if (state is not TaskState.Pending)
            await bench.DeliverMessagesAsync();
        if (state is TaskState.Erased)
        {
            await bench.Progress.RecordAsync(
                request.Tasks.Single(t => t.PartyId == party).Id,
                new(TaskOutcome.Erased),
                DeletionFixture.Officer,
                default
            );
        }

        bench.Clock.Advance(TimeSpan.FromMinutes(1));

        await bench.AddDisclosureAsync(party, "resume-");
        await watch.RunAsync(default);

        var after = await bench.LoadRequestAsync(request.Number);
        after.Tasks.Count(t => t.PartyId == party).ShouldBe(state is TaskState.Pending ? 1 : 2);
        (await bench.Redisclosures.FindByRequestAsync(request.Number, default))
            .ShouldHaveSingleItem()
            .Action.ShouldBe(
                state is TaskState.Pending ? RedisclosureAction.NotifiedWithOthers : RedisclosureAction.AddedToRequest
            );
        await bench.DeliverMessagesAsync();
        bench
            .Mails.GetMailsTo("privacy@northwind.example")
            .Select(m => m.Job)
            .Distinct()
            .Count()
            .ShouldBe(state is TaskState.Pending ? 1 : 2);
    }

    [Fact]
    public async Task Data_that_is_not_under_erasure_flags_nothing()
    {
        var (bench, watch) = await BenchAsync();
        var northwind = await bench.AddHoldingPartyAsync("Northwind");
        var request = await bench.CreateStartedRequestAsync(DeletionScope.OfParty(northwind));
        var other = await bench.AddPartyAsync("Other");

        await bench.AddDisclosureAsync(other, "resume-");
        await bench.AddDisclosureAsync(northwind, "recording-of-a-new-interview", DataCategory.InterviewRecording);
        await watch.RunAsync(default);

        (await bench.Redisclosures.FindByRequestAsync(request.Number, default)).ShouldBeEmpty(
            "the request covers one party and one item it had"
        );
        (await bench.LoadRequestAsync(request.Number)).Tasks.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_disclosure_missed_by_one_pass_is_detected_by_the_next_full_pass()
    {
        var (bench, watch) = await BenchAsync();
        await bench.AddHoldingPartyAsync("Northwind");
        var request = await bench.CreateStartedRequestAsync();
        await watch.RunAsync(default);
        var late = await bench.AddPartyAsync("Latecomer");

        // Committed long after its id was made: the id is older than what the job has read.
        await bench.AddDisclosureAsync(late, "resume-", id: Guid.CreateVersion7(DateTimeOffset.UtcNow.AddHours(-2)));
        await watch.RunAsync(default);
        bench.Clock.Advance(TimeSpan.FromHours(1));
        await watch.RunAsync(default);

        (await bench.Redisclosures.FindByRequestAsync(request.Number, default)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Two_nodes_that_detect_a_copy_at_once_flag_it_once()
    {
        var (bench, _) = await BenchAsync();
        await bench.AddHoldingPartyAsync("Northwind");
        var request = await bench.CreateStartedRequestAsync();
        var late = await bench.AddPartyAsync("Latecomer");
        await bench.AddDisclosureAsync(late, "resume-");

        await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => Task.Run(() => bench.CreateRedisclosureJob().RunAsync(default)))
        );

        (await bench.LoadRequestAsync(request.Number)).Tasks.Count(t => t.PartyId == late).ShouldBe(1);
        (await bench.ReadInboxSubjectsAsync())
            .Count(s => s.Contains("was shared again", StringComparison.Ordinal))
            .ShouldBe(1);
    }

    [Fact]
    public async Task A_wider_request_does_not_notify_the_new_party_twice()
    {
        var (bench, watch) = await BenchAsync();
        await bench.AddHoldingPartyAsync(
            "Northwind",
            connector: ConnectorType.Email,
            categories: [DataCategory.Resume, DataCategory.Transcript]
        );
        var first = await bench.CreateStartedRequestAsync(DeletionScope.OfCategories(DataCategory.Resume));
        await bench.DeliverMessagesAsync();
        var second = (
            await bench.Requests.SubmitAsync(bench.Worker, DeletionScope.Everything, null, default, first.Number)
        ).Value!;
        await bench.Requests.ConfirmAsync(bench.Worker, second, bench.Proof, default);
        bench.Clock.Advance(TimeSpan.FromDays(1));
        await bench.TimeoutJob.RunAsync(default);
        bench.Clock.Advance(TimeSpan.FromMinutes(1));
        var late = await bench.AddPartyAsync("Latecomer", ConnectorType.Email);

        await bench.AddDisclosureAsync(late, "resume-");
        await watch.RunAsync(default);
        await bench.DeliverMessagesAsync();

        bench.Mails.GetMailsTo("privacy@latecomer.example").Count.ShouldBe(1);
        foreach (var number in new[] { first.Number, second })
            (await bench.LoadRequestAsync(number)).Tasks.ShouldContain(t => t.PartyId == late);
    }

    [Fact]
    public async Task The_team_records_that_it_has_looked_into_a_copy()
    {
        var (bench, watch) = await BenchAsync();
        await bench.AddHoldingPartyAsync("Northwind");
        var request = await bench.CreateStartedRequestAsync();
        await bench.AddDisclosureAsync(await bench.AddPartyAsync("Latecomer"), "resume-");
        await watch.RunAsync(default);
        var before = (await bench.Redisclosures.CountUninvestigatedAsync(default)).Count;

        await bench.RedisclosureService.MarkInvestigatedAsync(request.Number, "officer@example.com", default);

        (await bench.Redisclosures.CountUninvestigatedAsync(default)).Count.ShouldBe(before - 1);
        (await bench.Redisclosures.FindByRequestAsync(request.Number, default))[0]
            .InvestigatedBy.ShouldBe("officer@example.com");
    }

    private async Task<(DeletionFixture Bench, RedisclosureJob Watch)> BenchAsync()
    {
        var bench = await new DeletionFixture(database).WithWorkerAsync();
        return (bench, bench.CreateRedisclosureJob());
    }

    public sealed class OnSqlite(SqliteDatabase database)
        : RedisclosureJobTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : RedisclosureJobTests(database),
            IClassFixture<PostgresDatabase>;
}
