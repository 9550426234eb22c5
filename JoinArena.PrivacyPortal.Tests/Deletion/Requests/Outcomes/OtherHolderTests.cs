using JoinArena.PrivacyPortal.Deletion.Requests.Outcomes;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Tests.Deletion.Erasure.Redisclosures;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Requests.Outcomes;

/// <summary>How many parties have data that a request did not ask for, on both databases.</summary>
public abstract class OtherHolderTests(TestDatabase database)
{
    private const string Resume = "resume-int-1";
    private const string Sentence = "1 party still has other data about you.";

    [Theory]
    [InlineData(TaskOutcome.Erased)]
    [InlineData(TaskOutcome.NothingHeld)]
    public async Task A_copy_sent_after_a_partys_answer_counts_though_the_request_asked_for_the_one_before(
        TaskOutcome outcome
    )
    {
        var bench = await BenchAsync();
        var party = await bench.AddHoldingPartyAsync("Northwind", interview: "int-1");
        var request = await bench.CreateStartedRequestAsync(DeletionScope.OfInterview("int-1"));
        await AnswerAsync(bench, request.Tasks[0], outcome);
        (await DescribeRestAsync(bench, request.Number)).ShouldNotContain(Sentence);

        bench.Clock.Advance(TimeSpan.FromDays(60));
        await bench.AddDisclosureAsync(party, Resume);

        (await DescribeRestAsync(bench, request.Number)).ShouldContain(Sentence);
    }

    [Fact]
    public async Task The_email_about_the_end_counts_a_copy_that_came_after_its_partys_answer()
    {
        var bench = await BenchAsync();
        var party = await bench.AddHoldingPartyAsync("Northwind", interview: "int-1");
        await bench.AddHoldingPartyAsync("Slow", interview: "int-1");
        var request = await bench.CreateStartedRequestAsync(DeletionScope.OfInterview("int-1"));
        await AnswerAsync(bench, request.Tasks.Single(t => t.PartyId == party), TaskOutcome.Erased);
        bench.Clock.Advance(TimeSpan.FromDays(2));
        await bench.AddDisclosureAsync(party, Resume);

        await AnswerAsync(bench, request.Tasks.Single(t => t.PartyId != party), TaskOutcome.Erased);

        (await bench.ReadInboxTextAsync()).ShouldContain(Sentence);
    }

    [Fact]
    public async Task What_a_party_keeps_of_what_it_was_asked_for_is_no_other_data()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Northwind", interview: "int-1");
        var request = await bench.CreateStartedRequestAsync(DeletionScope.OfInterview("int-1"));

        await AnswerAsync(bench, request.Tasks[0], TaskOutcome.Irreversible);

        (await DescribeRestAsync(bench, request.Number)).ShouldNotContain(Sentence);
    }

    private static async Task AnswerAsync(DeletionFixture bench, ErasureTask task, TaskOutcome outcome) =>
        (
            await bench.Progress.RecordAsync(task.Id, new(outcome, Note: "Done."), DeletionFixture.Officer, default)
        ).IsSuccess.ShouldBeTrue();

    private static async Task<IReadOnlyList<string>> DescribeRestAsync(DeletionFixture bench, string number) =>
        TestLocalizer.English.DescribeRest((await bench.Queries.FindAsync(bench.Worker, number, default))!.Outcomes);

    private Task<DeletionFixture> BenchAsync() => new DeletionFixture(database).WithWorkerAsync();

    public sealed class OnSqlite(SqliteDatabase database) : OtherHolderTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : OtherHolderTests(database),
            IClassFixture<PostgresDatabase>;
}
