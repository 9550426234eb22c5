using JoinArena.PrivacyPortal.Deletion.Casework.Decisions;
using JoinArena.PrivacyPortal.Deletion.Certificates;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Casework.Decisions;

/// <summary>More time, and refusals, on both databases. Germany: a month, to be extended to three.</summary>
public abstract class DecisionDeskTests(TestDatabase database)
{
    private const string Reason = "Eleven systems have to be searched by hand.";
    private static readonly By s_colleague = By.Officer("second@example.com");
    private static readonly DateOnly s_month = new(2026, 12, 24), s_threeMonths = new(2027, 2, 24);

    [Fact]
    public async Task More_time_is_taken_once_and_the_worker_reads_until_when_why_and_where_to_complain()
    {
        var bench = await BenchAsync();
        await bench.HeldByAsync("Northwind");
        var number = await bench.ConfirmedAsync();

        (await bench.Decisions.ExtendAsync(number, Reason, DeletionBench.Officer, default)).IsDone.ShouldBeTrue();

        var request = await bench.ReadAsync(number);
        (request.FirstDueBy, request.DueBy, request.Events[^1].Kind).ShouldBe((s_month, s_threeMonths, RequestEventKind.Extended));
        var text = await bench.InboxTextAsync();
        text.ShouldContain("You will have an answer by 24 February 2027, and not by 24 December 2026 as we wrote before.");
        text.ShouldContain($"Why: {Reason}");
        text.ShouldContain("you can complain to the data protection authority of your country");
        (await bench.LedgerAsync()).ShouldContain("deletion-extended");
        (await bench.Decisions.ExtendAsync(number, Reason, DeletionBench.Officer, default)).Refusal.ShouldBe(DecisionRefusal.NotExtendable);
    }

    [Fact]
    public async Task No_more_time_can_be_taken_once_the_first_period_is_over()
    {
        var bench = await BenchAsync();
        await bench.HeldByAsync("Northwind");
        var number = await bench.ConfirmedAsync();
        bench.Clock.SetUtcNow(new DateTimeOffset(2026, 12, 24, 22, 30, 0, TimeSpan.Zero));

        // Half past eleven in the evening in Berlin: the last day is not over.
        (await bench.Previews.FindAsync(number, default))!.CanExtend.ShouldBeTrue();
        bench.Clock.Advance(TimeSpan.FromHours(1));

        (await bench.Previews.FindAsync(number, default))!.CanExtend.ShouldBeFalse();
        (await bench.Decisions.ExtendAsync(number, Reason, DeletionBench.Officer, default)).Refusal.ShouldBe(DecisionRefusal.NotExtendable);
        (await bench.ReadAsync(number)).DueBy.ShouldBe(s_month);
    }

    [Fact]
    public async Task A_law_without_extension_gives_none()
    {
        var bench = await new DeletionBench(database).WithWorkerAsync("BR");
        await bench.HeldByAsync("Northwind");
        var number = await bench.ConfirmedAsync();

        (await bench.Decisions.ExtendAsync(number, Reason, DeletionBench.Officer, default)).Refusal.ShouldBe(DecisionRefusal.NotExtendable);
    }

    [Theory]
    [InlineData(null, DecisionRefusal.ReasonNeeded)]
    [InlineData(" \n", DecisionRefusal.ReasonNeeded)]
    public async Task More_time_without_a_reason_is_not_taken(string? reason, DecisionRefusal refusal)
    {
        var bench = await BenchAsync();
        await bench.HeldByAsync("Northwind");
        var number = await bench.ConfirmedAsync();

        (await bench.Decisions.ExtendAsync(number, reason, DeletionBench.Officer, default)).Refusal.ShouldBe(refusal);
        (await bench.Decisions.ExtendAsync(number, new string('x', 2001), DeletionBench.Officer, default)).Refusal.ShouldBe(DecisionRefusal.ReasonTooLong);
        (await bench.ReadAsync(number)).ExtendedAt.ShouldBeNull();
    }

