using JoinArena.PrivacyPortal.Deletion.Casework.Decisions;
using JoinArena.PrivacyPortal.Deletion.Certificates;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Casework.Decisions;

/// <summary>More time, and refusals, on both databases. Germany: a month, to be extended to three.</summary>
public abstract class DecisionServiceTests(TestDatabase database)
{
    private const string Reason = "Eleven systems have to be searched by hand.";
    private static readonly Actor s_colleague = Actor.Officer("second@example.com");
    private static readonly DateOnly s_month = new(2026, 12, 24),
        s_threeMonths = new(2027, 2, 24);

    [Fact]
    public async Task An_extension_is_taken_once_and_the_worker_reads_until_when_why_and_where_to_complain()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Northwind");
        var number = await bench.CreateConfirmedRequestAsync();

        (await bench.Decisions.ExtendAsync(number, Reason, DeletionFixture.Officer, default)).IsSuccess.ShouldBeTrue();

        var request = await bench.LoadRequestAsync(number);
        (request.FirstDueBy, request.DueBy, request.Events[^1].Kind).ShouldBe(
            (s_month, s_threeMonths, RequestEventKind.Extended)
        );
        var text = await bench.ReadInboxTextAsync();
        text.ShouldContain("You will have an answer by 24 February 2027, not by 24 December 2026 as we wrote before.");
        text.ShouldContain($"Why: {Reason}");
        text.ShouldContain("you can complain to the data protection authority of your Land, or of ours");
        (await bench.ReadLedgerKindsAsync()).ShouldContain("deletion-extended");
        (await bench.Decisions.ExtendAsync(number, Reason, DeletionFixture.Officer, default)).Error.ShouldBe(
            DecisionError.NotExtendable
        );
    }

    [Fact]
    public async Task An_extension_is_refused_once_the_first_period_is_over()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Northwind");
        var number = await bench.CreateConfirmedRequestAsync();
        bench.Clock.SetUtcNow(new DateTimeOffset(2026, 12, 24, 22, 30, 0, TimeSpan.Zero));

        // Half past eleven in the evening in Berlin: the last day is not over.
        (await bench.Previews.FindAvailableAsync(number, default))!.CanExtend.ShouldBeTrue();
        bench.Clock.Advance(TimeSpan.FromHours(1));

        (await bench.Previews.FindAvailableAsync(number, default))!.CanExtend.ShouldBeFalse();
        (await bench.Decisions.ExtendAsync(number, Reason, DeletionFixture.Officer, default)).Error.ShouldBe(
            DecisionError.NotExtendable
        );
        (await bench.LoadRequestAsync(number)).DueBy.ShouldBe(s_month);
    }

    [Fact]
    public async Task A_law_without_an_extension_gives_none()
    {
        var bench = await new DeletionFixture(database).WithWorkerAsync("BR");
        await bench.AddHoldingPartyAsync("Northwind");
        var number = await bench.CreateConfirmedRequestAsync();

        (await bench.Decisions.ExtendAsync(number, Reason, DeletionFixture.Officer, default)).Error.ShouldBe(
            DecisionError.NotExtendable
        );
    }

    [Theory]
    [InlineData(null, DecisionError.ReasonNeeded)]
    [InlineData(" \n", DecisionError.ReasonNeeded)]
    public async Task An_extension_without_a_reason_is_refused(string? reason, DecisionError refusal)
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Northwind");
        var number = await bench.CreateConfirmedRequestAsync();

        (await bench.Decisions.ExtendAsync(number, reason, DeletionFixture.Officer, default)).Error.ShouldBe(refusal);
        (
            await bench.Decisions.ExtendAsync(number, new string('x', 2001), DeletionFixture.Officer, default)
        ).Error.ShouldBe(DecisionError.ReasonTooLong);
        (await bench.LoadRequestAsync(number)).ExtendedAt.ShouldBeNull();
    }

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
        text.ShouldContain("you can complain to the data protection authority of your Land, or of ours");
        text.ShouldContain("You can also go to court, whether or not you complain. (GDPR Art. 12(4), 77, 79)");
        (await bench.FindQueuedMailsAsync($"{bench.Worker}@example.com")).ShouldContain(m =>
            m.Contains($"certificate-{number}.note") && m.Contains("We cannot do what you ask")
        );
        CertificateText
            .Parse((await bench.Certificates.FindAsync(bench.Worker, number, default))!.Json)
            .Refusal!.Ground!.Code.ShouldBe("gdpr-excessive");
    }

    [Theory]
    [InlineData(
        "GB",
        "uk-gdpr-excessive",
        "you can complain to the Information Commissioner's Office (now becoming the Information Commission), "
            + "https://ico.org.uk. "
            + "You can also complain to us, and we confirm that within 30 days, or ask a court for an order."
    )]
    [InlineData(
        "US-CA",
        "ccpa-excessive",
        "you can complain to the California Privacy Protection Agency or the Attorney General of California, "
            + "https://cppa.ca.gov. "
            + "What the exception does not cover is erased all the same."
    )]
    [InlineData(
        "PT",
        "gdpr-excessive",
        "you can complain to the Comissão Nacional de Proteção de Dados (CNPD), https://www.cnpd.pt. You can also"
    )]
    [InlineData(
        "IN",
        "spdi-not-proven",
        "If you disagree, you can complain to the grievance officer named in our policy. Write to us under the request"
    )]
    [InlineData(
        "US-VA",
        "vcdpa-not-authenticated",
        "you can complain to the Attorney General of Virginia, https://www.oag.state.va.us. "
            + "You can appeal by writing to us under the request."
    )]
    [InlineData(
        "US",
        "promise-us-not-proven",
        "you can complain to the Attorney General of your state. Write to us under the request."
    )]
    public async Task The_email_names_the_authority_and_the_remedy_of_the_workers_place_before_it_is_sent(
        string place,
        string ground,
        string says
    )
    {
        var bench = await new DeletionFixture(database).WithWorkerAsync(place);
        await bench.AddHoldingPartyAsync("Northwind");
        var number = await bench.CreateConfirmedRequestAsync();

        var letter = (
            await bench.Previews.PreviewRefusalAsync(
                number,
                new(null, ground, "You asked for the same yesterday."),
                default
            )
        )!;

        letter.Paragraphs.ShouldContain(p => p.Contains(says));
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

    [Fact]
    public async Task The_emails_that_are_sent_equal_their_previews()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Northwind");
        var number = await bench.CreateConfirmedRequestAsync();
        var read = (await bench.Previews.PreviewExtensionAsync(number, Reason, default))!;

        await bench.Decisions.ExtendAsync(number, Reason, DeletionFixture.Officer, default);

        var text = await bench.ReadInboxTextAsync();
        text.ShouldContain(read.Subject);
        read.Paragraphs.ShouldAllBe(p => text.Contains(p));
    }

    private Task<DeletionFixture> BenchAsync() => new DeletionFixture(database).WithWorkerAsync();

    public sealed class OnSqlite(SqliteDatabase database)
        : DecisionServiceTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : DecisionServiceTests(database),
            IClassFixture<PostgresDatabase>;
}
