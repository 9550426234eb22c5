using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Erasure;

/// <summary>Two requests of a worker for the same data at the same party, on both databases.</summary>
[Trait("Speed", "slow")]
public abstract class OverlappingRequestTests(TestDatabase database)
{
    [Fact]
    public async Task Overlapping_requests_notify_a_party_once_and_its_one_answer_counts_for_both()
    {
        var bench = await BenchAsync();
        var party = await bench.AddHoldingPartyAsync(
            "Mailed",
            connector: ConnectorType.Email,
            interview: "int-1",
            categories: [DataCategory.Transcript, DataCategory.InterviewRecording]
        );
        var first = await bench.CreateStartedRequestAsync(DeletionScope.OfCategories(DataCategory.Transcript));
        await bench.DeliverMessagesAsync();
        var second = await bench.CreateStartedRequestAsync(DeletionScope.OfParty(party));
        await bench.DeliverMessagesAsync();

        var mails = bench.Mails.GetMailsTo("privacy@mailed.example");
        mails.Count.ShouldBe(2);
        mails[0].Text.ShouldContain("transcript-int-1");
        mails[1].Text.ShouldNotContain("transcript-int-1");
        mails[1].Text.ShouldContain("interview-recording-int-1");

        await bench.FollowUpJob.RunAsync(default);
        (await bench.LoadRequestAsync(second.Number)).Tasks.ShouldAllBe(t => t.State == TaskState.Sent);
        await bench.Progress.RecordAsync(first.Tasks[0].Id, new(TaskOutcome.Erased), Actor.Party("key"), default);
        await bench.FollowUpJob.RunAsync(default);
        (await bench.LoadRequestAsync(second.Number))
            .Tasks.Select(t => t.State)
            .ShouldBe([TaskState.Erased, TaskState.Sent], ignoreOrder: true);
    }

    [Fact]
    public async Task The_other_request_notifies_the_party_when_the_one_that_would_have_is_withdrawn()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Mailed", connector: ConnectorType.Email);
        var first = await bench.CreateStartedRequestAsync();
        var second = await bench.CreateStartedRequestAsync();
        (await bench.Requests.WithdrawAsync(bench.Worker, first.Number, default)).IsSuccess.ShouldBeTrue();
        await bench.DeliverMessagesAsync();
        bench.Mails.GetMailsTo("privacy@mailed.example").ShouldBeEmpty();

        await bench.FollowUpJob.RunAsync(default);
        await bench.DeliverMessagesAsync();

        bench
            .Mails.GetMailsTo("privacy@mailed.example")
            .ShouldHaveSingleItem()
            .Subject.ShouldBe($"Deletion request {second.Number}");
    }

    private async Task<DeletionFixture> BenchAsync() => await new DeletionFixture(database).WithWorkerAsync();

    public sealed class OnSqlite(SqliteDatabase database)
        : OverlappingRequestTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : OverlappingRequestTests(database),
            IClassFixture<PostgresDatabase>;
}
