using CsCheck;
using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Disclosures.Intake;
using JoinArena.PrivacyPortal.Disclosures.MyData;
using JoinArena.PrivacyPortal.Disclosures.MyData.Listing;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Parties;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Disclosures.Intake;

/// <summary>
/// What the intake accepts, stores and counts, on both databases. One file: all its tests share the same workers, parties
/// and policy versions.
/// </summary>
public abstract class DisclosureIntakeTests(TestDatabase database)
{
    private static readonly PolicyLibrary s_library = PolicyLibrary.Load(
        Path.Combine(AppContext.BaseDirectory, "policies")
    );
    private static readonly DateTimeOffset s_day = new(2026, 3, 3, 10, 0, 0, TimeSpan.Zero);
    private readonly DisclosureIntake _intake = new(
        database.Contexts,
        new AcceptanceQueries(database.Contexts, s_library),
        TimeProvider.System
    );
    private readonly DisclosureQueries _queries = new(database.Contexts);
    private readonly PartyRegister _parties = PartyRegisters.Create(database.Contexts, TimeProvider.System);
    private readonly string _worker = $"w-{Guid.NewGuid():N}";

    [Fact]
    public async Task A_report_is_stored_with_its_ledger_leaf()
    {
        await ArrangeAsync(acceptedAt: s_day.AddDays(-1));

        (await _intake.SubmitAsync([Report("e-1")], default)).Single().Outcome.ShouldBe(IntakeOutcome.Accepted);

        var entry = (
            await _queries.ListDisclosuresAsync(_worker, new(), null, default)
        ).Disclosures.ShouldHaveSingleItem();
        entry.CoverageStatus.ShouldBe(CoverageStatus.Covered);
        entry.Clauses.ShouldBe(["external-evaluation"]);
        await using var db = database.Contexts.CreateDbContext();
        (await db.LedgerEntries.CountAsync(e => e.Subject == _worker)).ShouldBe(1);
    }

    [Fact]
    public async Task A_report_sent_again_counts_once()
    {
        await ArrangeAsync();

        (await _intake.SubmitAsync([Report("e-1"), Report("e-1")], default))
            .Select(o => o.Outcome)
            .ShouldBe([IntakeOutcome.Accepted, IntakeOutcome.Duplicate]);
        (await _intake.SubmitAsync([Report("e-1")], default)).Single().Outcome.ShouldBe(IntakeOutcome.Duplicate);

        (await _queries.ListPartiesAsync(_worker, default)).Single().Times.ShouldBe(1);
    }