    [Fact]
    public async Task A_refusal_needs_a_second_officer_and_until_then_the_worker_hears_nothing()
    {
        var bench = await BenchAsync();
        await bench.HeldByAsync("Northwind");
        var number = await bench.ConfirmedAsync();

        (await bench.Decisions.ProposeAsync(number, new(null, "gdpr-excessive", "You asked for the same yesterday."), DeletionBench.Officer, default)).IsDone.ShouldBeTrue();
        var proposal = (await bench.Previews.FindAsync(number, default))!.Proposals.ShouldHaveSingleItem();
        (await bench.Decisions.DecideAsync(proposal.Id, approve: true, DeletionBench.Officer, default)).Refusal.ShouldBe(DecisionRefusal.SecondPersonNeeded);
        (await bench.ReadAsync(number)).State.ShouldBe(RequestState.Confirmed);
        (await bench.InboxAsync()).ShouldHaveSingleItem();

        (await bench.Decisions.DecideAsync(proposal.Id, approve: true, s_colleague, default)).IsDone.ShouldBeTrue();

        (await bench.ReadAsync(number)).State.ShouldBe(RequestState.Refused);
        var text = await bench.InboxTextAsync();
        text.ShouldContain("Why: You asked for the same yesterday.");
        text.ShouldContain("(GDPR Art. 12(5)(b))");
        text.ShouldContain("you can complain to the data protection authority of your country");
        text.ShouldContain("You can also go to court, whether or not you complain. (GDPR Art. 12(4), 77, 79)");
        (await bench.MailsToAsync($"{bench.Worker}@example.com")).ShouldContain(m => m.Contains($"certificate-{number}.note") && m.Contains("We cannot do what you ask"));
        CertificateText.Read((await bench.Certificates.FindAsync(bench.Worker, number, default))!.Json).Refusal!.Ground!.Code.ShouldBe("gdpr-excessive");
    }

    [Theory]
    [InlineData("GB", "uk-gdpr-excessive", "you can complain to the Information Commissioner. You can also complain to us, and we confirm that within 30 days, or ask a court for an order.")]
    [InlineData("US-CA", "ccpa-excessive", "you can complain to the California Privacy Protection Agency or the Attorney General of California. What the exception does not cover is erased all the same.")]
    [InlineData("PT", "gdpr-excessive", "you can complain to the Comissão Nacional de Proteção de Dados (CNPD). You can also go to court")]
    [InlineData("US", "ccpa-excessive", "Under the Virginia Consumer Data Protection Act: you can complain to the Attorney General of Virginia. You can appeal by writing to us under the request.")]
    public async Task The_letter_names_the_authority_and_the_remedy_of_the_workers_place_before_it_is_sent(string place, string ground, string says)
    {
        var bench = await new DeletionBench(database).WithWorkerAsync(place);
        await bench.HeldByAsync("Northwind");
        var number = await bench.ConfirmedAsync();

        var letter = (await bench.Previews.RefusalAsync(number, new(null, ground, "You asked for the same yesterday."), default))!;

        letter.Paragraphs.ShouldContain(p => p.Contains(says));
    }

    [Fact]
    public async Task A_declined_proposal_changes_nothing_and_another_can_follow()
    {
        var bench = await BenchAsync();
        await bench.HeldByAsync("Northwind");
        var number = await bench.ConfirmedAsync();
        var refusal = new Refusal(null, "gdpr-no-ground", "No reason applies.");
        await bench.Decisions.ProposeAsync(number, refusal, DeletionBench.Officer, default);
        (await bench.Decisions.ProposeAsync(number, refusal, s_colleague, default)).Refusal.ShouldBe(DecisionRefusal.AlreadyProposed);
        var proposal = (await bench.Previews.FindAsync(number, default))!.Proposals[0];

        (await bench.Decisions.DecideAsync(proposal.Id, approve: false, DeletionBench.Officer, default)).IsDone.ShouldBeTrue();

        (await bench.Decisions.DecideAsync(proposal.Id, approve: true, s_colleague, default)).Refusal.ShouldBe(DecisionRefusal.NotNow);
        (await bench.ReadAsync(number)).State.ShouldBe(RequestState.Confirmed);
        (await bench.Decisions.ProposeAsync(number, refusal, s_colleague, default)).IsDone.ShouldBeTrue();
    }

