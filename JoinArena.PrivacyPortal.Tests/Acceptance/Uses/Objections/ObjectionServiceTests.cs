using JoinArena.PrivacyPortal.Acceptance.Uses;
using JoinArena.PrivacyPortal.Acceptance.Uses.Objections;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger.Records;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Deletion;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Acceptance.Uses.Objections;

/// <summary>A stop that the law has JoinArena weigh: its clock and its answer, on both databases.</summary>
public abstract class ObjectionServiceTests(TestDatabase database)
{
    private const string Officer = "officer@example.com";

    [Theory]
    [InlineData("DE", "EU-GDPR", "2026-12-24")]
    [InlineData("GB", "UK-GDPR", "2026-12-23")] // the day of receipt is counted
    [InlineData("MD", "MD-195", "2026-12-24")]
    [InlineData("RS", "RS-ZZPL", "2026-12-24")]
    [InlineData("GH", "GH-843", "2026-12-15")]
    public async Task A_stop_is_answered_by_the_day_of_the_law_that_weighs_it(string place, string law, string due)
    {
        var fixture = await StopFixture.CreateAsync(database, place);

        var objection = (await fixture.StopAsync())!;

        (objection.Law, objection.IsOpen).ShouldBe((law, true));
        objection.DueBy.ShouldBe(DateOnly.Parse(due, System.Globalization.CultureInfo.InvariantCulture));
        (await fixture.Bench.ReadInboxTextAsync()).ShouldContain(
            $"We answer by {objection.DueBy.Day} December 2026 ({objection.Citation})."
        );
    }

    [Theory]
    [InlineData("US-IL")] // what an applicant does not agree to is not weighed
    [InlineData("US-CA")]
    [InlineData("BR")]
    [InlineData("ZZ")]
    public async Task A_stop_that_no_law_weighs_counts_and_has_no_clock(string place)
    {
        var fixture = await StopFixture.CreateAsync(database, place);

        (await fixture.StopAsync()).ShouldBeNull();

        (await fixture.Bench.ReadInboxTextAsync()).ShouldNotContain("We answer by");
        (await fixture.Bench.ReadLedgerKindsAsync()).ShouldBe(["use-stopped"]);
    }

    [Fact]
    public async Task Consent_that_is_withdrawn_is_not_weighed()
    {
        var fixture = await StopFixture.CreateAsync(database, "DE");
        var clause = StopFixture.TrainingClause;

        (await fixture.Queries.FindDeadlineAsync(fixture.Bench.Worker, clause, default)).ShouldNotBeNull();
        foreach (var basis in Enum.GetValues<LegalBasis>())
        {
            var deadline = await fixture.Queries.FindDeadlineAsync(
                fixture.Bench.Worker,
                clause with
                {
                    Basis = basis,
                },
                default
            );
            (deadline is null).ShouldBe(basis is LegalBasis.Consent, basis.ToString());
        }
    }

    [Fact]
    public async Task A_stop_that_is_upheld_stays_and_the_answer_is_sent_recorded_and_final()
    {
        var fixture = await StopFixture.CreateAsync(database, "DE");
        var objection = (await fixture.StopAsync())!;

        (await AnswerAsync(fixture, objection, new(ObjectionOutcome.Upheld, "ignored", "ignored"))).ShouldBeNull();

        var answered = (await fixture.Queries.ListAsync(fixture.Bench.Worker, default)).ShouldHaveSingleItem();
        (answered.Outcome, answered.AnsweredBy, answered.Ground, answered.Reasons).ShouldBe(
            (ObjectionOutcome.Upheld, Officer, null, null)
        );
        (await fixture.Bench.ReadInboxTextAsync()).ShouldContain(
            "We have weighed your stop, and the use stays stopped."
        );
        (await fixture.Bench.ReadLedgerKindsAsync()).ShouldBe(["use-stop-answered", "use-stopped"]);
        (await AnswerAsync(fixture, objection, new(ObjectionOutcome.Denied, "A claim", "Court."))).ShouldBe(
            ObjectionError.NotNow
        );
    }

    [Fact]
    public async Task A_use_goes_on_only_on_a_named_ground_with_reasons_and_the_worker_reads_where_to_complain()
    {
        var fixture = await StopFixture.CreateAsync(database, "FR");
        var objection = (await fixture.StopAsync())!;
        var tooLong = new string('x', UseObjection.MaxGroundLength + 1);

        (await AnswerAsync(fixture, objection, new(ObjectionOutcome.Denied))).ShouldBe(ObjectionError.GroundNeeded);
        (await AnswerAsync(fixture, objection, new(ObjectionOutcome.Denied, " ", "Why"))).ShouldBe(
            ObjectionError.GroundNeeded
        );
        (await AnswerAsync(fixture, objection, new(ObjectionOutcome.Denied, "A claim", " "))).ShouldBe(
            ObjectionError.ReasonsNeeded
        );
        (await AnswerAsync(fixture, objection, new(ObjectionOutcome.Denied, tooLong, "Why"))).ShouldBe(
            ObjectionError.TooLong
        );
        (await fixture.Queries.ListAsync(fixture.Bench.Worker, default))[0].IsOpen.ShouldBeTrue("nothing was recorded");

        (
            await AnswerAsync(fixture, objection, new(ObjectionOutcome.Denied, " a legal claim ", "A case is open."))
        ).ShouldBeNull();

        var told = await fixture.Bench.ReadInboxTextAsync();
        told.ShouldContain("We have weighed your stop. The use goes on, on this ground: a legal claim.");
        told.ShouldContain("Why: A case is open.");
        told.ShouldContain("Commission nationale de l’informatique et des libertés (CNIL)");
    }

