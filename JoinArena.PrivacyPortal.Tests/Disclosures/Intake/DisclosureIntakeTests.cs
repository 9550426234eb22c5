using CsCheck;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Disclosures.Intake;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Disclosures.Intake;

/// <summary>What the intake accepts, stores and counts, on both databases.</summary>
public abstract class DisclosureIntakeTests(TestDatabase database) : IntakeTestBase(database)
{
    [Fact]
    public async Task A_report_is_stored_with_its_ledger_leaf()
    {
        await ArrangeAsync(acceptedAt: Day.AddDays(-1));

        (await Intake.SubmitAsync([Report("e-1")], default)).Single().Outcome.ShouldBe(IntakeOutcome.Accepted);

        var entry = (
            await Queries.ListDisclosuresAsync(Worker, new(), null, default)
        ).Disclosures.ShouldHaveSingleItem();
        entry.CoverageStatus.ShouldBe(CoverageStatus.Covered);
        entry.Clauses.ShouldBe(["external-evaluation"]);
        await using var db = Database.Contexts.CreateDbContext();
        // The other one is of the acceptance.
        (await db.LedgerEntries.CountAsync(e => e.Subject == Worker)).ShouldBe(2);
        (await db.LedgerEntries.CountAsync(e => e.Id == entry.Id)).ShouldBe(1);
    }

    [Fact]
    public async Task A_report_sent_again_counts_once()
    {
        await ArrangeAsync();

        (await Intake.SubmitAsync([Report("e-1"), Report("e-1")], default))
            .Select(o => o.Outcome)
            .ShouldBe([IntakeOutcome.Accepted, IntakeOutcome.Duplicate]);
        (await Intake.SubmitAsync([Report("e-1")], default)).Single().Outcome.ShouldBe(IntakeOutcome.Duplicate);

        (await Queries.ListPartiesAsync(Worker, default)).Single().Times.ShouldBe(1);
    }

    [Fact]
    public async Task Event_ids_are_told_apart_to_the_last_character()
    {
        await ArrangeAsync();
        string[] ids =
        [
            "a",
            "A",
            "a ",
            "ä",
            @"a\b",
            @"a\\b",
            @"\x41",
            @"\101",
            new string('x', 120),
            new string('x', 121),
        ];
        List<Report> reports = [.. ids.Select(id => Report(id))];

        (await Intake.SubmitAsync(reports, default)).ShouldAllBe(r => r.Outcome == IntakeOutcome.Accepted);
        (await Intake.SubmitAsync(reports, default)).ShouldAllBe(r => r.Outcome == IntakeOutcome.Duplicate);
    }

