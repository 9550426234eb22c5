using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Disclosures.Copies;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Requests.Tasks;

/// <summary>What a worker reads beside a copy, once a party has answered.</summary>
public sealed class RequestedCopiesTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>
{
    [Fact]
    public async Task A_copy_is_kept_that_a_party_answered_for_before_anyone_noted_that_it_was_asked()
    {
        var bench = await new DeletionFixture(database).WithWorkerAsync();
        var party = await bench.AddHoldingPartyAsync("Keeper");
        var request = await bench.CreateStartedRequestAsync();
        var task = request.Tasks.Single();
        task.NotifiedAt.ShouldBeNull();
        // As in life, time goes on while an answer is recorded.
        bench.Clock.AutoAdvanceAmount = TimeSpan.FromSeconds(1);
        var keeps = new OutcomeReport(TaskOutcome.Retained, "gdpr-legal-claims", new(2027, 12, 31));

        (await bench.Progress.RecordAsync(task.Id, keeps, Actor.Party("key"), default)).IsSuccess.ShouldBeTrue();

        var copies = await bench.GetService<CopyQueries>().ReadAsync(bench.Worker, default);
        var status = copies.Find(party, task.Items[0].ItemId, DateTimeOffset.MinValue);
        (status.State, status.Until).ShouldBe((CopyState.Kept, new DateOnly(2027, 12, 31)));
        var answered = (await bench.LoadRequestAsync(request.Number)).Tasks.Single();
        answered.NotifiedAt.ShouldBe(answered.EndedAt);
    }
}
