using CsCheck;
using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Disclosures.Intake;
using JoinArena.PrivacyPortal.Disclosures.MyData;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Parties;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Disclosures;

/// <summary>
/// Corrections, retractions and conflicts, in whatever order they arrive. One file: all are about the same few reports.
/// </summary>
public abstract class AmendmentTests(TestDatabase database)
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
    private readonly DisclosureQueries _book = new(database.Contexts);
    private string _worker = "";

    [Fact]
    public async Task The_same_id_with_other_content_is_a_conflict_and_with_the_same_a_duplicate()
    {
        await ArrangeAsync();
        await TakeAsync(Report("e-1") with { Detail = """{"model":"m", "region": "eu"}""" });

        var outcomes = await _intake.SubmitAsync(
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
                    Time = s_day.AddSeconds(1),
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
            Correction("c-1", "e-1", s_day.AddDays(1), party: "image-api") with
            {
                Purpose = Purpose.PhotoGeneration,
                Items = [new("img-1", DataCategory.InterviewImage)],
            }
        );

        var entries = await EntriesAsync();
        entries.Count.ShouldBe(2);
        var (wrong, right) = (entries.Single(e => !e.IsInEffect), entries.Single(e => e.IsInEffect));
        wrong.PartyId.ShouldBe(Party("llm-provider"));
        wrong
            .Corrected.ShouldNotBeNull()
            .ShouldBe(new AmendmentView(s_day.AddDays(1), "It went elsewhere.", right.Id, wrong.Corrected!.Id));
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
        await TakeAsync(Report("e-1"), Report("e-2", at: s_day.AddDays(2)));

        await TakeAsync(Retraction("r-2", "e-2", s_day.AddDays(3)));

        (await EntriesAsync())
            .Single(e => !e.IsInEffect)
            .Retracted.ShouldNotBeNull()
            .Reason.ShouldBe("It never happened.");
        var party = (await PartiesAsync()).ShouldHaveSingleItem();
        (party.Times, party.LastAt).ShouldBe((1, s_day));

        await TakeAsync(Retraction("r-1", "e-1", s_day.AddDays(3)));
        (await PartiesAsync()).ShouldBeEmpty();
        (await EntriesAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_retraction_that_arrives_before_its_report_takes_effect_too()
    {
        await ArrangeAsync();

        await TakeAsync(Retraction("r-1", "e-1", s_day.AddDays(1)));
        await TakeAsync(Report("e-1"));

        (await EntriesAsync()).ShouldHaveSingleItem().Retracted.ShouldNotBeNull();
        (await PartiesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_report_about_the_wrong_worker_moves_to_the_right_one_and_reveals_nothing_of_them_to_the_first()
    {
        await ArrangeAsync();
        var first = _worker;
        await TakeAsync(Report("e-1"));
        await ArrangeAsync();
        var second = _worker;

        await TakeAsync(
            Report("c-1") with
            {
                Amends = new(new("/evaluator", $"{first}-e-1"), s_day.AddDays(1), "Mixed up."),
            }
        );

        (await _book.ListPartiesAsync(first, default)).ShouldBeEmpty();
        (await _book.ListDisclosuresAsync(first, new(), null, default))
            .Disclosures.ShouldHaveSingleItem()
            .Corrected.ShouldNotBeNull()
            .OtherId.ShouldBeNull();
        (await _book.ListPartiesAsync(second, default)).ShouldHaveSingleItem().Times.ShouldBe(1);
        (await _book.ListDisclosuresAsync(second, new(), null, default))
            .Disclosures.ShouldHaveSingleItem()
            .Corrects.ShouldNotBeNull()
            .OtherId.ShouldBeNull();
    }

    [Fact]
    public async Task An_amendment_refers_to_what_was_reported_first()
    {
        await ArrangeAsync();
        await TakeAsync(Report("e-1"), Correction("c-1", "e-1", s_day));

        var outcomes = await _intake.SubmitAsync(
            [Retraction("r-1", "c-1", s_day), Retraction("r-2", "r-2", s_day)],
            default
        );

        outcomes.ShouldAllBe(o => o.Outcome == IntakeOutcome.Rejected && o.Errors.Single().Pointer == "/data/refersTo");
    }

    [Fact]
    public async Task Amendments_in_any_order_and_any_batches_give_the_same_result()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        await Gen.Int[0, 1_000_000]
            .SampleAsync(
                async seed =>
                {
                    await ArrangeAsync(acceptedAt: s_day.AddDays(2));
                    var random = new Random(seed);
                    var reports = Everything();
                    random.Shuffle(reports);
                    while (reports.Length > 0)
                    {
                        var size = random.Next(1, 6);
                        (await _intake.SubmitAsync(reports[..Math.Min(size, reports.Length)], default)).ShouldAllBe(o =>
                            o.Outcome == IntakeOutcome.Accepted
                        );
                        reports = reports[Math.Min(size, reports.Length)..];
                    }

                    seen.Add(await WhatStandsAsync());
                },
                iter: 8,
                threads: 1
            );

        seen.ShouldHaveSingleItem().ShouldContain("Times");
    }

    private Report[] Everything() =>
        [
            .. Enumerable
                .Range(0, 8)
                .Select(n => Report($"e-{n}", at: s_day.AddDays(n % 5)) with { InterviewId = $"int-{n % 3}" }),
            Report("same-instant") with
            {
                PartyId = Party("image-api"),
                Purpose = Purpose.PhotoGeneration,
                Time = s_day.AddDays(4),
                Items = [new("img-1", DataCategory.InterviewImage), new("sal-1", DataCategory.SalaryExpectation)],
            },
            Correction("c-1", "e-1", s_day.AddDays(6)),
            Correction("c-1b", "e-1", s_day.AddDays(7), party: "image-api"),
            Correction("c-2", "e-2", s_day.AddDays(6)),
            Retraction("r-2", "e-2", s_day.AddDays(7)),
            Retraction("r-3", "e-3", s_day.AddDays(6)),
            Correction("c-3", "e-3", s_day.AddDays(7)),
            Retraction("r-4", "e-4", s_day.AddDays(6)),
        ];

    private async Task<string> WhatStandsAsync()
    {
        await using var db = database.Contexts.CreateDbContext();
        var holdings = await db
            .Holdings.AsNoTracking()
            .Where(h => h.WorkerId == _worker)
            .OrderBy(h => h.PartyId)
            .ThenBy(h => h.ItemId)
            .Select(h => new
            {
                h.PartyId,
                h.ItemId,
                h.InterviewId,
                h.Clause,
                h.Times,
                h.Uncovered,
                h.FirstAt,
                h.LastAt,
            })
            .ToListAsync();
        var items = await db
            .DataItems.Where(i => i.WorkerId == _worker)
            .OrderBy(i => i.Id)
            .Select(i => new { i.Id, i.InterviewId })
            .ToListAsync();
        var entries = (await EntriesAsync())
            .OrderBy(e => e.Time)
            .ThenBy(e => e.PartyId, StringComparer.Ordinal)
            .ThenBy(e => e.InterviewId, StringComparer.Ordinal)
            .ThenBy(e => e.IsInEffect)
            .Select(e => new
            {
                e.Time,
                e.PartyId,
                e.InterviewId,
                e.CoverageStatus,
                e.IsInEffect,
                Clauses = string.Join(' ', e.Clauses),
            });
        return System
            .Text.Json.JsonSerializer.Serialize(
                new
                {
                    holdings,
                    items,
                    entries,
                    parties = await PartiesAsync(),
                }
            )
            .Replace(_worker, "w", StringComparison.Ordinal);
    }

    private Task<IReadOnlyList<PartySummary>> PartiesAsync() => _book.ListPartiesAsync(_worker, default);

    private async Task<IReadOnlyList<DisclosureView>> EntriesAsync() =>
        (await _book.ListDisclosuresAsync(_worker, new(), null, default)).Disclosures;

    private async Task TakeAsync(params Report[] reports) =>
        (await _intake.SubmitAsync(reports, default)).ShouldAllBe(o => o.Outcome == IntakeOutcome.Accepted);

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

    private DisclosureReport Correction(string id, string of, DateTimeOffset at, string party = "llm-provider") =>
        Report(id) with
        {
            PartyId = Party(party),
            Amends = new(new("/evaluator", $"{_worker}-{of}"), at, "It went elsewhere."),
        };

    private Retraction Retraction(string id, string of, DateTimeOffset at) =>
        new("/evaluator", $"{_worker}-{id}", _worker)
        {
            Amends = new(new("/evaluator", $"{_worker}-{of}"), at, "It never happened."),
        };

    private async Task ArrangeAsync(DateTimeOffset? acceptedAt = null)
    {
        _worker = $"w-{Guid.NewGuid():N}";
        var parties = PartyRegisters.Create(database.Contexts, TimeProvider.System);
        (
            await new WorkerRegister(database.Contexts, TimeProvider.System).AnnounceAsync(
                _worker,
                new($"{_worker}@example.com", "Ana", "PT"),
                default
            )
        ).IsSuccess.ShouldBeTrue();
        foreach (var kind in new[] { "llm-provider", "image-api" })
            (await parties.AnnounceAsync(Party(kind), new($"A {kind}", kind), default)).IsSuccess.ShouldBeTrue();
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

    public sealed class OnSqlite(SqliteDatabase database) : AmendmentTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : AmendmentTests(database),
            IClassFixture<PostgresDatabase>;
}
