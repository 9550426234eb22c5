using CsCheck;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Disclosures.Intake;
using JoinArena.PrivacyPortal.Disclosures.MyData;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Disclosures.Intake;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Disclosures;

/// <summary>Corrections and retractions in any order and in any batches, on both databases.</summary>
public abstract class AmendmentOrderTests(TestDatabase database) : IntakeTestBase(database)
{
    [Fact]
    public async Task Amendments_in_any_order_and_any_batches_give_the_same_result()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        await Gen.Int[0, 1_000_000]
            .SampleAsync(
                async seed =>
                {
                    await ArrangeNewWorkerAsync(acceptedAt: Day.AddDays(2));
                    var random = new Random(seed);
                    var reports = Everything();
                    random.Shuffle(reports);
                    while (reports.Length > 0)
                    {
                        var size = random.Next(1, 6);
                        (await Intake.SubmitAsync(reports[..Math.Min(size, reports.Length)], default)).ShouldAllBe(o =>
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
                .Select(n => Report($"e-{n}", at: Day.AddDays(n % 5)) with { InterviewId = $"int-{n % 3}" }),
            Report("same-instant") with
            {
                PartyId = Party("image-api"),
                Purpose = Purpose.PhotoGeneration,
                Time = Day.AddDays(4),
                Items = [new("img-1", DataCategory.InterviewImage), new("sal-1", DataCategory.SalaryExpectation)],
            },
            Correction("c-1", "e-1", Day.AddDays(6)),
            Correction("c-1b", "e-1", Day.AddDays(7), party: "image-api"),
            Correction("c-2", "e-2", Day.AddDays(6)),
            Retraction("r-2", "e-2", Day.AddDays(7)),
            Retraction("r-3", "e-3", Day.AddDays(6)),
            Correction("c-3", "e-3", Day.AddDays(7)),
            Retraction("r-4", "e-4", Day.AddDays(6)),
        ];

    private async Task<string> WhatStandsAsync()
    {
        await using var db = Database.Contexts.CreateDbContext();
        var holdings = await db
            .Holdings.AsNoTracking()
            .Where(h => h.WorkerId == Worker)
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
            .DataItems.Where(i => i.WorkerId == Worker)
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
            .Replace(Worker, "w", StringComparison.Ordinal);
    }

    private Task<IReadOnlyList<PartySummary>> PartiesAsync() => Queries.ListPartiesAsync(Worker, default);

    private async Task<IReadOnlyList<DisclosureView>> EntriesAsync() =>
        (await Queries.ListDisclosuresAsync(Worker, new(), null, default)).Disclosures;

    public sealed class OnSqlite(SqliteDatabase database)
        : AmendmentOrderTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : AmendmentOrderTests(database),
            IClassFixture<PostgresDatabase>;
}
