using CsCheck;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Disclosures.Intake;
using JoinArena.PrivacyPortal.Disclosures.MyData;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Disclosures.Intake;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Disclosures;

/// <summary>Corrections, retractions and conflicts, on both databases.</summary>
public abstract class AmendmentTests(TestDatabase database) : IntakeTestBase(database)
{
    [Fact]
    public async Task The_same_id_with_other_content_is_a_conflict_and_with_the_same_a_duplicate()
    {
        await ArrangeAsync();
        await TakeAsync(Report("e-1") with { Detail = """{"model":"m", "region": "eu"}""" });

        var outcomes = await Intake.SubmitAsync(
            [
                Report("e-1") with
                {
                    Detail = """{ "region":"eu","model":"m" }""",
                },
                Report("e-1") with
                {
                    Detail = """{"model":"other","region":"eu"}""",
                },
                Report("e-1") with
                {
                    Time = Day.AddSeconds(1),
                    Detail = """{"model":"m","region":"eu"}""",
                },
                Report("e-2"),
                Report("e-2") with
                {
                    PartyId = Party("image-api"),
                },
            ],
            default
        );

        outcomes
            .Select(o => (o.Outcome, o.Error))
            .ShouldBe([
                (IntakeOutcome.Duplicate, default),
                (IntakeOutcome.Rejected, IntakeError.Conflict),
                (IntakeOutcome.Rejected, IntakeError.Conflict),
                (IntakeOutcome.Accepted, default),
                (IntakeOutcome.Rejected, IntakeError.Conflict),
            ]);
        (await PartiesAsync()).Sum(p => p.Times).ShouldBe(2);
    }

    [Fact]
    public async Task A_correction_shows_what_was_reported_and_what_is_right_and_only_the_latter_counts()
    {
        await ArrangeAsync();
        await TakeAsync(Report("e-1"));

        await TakeAsync(
            Correction("c-1", "e-1", Day.AddDays(1), party: "image-api") with
            {
                Purpose = Purpose.PhotoGeneration,
                Items = [new("img-1", DataCategory.InterviewImage)],
            }
        );

        var entries = await EntriesAsync();
        entries.Count.ShouldBe(2);
        var wrong = entries.Single(e => !e.IsInEffect);
        var right = entries.Single(e => e.IsInEffect);
        wrong.PartyId.ShouldBe(Party("llm-provider"));
        wrong
            .Corrected.ShouldNotBeNull()
            .ShouldBe(new AmendmentView(Day.AddDays(1), "It went elsewhere.", right.Id, wrong.Corrected!.Id));
        right.Corrects.ShouldNotBeNull().OtherId.ShouldBe(wrong.Id);
        var party = (await PartiesAsync()).ShouldHaveSingleItem();
        (party.Id, party.Times, party.DataFlows.Single().Category).ShouldBe(
            (Party("image-api"), 1, DataCategory.InterviewImage)
        );
    }

    [Fact]
    public async Task A_retraction_leaves_the_disclosure_visible_and_removes_it_from_every_count()
    {
        await ArrangeAsync();
        await TakeAsync(Report("e-1"), Report("e-2", at: Day.AddDays(2)));

        await TakeAsync(Retraction("r-2", "e-2", Day.AddDays(3)));

        (await EntriesAsync())
            .Single(e => !e.IsInEffect)
            .Retracted.ShouldNotBeNull()
            .Reason.ShouldBe("It never happened.");
        var party = (await PartiesAsync()).ShouldHaveSingleItem();
        (party.Times, party.LastAt).ShouldBe((1, Day));

        await TakeAsync(Retraction("r-1", "e-1", Day.AddDays(3)));
        (await PartiesAsync()).ShouldBeEmpty();
        (await EntriesAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_retraction_that_arrives_before_its_report_takes_effect_too()
    {
        await ArrangeAsync();

        await TakeAsync(Retraction("r-1", "e-1", Day.AddDays(1)));
        await TakeAsync(Report("e-1"));

        (await EntriesAsync()).ShouldHaveSingleItem().Retracted.ShouldNotBeNull();
        (await PartiesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_report_about_the_wrong_worker_moves_to_the_right_one_and_reveals_nothing_of_them_to_the_first()
    {
        await ArrangeAsync();
        var first = Worker;
        await TakeAsync(Report("e-1"));
        await ArrangeNewWorkerAsync();
        var second = Worker;

        await TakeAsync(
            Report("c-1") with
            {
                Amends = new(new("/evaluator", $"{first}-e-1"), Day.AddDays(1), "Mixed up."),
            }
        );

        (await Queries.ListPartiesAsync(first, default)).ShouldBeEmpty();
        (await Queries.ListDisclosuresAsync(first, new(), null, default))
            .Disclosures.ShouldHaveSingleItem()
            .Corrected.ShouldNotBeNull()
            .OtherId.ShouldBeNull();
        (await Queries.ListPartiesAsync(second, default)).ShouldHaveSingleItem().Times.ShouldBe(1);
        (await Queries.ListDisclosuresAsync(second, new(), null, default))
            .Disclosures.ShouldHaveSingleItem()
            .Corrects.ShouldNotBeNull()
            .OtherId.ShouldBeNull();
    }

    [Fact]
    public async Task An_amendment_refers_to_what_was_reported_first()
    {
        await ArrangeAsync();
        await TakeAsync(Report("e-1"), Correction("c-1", "e-1", Day));

        var outcomes = await Intake.SubmitAsync(
            [Retraction("r-1", "c-1", Day), Retraction("r-2", "r-2", Day)],
            default
        );

        outcomes.ShouldAllBe(o => o.Outcome == IntakeOutcome.Rejected && o.Errors.Single().Pointer == "/data/refersTo");
    }

    private Task<IReadOnlyList<PartySummary>> PartiesAsync() => Queries.ListPartiesAsync(Worker, default);

    private async Task<IReadOnlyList<DisclosureView>> EntriesAsync() =>
        (await Queries.ListDisclosuresAsync(Worker, new(), null, default)).Disclosures;

    private async Task TakeAsync(params Report[] reports) =>
        (await Intake.SubmitAsync(reports, default)).ShouldAllBe(o => o.Outcome == IntakeOutcome.Accepted);

    public sealed class OnSqlite(SqliteDatabase database) : AmendmentTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : AmendmentTests(database),
            IClassFixture<PostgresDatabase>;
}