    [Theory]
    [InlineData(ObjectionOutcome.Upheld)]
    [InlineData(ObjectionOutcome.Denied)]
    public async Task The_answer_that_an_officer_reads_first_is_word_for_word_the_one_that_is_sent(
        ObjectionOutcome outcome
    )
    {
        var fixture = await StopFixture.CreateAsync(database, "FR");
        var objection = (await fixture.StopAsync())!;
        var answer = new ObjectionAnswer(outcome, "a legal claim", "A case is open.");

        var read = (await fixture.Objections.PreviewAsync(objection.Id, answer, default)).Value!;

        (await fixture.Queries.ListAsync(fixture.Bench.Worker, default))[0].IsOpen.ShouldBeTrue("it is only read");
        fixture.Bench.Clock.Advance(TimeSpan.FromMinutes(20));
        (await AnswerAsync(fixture, objection, answer)).ShouldBeNull();
        var told = await fixture.Bench.ReadInboxTextAsync();
        foreach (var line in read.Paragraphs.Prepend(read.Subject))
            told.ShouldContain(line);
        (await fixture.Objections.PreviewAsync(objection.Id, answer, default)).Error.ShouldBe(ObjectionError.NotNow);
    }

    [Fact]
    public async Task A_stop_that_is_taken_back_needs_no_answer_and_others_still_do()
    {
        var fixture = await StopFixture.CreateAsync(database, "DE");
        var training = (await fixture.StopAsync())!;
        var everyone = (await fixture.StopAsync(StopFixture.Photos))!;
        await fixture.ResumeAsync(StopFixture.Photos, PartyKind.ImageApi);

        await fixture.ResumeAsync();

        var all = await fixture.Queries.ListAsync(fixture.Bench.Worker, default);
        all.Single(o => o.Id == training.Id).TakenBackAt.ShouldBe(fixture.Bench.Clock.GetInstant());
        all.Single(o => o.Id == everyone.Id).IsOpen.ShouldBeTrue("hiring companies are still stopped");
        (await AnswerAsync(fixture, training, new(ObjectionOutcome.Upheld))).ShouldBe(ObjectionError.NotNow);
    }

    [Fact]
    public async Task Two_officers_who_answer_at_once_give_one_answer()
    {
        var fixture = await StopFixture.CreateAsync(database, "DE");
        var objection = (await fixture.StopAsync())!;

        var all = await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(_ => Task.Run(() => AnswerAsync(fixture, objection, new(ObjectionOutcome.Upheld))))
        );

        all.Count(error => error is null).ShouldBe(1);
        (await fixture.Bench.ReadLedgerKindsAsync()).Count(kind => kind == "use-stop-answered").ShouldBe(1);
    }

    [Fact]
    public async Task An_answer_that_was_changed_in_the_database_is_reported()
    {
        var fixture = await StopFixture.CreateAsync(database, "DE");
        var open = (await fixture.StopAsync(StopFixture.Photos))!;
        var objection = (await fixture.StopAsync())!;
        await AnswerAsync(fixture, objection, new(ObjectionOutcome.Upheld));
        await using var db = await database.Contexts.CreateDbContextAsync();
        (await FindDifferencesAsync()).ShouldBeEmpty();

        await db
            .UseObjections.Where(o => o.Id == objection.Id || o.Id == open.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(o => o.Outcome, (ObjectionOutcome?)ObjectionOutcome.Denied));

        (await FindDifferencesAsync()).ShouldHaveSingleItem().Problem.ShouldBe(RecordProblem.Content);

        async Task<IEnumerable<RecordDifference>> FindDifferencesAsync() =>
            (
                await new RecordedRowCheck([new RecordedUseDecisions(), new RecordedObjections()]).FindDifferencesAsync(
                    db,
                    10,
                    default
                )
            ).Where(d => d.Name.StartsWith(fixture.Bench.Worker, StringComparison.Ordinal));
    }

    private static async Task<ObjectionError?> AnswerAsync(
        StopFixture fixture,
        UseObjection objection,
        ObjectionAnswer answer
    )
    {
        var result = await fixture.Objections.AnswerAsync(objection.Id, answer, Officer, default);
        return result.IsSuccess ? null : result.Error;
    }

    public sealed class OnSqlite(SqliteDatabase database)
        : ObjectionServiceTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : ObjectionServiceTests(database),
            IClassFixture<PostgresDatabase>;
}