    [Fact]
    public async Task Reports_sent_at_once_over_many_connections_count_once_each()
    {
        await ArrangeAsync();
        var reports = Enumerable.Range(0, 20).Select(n => Report($"e-{n}", at: Day.AddMinutes(n))).ToList();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Intake.SubmitAsync(reports, default)));

        outcomes.SelectMany(o => o).Count(o => o.Outcome is IntakeOutcome.Accepted).ShouldBe(20);
        (await Queries.ListPartiesAsync(Worker, default)).Single().Times.ShouldBe(20);
    }

    [Fact]
    public async Task One_bad_report_does_not_affect_the_others()
    {
        await ArrangeAsync();

        var outcomes = await Intake.SubmitAsync(
            [
                Report("e-1"),
                Report("e-2") with
                {
                    WorkerId = "w-nobody",
                },
                Report("e-3") with
                {
                    PartyId = "nobody",
                },
                Report("e-4"),
            ],
            default
        );

        outcomes
            .Select(o => o.Outcome)
            .ShouldBe([IntakeOutcome.Accepted, IntakeOutcome.Rejected, IntakeOutcome.Rejected, IntakeOutcome.Accepted]);
        outcomes[1].Errors.Single().Pointer.ShouldBe("/data/workerId");
        outcomes[2].Errors.Single().Pointer.ShouldBe("/data/partyId");
    }

    [Fact]
    public async Task A_report_refused_for_an_unknown_worker_is_accepted_on_retry_after_the_announcement()
    {
        var outcomes = await Intake.SubmitAsync([Report("e-1")], default);
        outcomes.Single().Outcome.ShouldBe(IntakeOutcome.Rejected);

        await ArrangeAsync();
        (await Intake.SubmitAsync([Report("e-1")], default)).Single().Outcome.ShouldBe(IntakeOutcome.Accepted);
    }

    [Fact]
    public async Task A_disclosure_before_the_acceptance_is_not_covered()
    {
        await ArrangeAsync(acceptedAt: Day);

        await Intake.SubmitAsync([Report("before", at: Day.AddMilliseconds(-1)), Report("at", at: Day)], default);

        (await Queries.ListDisclosuresAsync(Worker, new(), null, default))
            .Disclosures.Select(e => e.CoverageStatus)
            .ShouldBe([CoverageStatus.Covered, CoverageStatus.NothingAccepted]);
    }

    [Fact]
    public async Task An_item_that_no_clause_covers_is_called_out_and_the_others_keep_theirs()
    {
        await ArrangeAsync(acceptedAt: Day.AddDays(-1));
        var salary = Report("e-1") with
        {
            PartyId = Party("image-api"),
            Purpose = Purpose.PhotoGeneration,
            Items = [new("img-1", DataCategory.InterviewImage), new("sal-1", DataCategory.SalaryExpectation)],
        };

        await Intake.SubmitAsync([salary], default);

        var entry = (
            await Queries.ListDisclosuresAsync(Worker, new() { OnlyUncovered = true }, null, default)
        ).Disclosures.ShouldHaveSingleItem();
        entry.CoverageStatus.ShouldBe(CoverageStatus.NoClause);
        entry.Items.Single(i => i.Id == "sal-1").Clause.ShouldBeNull();
        entry.Items.Single(i => i.Id == "img-1").Clause.ShouldBe("professional-photos");
    }

    [Fact]
    public async Task Two_clauses_may_cover_one_disclosure()
    {
        await ArrangeAsync(acceptedAt: Day.AddDays(-1));

        await Intake.SubmitAsync(
            [
                Report("e-1") with
                {
                    PartyId = Party("hiring-company"),
                    Purpose = Purpose.Hiring,
                    Items = [new("cv-1", DataCategory.Resume), new("pic-1", DataCategory.GeneratedPhoto)],
                },
            ],
            default
        );

        var entry = (
            await Queries.ListDisclosuresAsync(Worker, new(), null, default)
        ).Disclosures.ShouldHaveSingleItem();
        entry.CoverageStatus.ShouldBe(CoverageStatus.Covered);
        entry.Clauses.ShouldBe(["hiring-access", "professional-photos"], ignoreOrder: true);
    }

    [Fact]
    public async Task Counts_and_dates_come_out_the_same_in_any_order()
    {
        await ArrangeAsync(acceptedAt: Day.AddDays(3));
        var reports = Enumerable.Range(0, 12).Select(n => Report($"e-{n}", at: Day.AddDays(n % 7))).ToList();
        var seen = new List<string>();

        await Gen.Shuffle(reports)
            .SampleAsync(
                async shuffled =>
                {
                    await ForgetAsync();
                    foreach (var batch in shuffled.Chunk(5))
                        await Intake.SubmitAsync(batch, default);
                    seen.Add(
                        System.Text.Json.JsonSerializer.Serialize(await Queries.ListPartiesAsync(Worker, default))
                    );
                },
                iter: 6,
                threads: 1
            );

        seen.Distinct().ShouldHaveSingleItem();
        seen[0].ShouldContain("\"Times\":12");
    }

    private async Task ForgetAsync()
    {
        await using var db = Database.Contexts.CreateDbContext();
        await db.Disclosures.Where(d => d.WorkerId == Worker).ExecuteDeleteAsync();
        await db.Holdings.Where(h => h.WorkerId == Worker).ExecuteDeleteAsync();
        await db.WorkerPartyTotals.Where(s => s.WorkerId == Worker).ExecuteDeleteAsync();
    }

    public sealed class OnSqlite(SqliteDatabase database)
        : DisclosureIntakeTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : DisclosureIntakeTests(database),
            IClassFixture<PostgresDatabase>;
}
