using JoinArena.PrivacyPortal.Deletion.Casework.Decisions;
using JoinArena.PrivacyPortal.Deletion.Certificates;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Casework.Decisions;

/// <summary>Refusals of a request or a part of it, on both databases.</summary>
public abstract class RefusalDecisionTests(TestDatabase database)
{
    private static readonly Actor s_colleague = Actor.Officer("second@example.com");

    [Fact]
    public async Task A_refusal_needs_a_second_officer_and_the_worker_hears_nothing_before()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Northwind");
        var number = await bench.CreateConfirmedRequestAsync();

        (
            await bench.Decisions.ProposeAsync(
                number,
                new(null, "gdpr-excessive", "You asked for the same yesterday."),
                DeletionFixture.Officer,
                default
            )
        ).IsSuccess.ShouldBeTrue();
        var proposal = (await bench.Previews.FindAvailableAsync(number, default))!.Proposals.ShouldHaveSingleItem();
        (
            await bench.Decisions.DecideAsync(proposal.Id, approve: true, DeletionFixture.Officer, default)
        ).Error.ShouldBe(DecisionError.SecondPersonNeeded);
        (await bench.LoadRequestAsync(number)).State.ShouldBe(RequestState.Confirmed);
        (await bench.ReadInboxSubjectsAsync()).ShouldHaveSingleItem();

        (await bench.Decisions.DecideAsync(proposal.Id, approve: true, s_colleague, default)).IsSuccess.ShouldBeTrue();

        (await bench.LoadRequestAsync(number)).State.ShouldBe(RequestState.Refused);
        var text = await bench.ReadInboxTextAsync();
        text.ShouldContain("Why: You asked for the same yesterday.");
        text.ShouldContain("(GDPR Art. 12(5)(b))");
        text.ShouldContain(
            "you can complain to the data protection authority of the German state (Land) where you live"
        );
        text.ShouldContain("You can also go to court, whether or not you complain. (GDPR Art. 12(4), 77, 79)");
        (await bench.FindQueuedMailsAsync($"{bench.Worker}@example.com")).ShouldContain(m =>
            m.Contains($"certificate-{number}.note") && m.Contains("We cannot do what you ask")
        );
        CertificateText
            .Parse((await bench.Certificates.FindAsync(bench.Worker, number, default))!.Json)
            .Refusal!.Ground!.Code.ShouldBe("gdpr-excessive");
    }

    [Fact]
    public async Task A_declined_proposal_changes_nothing_and_another_can_follow()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Northwind");
        var number = await bench.CreateConfirmedRequestAsync();
        var refusal = new Refusal(null, "gdpr-no-ground", "No reason applies.");
        await bench.Decisions.ProposeAsync(number, refusal, DeletionFixture.Officer, default);
        (await bench.Decisions.ProposeAsync(number, refusal, s_colleague, default)).Error.ShouldBe(
            DecisionError.AlreadyProposed
        );
        var proposal = (await bench.Previews.FindAvailableAsync(number, default))!.Proposals[0];

        (
            await bench.Decisions.DecideAsync(proposal.Id, approve: false, DeletionFixture.Officer, default)
        ).IsSuccess.ShouldBeTrue();

        (await bench.Decisions.DecideAsync(proposal.Id, approve: true, s_colleague, default)).Error.ShouldBe(
            DecisionError.NotNow
        );
        (await bench.LoadRequestAsync(number)).State.ShouldBe(RequestState.Confirmed);
        (await bench.Decisions.ProposeAsync(number, refusal, s_colleague, default)).IsSuccess.ShouldBeTrue();
    }

    [Fact]
    public async Task A_refusal_of_one_partys_part_leaves_the_answers_of_the_others_valid()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Northwind");
        await bench.AddHoldingPartyAsync("Parley");
        var request = await bench.CreateStartedRequestAsync();
        var parley = request.Tasks.Single(t => t.PartyName == "Parley");

        await bench.Decisions.ProposeAsync(
            request.Number,
            new(parley.Id, "gdpr-legal-claims", "A claim is open with them."),
            DeletionFixture.Officer,
            default
        );
        await bench.Decisions.DecideAsync(
            (await bench.Previews.FindAvailableAsync(request.Number, default))!.Proposals[0].Id,
            approve: true,
            s_colleague,
            default
        );
        await bench.Progress.RecordAsync(
            request.Tasks.Single(t => t.PartyName == "Northwind").Id,
            new(TaskOutcome.Erased),
            DeletionFixture.Officer,
            default
        );

        (await bench.LoadRequestAsync(request.Number)).State.ShouldBe(RequestState.PartlyCompleted);
        (await bench.ReadInboxTextAsync()).ShouldContain("We have not asked Parley to erase your data.");
    }

    [Fact]
    public async Task A_part_whose_party_has_been_notified_cannot_be_refused()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Northwind");
        var request = await bench.CreateStartedRequestAsync();
        await bench.Progress.MarkNotifiedAsync(request.Tasks[0].Id, DeletionFixture.Officer, default);

        (
            await bench.Decisions.ProposeAsync(
                request.Number,
                new(null, "gdpr-no-ground", "No."),
                DeletionFixture.Officer,
                default
            )
        ).Error.ShouldBe(DecisionError.NotNow);
        (
            await bench.Decisions.ProposeAsync(
                request.Number,
                new(request.Tasks[0].Id, "gdpr-no-ground", "No."),
                DeletionFixture.Officer,
                default
            )
        ).Error.ShouldBe(DecisionError.NotNow);
    }

    [Theory]
    [InlineData("us-hiring-records", "No.", DecisionError.GroundUnknown)]
    [InlineData(null, "No.", DecisionError.GroundUnknown)]
    [InlineData("gdpr-no-ground", "", DecisionError.ReasonNeeded)]
    public async Task A_refusal_without_a_ground_of_that_law_or_without_reasons_is_not_proposed(
        string? ground,
        string words,
        DecisionError refusal
    )
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Northwind");
        var number = await bench.CreateConfirmedRequestAsync();

        (
            await bench.Decisions.ProposeAsync(number, new(null, ground, words), DeletionFixture.Officer, default)
        ).Error.ShouldBe(refusal);
        (await bench.Previews.FindAvailableAsync(number, default))!.Proposals.ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_officers_who_decide_at_once_decide_once()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Northwind");
        var number = await bench.CreateConfirmedRequestAsync();
        await bench.Decisions.ProposeAsync(
            number,
            new(null, "gdpr-no-ground", "No."),
            DeletionFixture.Officer,
            default
        );
        var proposal = (await bench.Previews.FindAvailableAsync(number, default))!.Proposals[0].Id;

        var results = await Task.WhenAll(
            Task.Run(() => bench.Decisions.DecideAsync(proposal, approve: true, s_colleague, default)),
            Task.Run(() =>
                bench.Decisions.DecideAsync(proposal, approve: false, Actor.Officer("third@example.com"), default)
            )
        );

        results.Count(r => r.IsSuccess).ShouldBe(1);
        (await bench.LoadRequestAsync(number)).State.ShouldBe(
            results[0].IsSuccess ? RequestState.Refused : RequestState.Confirmed
        );
    }

    private Task<DeletionFixture> BenchAsync() => new DeletionFixture(database).WithWorkerAsync();

    public sealed class OnSqlite(SqliteDatabase database)
        : RefusalDecisionTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : RefusalDecisionTests(database),
            IClassFixture<PostgresDatabase>;
}