    [Fact]
    public async Task One_partys_part_is_refused_and_the_others_answers_still_count()
    {
        var bench = await BenchAsync();
        await bench.HeldByAsync("Northwind");
        await bench.HeldByAsync("Parley");
        var request = await bench.StartedAsync();
        var parley = request.Tasks.Single(t => t.PartyName == "Parley");

        await bench.Decisions.ProposeAsync(request.Number, new(parley.Id, "gdpr-legal-claims", "A claim is open with them."), DeletionBench.Officer, default);
        await bench.Decisions.DecideAsync((await bench.Previews.FindAsync(request.Number, default))!.Proposals[0].Id, approve: true, s_colleague, default);
        await bench.Outcomes.RecordAsync(request.Tasks.Single(t => t.PartyName == "Northwind").Id, new(TaskOutcome.Erased), DeletionBench.Officer, default);

        (await bench.ReadAsync(request.Number)).State.ShouldBe(RequestState.PartlyCompleted);
        (await bench.InboxTextAsync()).ShouldContain("We have not told Parley to erase your data.");
    }

    [Fact]
    public async Task What_a_party_has_been_told_stands()
    {
        var bench = await BenchAsync();
        await bench.HeldByAsync("Northwind");
        var request = await bench.StartedAsync();
        await bench.Outcomes.MarkToldAsync(request.Tasks[0].Id, DeletionBench.Officer, default);

        (await bench.Decisions.ProposeAsync(request.Number, new(null, "gdpr-no-ground", "No."), DeletionBench.Officer, default)).Refusal.ShouldBe(DecisionRefusal.NotNow);
        (await bench.Decisions.ProposeAsync(request.Number, new(request.Tasks[0].Id, "gdpr-no-ground", "No."), DeletionBench.Officer, default)).Refusal.ShouldBe(DecisionRefusal.NotNow);
    }

    [Theory]
    [InlineData("us-hiring-records", "No.", DecisionRefusal.GroundUnknown)]
    [InlineData(null, "No.", DecisionRefusal.GroundUnknown)]
    [InlineData("gdpr-no-ground", "", DecisionRefusal.ReasonNeeded)]
    public async Task A_refusal_without_a_ground_of_that_law_or_without_reasons_is_not_proposed(string? ground, string words, DecisionRefusal refusal)
    {
        var bench = await BenchAsync();
        await bench.HeldByAsync("Northwind");
        var number = await bench.ConfirmedAsync();

        (await bench.Decisions.ProposeAsync(number, new(null, ground, words), DeletionBench.Officer, default)).Refusal.ShouldBe(refusal);
        (await bench.Previews.FindAsync(number, default))!.Proposals.ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_officers_who_decide_at_once_decide_once()
    {
        var bench = await BenchAsync();
        await bench.HeldByAsync("Northwind");
        var number = await bench.ConfirmedAsync();
        await bench.Decisions.ProposeAsync(number, new(null, "gdpr-no-ground", "No."), DeletionBench.Officer, default);
        var proposal = (await bench.Previews.FindAsync(number, default))!.Proposals[0].Id;

        var results = await Task.WhenAll(
            Task.Run(() => bench.Decisions.DecideAsync(proposal, approve: true, s_colleague, default)), Task.Run(() => bench.Decisions.DecideAsync(proposal, approve: false, By.Officer("third@example.com"), default)));

        results.Count(r => r.IsDone).ShouldBe(1);
        (await bench.ReadAsync(number)).State.ShouldBe(results[0].IsDone ? RequestState.Refused : RequestState.Confirmed);
    }

    [Fact]
    public async Task The_letters_read_before_are_the_ones_sent()
    {
        var bench = await BenchAsync();
        await bench.HeldByAsync("Northwind");
        var number = await bench.ConfirmedAsync();
        var read = (await bench.Previews.ExtensionAsync(number, Reason, default))!;

        await bench.Decisions.ExtendAsync(number, Reason, DeletionBench.Officer, default);

        var text = await bench.InboxTextAsync();
        text.ShouldContain(read.Subject);
        read.Paragraphs.ShouldAllBe(p => text.Contains(p));
    }

    private Task<DeletionBench> BenchAsync() => new DeletionBench(database).WithWorkerAsync();

    public sealed class OnSqlite(SqliteDatabase database) : DecisionDeskTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database) : DecisionDeskTests(database), IClassFixture<PostgresDatabase>;
}