    [Fact]
    public async Task Reports_sent_at_once_over_many_connections_count_once_each()
    {
        await ArrangeAsync();
        var reports = Enumerable.Range(0, 20).Select(n => Report($"e-{n}", at: s_day.AddMinutes(n))).ToList();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _intake.SubmitAsync(reports, default)));

        outcomes.SelectMany(o => o).Count(o => o.Outcome is IntakeOutcome.Accepted).ShouldBe(20);
        (await _queries.ListPartiesAsync(_worker, default)).Single().Times.ShouldBe(20);
    }

    [Fact]
    public async Task One_bad_report_does_not_affect_the_others()
    {
        await ArrangeAsync();

        var outcomes = await _intake.SubmitAsync(
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
        var outcomes = await _intake.SubmitAsync([Report("e-1")], default);
        outcomes.Single().Outcome.ShouldBe(IntakeOutcome.Rejected);

        await ArrangeAsync();
        (await _intake.SubmitAsync([Report("e-1")], default)).Single().Outcome.ShouldBe(IntakeOutcome.Accepted);
    }

    [Fact]
    public async Task A_disclosure_before_the_acceptance_is_not_covered()
    {
        await ArrangeAsync(acceptedAt: s_day);

        await _intake.SubmitAsync([Report("before", at: s_day.AddMilliseconds(-1)), Report("at", at: s_day)], default);

        (await _queries.ListDisclosuresAsync(_worker, new(), null, default))
            .Disclosures.Select(e => e.CoverageStatus)
            .ShouldBe([CoverageStatus.Covered, CoverageStatus.NothingAccepted]);
    }

    [Fact]
    public async Task An_item_that_no_clause_covers_is_called_out_and_the_others_keep_theirs()
    {
        await ArrangeAsync(acceptedAt: s_day.AddDays(-1));
        var salary = Report("e-1") with
        {
            PartyId = Party("image-api"),
            Purpose = Purpose.PhotoGeneration,
            Items = [new("img-1", DataCategory.InterviewImage), new("sal-1", DataCategory.SalaryExpectation)],
        };

        await _intake.SubmitAsync([salary], default);

        var entry = (
            await _queries.ListDisclosuresAsync(_worker, new() { OnlyUncovered = true }, null, default)
        ).Disclosures.ShouldHaveSingleItem();
        entry.CoverageStatus.ShouldBe(CoverageStatus.NoClause);
        entry.Items.Single(i => i.Id == "sal-1").Clause.ShouldBeNull();
        entry.Items.Single(i => i.Id == "img-1").Clause.ShouldBe("professional-photos");
    }

    [Fact]
    public async Task Two_clauses_may_cover_one_disclosure()
    {
        await ArrangeAsync(acceptedAt: s_day.AddDays(-1));

        await _intake.SubmitAsync(
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
            await _queries.ListDisclosuresAsync(_worker, new(), null, default)
        ).Disclosures.ShouldHaveSingleItem();
        entry.CoverageStatus.ShouldBe(CoverageStatus.Covered);
        entry.Clauses.ShouldBe(["hiring-access", "professional-photos"], ignoreOrder: true);
    }

    [Fact]
    public async Task Counts_and_dates_come_out_the_same_in_any_order()
    {
        await ArrangeAsync(acceptedAt: s_day.AddDays(3));
        var reports = Enumerable.Range(0, 12).Select(n => Report($"e-{n}", at: s_day.AddDays(n % 7))).ToList();
        var seen = new List<string>();

        await Gen.Shuffle(reports)
            .SampleAsync(
                async shuffled =>
                {
                    await ForgetAsync();
                    foreach (var batch in shuffled.Chunk(5))
                        await _intake.SubmitAsync(batch, default);
                    seen.Add(
                        System.Text.Json.JsonSerializer.Serialize(await _queries.ListPartiesAsync(_worker, default))
                    );
                },
                iter: 6,
                threads: 1
            );

        seen.Distinct().ShouldHaveSingleItem();
        seen[0].ShouldContain("\"Times\":12");
    }

    [Fact]
    public async Task Another_workers_disclosure_is_not_found()
    {
        await ArrangeAsync();
        await _intake.SubmitAsync([Report("e-1")], default);
        var id = (await _queries.ListDisclosuresAsync(_worker, new(), null, default)).Disclosures.Single().Id;

        (await _queries.FindDisclosureAsync(_worker, id, default)).ShouldNotBeNull();
        (await _queries.FindDisclosureAsync("w-somebody-else", id, default)).ShouldBeNull();
        (await _queries.FindPartyAsync("w-somebody-else", Party("llm-provider"), default)).ShouldBeNull();
    }

    [Fact]
    public async Task The_pages_of_the_list_contain_every_disclosure_once_even_where_many_share_an_instant()
    {
        await ArrangeAsync();
        await _intake.SubmitAsync(
            [.. Enumerable.Range(0, 60).Select(n => Report($"e-{n}", at: s_day.AddMinutes(n / 40)))],
            default
        );

        var (seen, cursor) = (new List<Guid>(), (DisclosureCursor?)null);
        do
        {
            var page = await _queries.ListDisclosuresAsync(
                _worker,
                new(),
                cursor is null ? null : DisclosureCursor.Parse(cursor.ToString()),
                default
            );
            seen.AddRange(page.Disclosures.Select(e => e.Id));
            cursor = page.Older;
        } while (cursor is not null && seen.Count < 200);

        seen.Count.ShouldBe(60);
        seen.Distinct().Count().ShouldBe(60);
    }

    [Fact]
    public async Task Interviews_are_listed_newest_first()
    {
        await ArrangeAsync();
        await using (var db = database.Contexts.CreateDbContext())
        {
            db.DataItems.Add(
                new()
                {
                    WorkerId = _worker,
                    Id = "rec-1",
                    Category = DataCategory.InterviewRecording,
                    InterviewId = "int-1",
                    InterviewAt = s_day,
                }
            );
            db.DataItems.Add(
                new()
                {
                    WorkerId = _worker,
                    Id = "rec-2",
                    Category = DataCategory.InterviewRecording,
                    InterviewId = "int-2",
                    InterviewAt = s_day.AddDays(1),
                }
            );
            db.DataItems.Add(
                new()
                {
                    WorkerId = _worker,
                    Id = "cv",
                    Category = DataCategory.Resume,
                }
            );
            await db.SaveChangesAsync();
        }

        (await _queries.ListInterviewsAsync(_worker, default))
            .Select(i => (i.Id, i.At))
            .ShouldBe([("int-2", s_day.AddDays(1)), ("int-1", s_day)]);
    }

    private string Party(string kind) => $"{_worker}-{kind}";

    private DisclosureReport Report(string id, DateTimeOffset? at = null) =>
        new(
            "/evaluator",
            $"{_worker}-{id}",
            at ?? s_day,
            _worker,
            Party("llm-provider"),
            Direction.Disclosed,
            Purpose.CandidateEvaluation,
            [new("rec-1", DataCategory.InterviewRecording)],
            "int-1",
            null
        );

    private async Task ArrangeAsync(DateTimeOffset? acceptedAt = null)
    {
        (
            await new WorkerRegister(database.Contexts, TimeProvider.System).AnnounceAsync(
                _worker,
                new($"{_worker}@example.com", "Ana", "PT"),
                default
            )
        ).IsSuccess.ShouldBeTrue();
        foreach (var kind in new[] { "llm-provider", "image-api", "hiring-company" })
            (await _parties.AnnounceAsync(Party(kind), new($"A {kind}", kind), default)).IsSuccess.ShouldBeTrue();
        if (acceptedAt is not { } at)
            return;
        await using var db = database.Contexts.CreateDbContext();
        await db.AddAcceptanceAsync(
            new()
            {
                WorkerId = _worker,
                Version = "1.0",
                Language = "en",
                TextSha256 = new string('0', 64),
                AcceptedAt = at,
            },
            default
        );
        await db.SaveChangesAsync();
    }

    private async Task ForgetAsync()
    {
        await using var db = database.Contexts.CreateDbContext();
        await db.Disclosures.Where(d => d.WorkerId == _worker).ExecuteDeleteAsync();
        await db.Holdings.Where(h => h.WorkerId == _worker).ExecuteDeleteAsync();
        await db.WorkerPartyTotals.Where(s => s.WorkerId == _worker).ExecuteDeleteAsync();
    }

    public sealed class OnSqlite(SqliteDatabase database)
        : DisclosureIntakeTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : DisclosureIntakeTests(database),
            IClassFixture<PostgresDatabase>;
}
