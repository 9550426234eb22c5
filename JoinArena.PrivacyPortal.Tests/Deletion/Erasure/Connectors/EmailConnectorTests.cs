using JoinArena.PrivacyPortal.Deletion.Erasure.Answers;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Erasure.Connectors;

/// <summary>Parties that are notified by email, on both databases.</summary>
[Trait("Speed", "slow")]
public abstract class EmailConnectorTests(TestDatabase database)
{
    [Fact]
    public async Task A_party_notified_by_email_gets_one_email_with_its_own_link_even_if_the_server_was_down_for_a_day()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Mailed", connector: ConnectorType.Email);
        var request = await bench.CreateStartedRequestAsync();
        bench.Mails.IsDown = true;
        for (var hours = 0; hours < 24; hours++)
        {
            await bench.DeliverMessagesAsync();
            bench.Clock.Advance(TimeSpan.FromHours(1));
        }

        (await bench.LoadRequestAsync(request.Number)).Tasks[0].State.ShouldBe(TaskState.Pending);
        bench.Mails.IsDown = false;
        bench.Clock.Advance(TimeSpan.FromHours(16));
        await bench.DeliverMessagesAsync();
        await bench.DeliverMessagesAsync();

        (await bench.LoadRequestAsync(request.Number)).Tasks[0].State.ShouldBe(TaskState.Sent);
        var mail = bench.Mails.GetMailsTo("privacy@mailed.example").ShouldHaveSingleItem();
        mail.Text.ShouldContain(
            "Delete every copy and every backup, and pass this on to those who received it from you."
        );
        mail.Text.ShouldContain("Resume (reference at JoinArena: ");
        mail.Text.ShouldContain("We ask under: General Data Protection Regulation");
        var link = mail.Text[(mail.Text.IndexOf("/erasures/", StringComparison.Ordinal) + "/erasures/".Length)..]
            .Split('\n', '\r')[0];
        bench.Links.Open(link).Value.ShouldBe(new OutcomeLink(request.Tasks[0].Id, 1));
    }

    [Theory]
    [InlineData(PartyKind.HiringCompany, true)]
    [InlineData(PartyKind.LlmProvider, false)]
    [InlineData(PartyKind.ImageApi, false)]
    public async Task An_email_names_the_person_only_to_a_party_that_knows_people_by_name(PartyKind kind, bool named)
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Mailed", kind, ConnectorType.Email);
        await bench.CreateStartedRequestAsync();
        await bench.DeliverMessagesAsync();

        var text = bench.Mails.GetMailsTo("privacy@mailed.example").ShouldHaveSingleItem().Text;
        text.Contains("Ana Example", StringComparison.Ordinal).ShouldBe(named, text);
        text.ShouldContain(bench.Worker);
    }

    [Fact]
    public async Task Three_hundred_parties_are_each_notified_once_and_their_simultaneous_answers_complete_the_request_once()
    {
        var bench = await BenchAsync();
        for (var n = 0; n < 300; n++)
            await bench.AddHoldingPartyAsync($"P{n:000}", connector: ConnectorType.Email);
        var request = await bench.CreateStartedRequestAsync();
        await Task.WhenAll(Task.Run(() => bench.DeliverMessagesAsync()), Task.Run(() => bench.DeliverMessagesAsync()));

        request.Tasks.Count.ShouldBe(300);
        request
            .Tasks.Select(t =>
                (t.PartyName, bench.Mails.GetMailsTo($"privacy@{t.PartyName.ToLowerInvariant()}.example").Count)
            )
            .Where(told => told.Count != 1)
            .ShouldBeEmpty();
        await Parallel.ForEachAsync(
            request.Tasks,
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (task, ct) =>
                (
                    await bench.Progress.RecordAsync(task.Id, new(TaskOutcome.Erased), Actor.Party("key"), ct)
                ).IsSuccess.ShouldBeTrue()
        );

        (await bench.LoadRequestAsync(request.Number)).State.ShouldBe(RequestState.Completed);
        (await bench.ReadInboxSubjectsAsync())
            .Count(s => s.StartsWith("Your data is erased at ", StringComparison.Ordinal))
            .ShouldBe(1);
    }

    private async Task<DeletionFixture> BenchAsync() => await new DeletionFixture(database).WithWorkerAsync();

    public sealed class OnSqlite(SqliteDatabase database)
        : EmailConnectorTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : EmailConnectorTests(database),
            IClassFixture<PostgresDatabase>;
}
