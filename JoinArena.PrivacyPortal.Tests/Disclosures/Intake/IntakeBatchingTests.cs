using System.Text.Json;
using CsCheck;
using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Disclosures.Intake;
using JoinArena.PrivacyPortal.Disclosures.Reconciliation;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Disclosures.Reconciliation;
using JoinArena.PrivacyPortal.Tests.Parties;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Disclosures.Intake;

/// <summary>
/// Whether reports come one by one or together, in whatever order and some of them again, the result is the same.
/// </summary>
public abstract class IntakeBatchingTests(TestDatabase database)
{
    private static readonly DateTimeOffset s_day = new(2026, 3, 3, 10, 0, 0, TimeSpan.Zero);
    private static readonly string[] s_kinds = ["llm-provider", "hiring-company"];
    private int _workers;

    [Fact]
    public async Task Reports_in_any_order_and_any_batches_give_the_same_result()
    {
        await using var intake = new DisclosureIntake(
            database.Contexts,
            new AcceptanceQueries(database.Contexts, PortalServices.Library),
            TimeProvider.System
        );
        var seen = new List<string>();
        // The order of the reports, the sizes of the groups, and the reports that come again.
        var plans = Gen.Select(
            Gen.Shuffle(Enumerable.Range(0, Reports("").Count).ToList()),
            Gen.Int[1, 9].Array[1, 12],
            Gen.Int[0, 17].Array[0, 5]
        );

        await plans.SampleAsync(
            async plan =>
            {
                var (order, sizes, again) = plan;
                var worker = await ArrangeAsync();
                var reports = Reports(worker);
                var queue = new Queue<Report>([.. order.Select(i => reports[i]), .. again.Select(i => reports[i])]);
                for (var cut = 0; queue.Count > 0; cut++)
                {
                    var group = new List<Report>();
                    for (var i = 0; i < sizes[cut % sizes.Length] && queue.TryDequeue(out var report); i++)
                        group.Add(report);
                    (await intake.SubmitAsync(group, default)).ShouldAllBe(o => o.Outcome != IntakeOutcome.Rejected);
                }

                seen.Add((await ReadStoredAsync(worker)).Replace(worker, "worker", StringComparison.Ordinal));
            },
            iter: 12,
            threads: 1
        );

        seen.Distinct().ShouldHaveSingleItem();
        (
            await Reconciliations.Create(database.Contexts, TimeProvider.System).RunAsync(default)
        ).Differences.ShouldBeEmpty();
    }

    private static List<Report> Reports(string worker)
    {
        var reports = new List<Report>();
        for (var n = 0; n < 12; n++)
        {
            reports.Add(
                new DisclosureReport(
                    "/evaluator",
                    $"{worker}-{n}",
                    s_day.AddHours(n % 5),
                    worker,
                    $"{worker}-{s_kinds[n % 2]}",
                    Direction.Disclosed,
                    n % 2 == 0 ? Purpose.CandidateEvaluation : Purpose.Hiring,
                    [new($"rec-{n % 3}", DataCategory.InterviewRecording), new("cv", DataCategory.Resume)],
                    n % 4 == 0 ? null : $"int-{n % 3}",
                    n % 5 == 0 ? """{"model":"m"}""" : null
                )
            );
        }

        reports.Add(
            new DisclosureReport(
                "/evaluator",
                $"{worker}-c1",
                s_day.AddHours(9),
                worker,
                $"{worker}-{s_kinds[1]}",
                Direction.Disclosed,
                Purpose.Hiring,
                [new("cv", DataCategory.Resume)],
                null,
                null
            )
            {
                Amends = Of(0, 1),
            }
        );
        reports.Add(
            new DisclosureReport(
                "/evaluator",
                $"{worker}-c2",
                s_day.AddHours(8),
                worker,
                $"{worker}-{s_kinds[0]}",
                Direction.Disclosed,
                Purpose.CandidateEvaluation,
                [new("rec-1", DataCategory.InterviewRecording)],
                "int-1",
                null
            )
            {
                Amends = Of(0, 2),
            }
        );
        reports.Add(new Retraction("/evaluator", $"{worker}-r1", worker) { Amends = Of(5, 1) });
        reports.Add(new Retraction("/evaluator", $"{worker}-r2", worker) { Amends = Of(7, 1) });
        reports.Add(
            new DisclosureReport(
                "/evaluator",
                $"{worker}-c3",
                s_day.AddHours(7),
                worker,
                $"{worker}-{s_kinds[1]}",
                Direction.Disclosed,
                Purpose.Hiring,
                [new("rec-2", DataCategory.InterviewRecording)],
                "int-2",
                null
            )
            {
                Amends = Of(7, 3),
            }
        );
        reports.Add(new Retraction("/evaluator", $"{worker}-r3", worker) { Amends = Of(11, 1) });
        return reports;

        AmendmentReport Of(int report, int hours) =>
            new(
                new("/evaluator", $"{worker}-{report}"),
                s_day.AddDays(1).AddHours(hours),
                "The first report was wrong."
            );
    }

    private async Task<string> ArrangeAsync()
    {
        var worker = $"w-grouping-{++_workers:00}";
        (
            await new WorkerRegister(database.Contexts, TimeProvider.System).AnnounceAsync(
                worker,
                new($"{worker}@example.com", "Ana", "PT"),
                default
            )
        ).IsSuccess.ShouldBeTrue();
        var parties = PartyRegisters.Create(database.Contexts, TimeProvider.System);
        foreach (var kind in s_kinds)
            (await parties.AnnounceAsync($"{worker}-{kind}", new($"A {kind}", kind), default)).IsSuccess.ShouldBeTrue();
        await using var db = database.Contexts.CreateDbContext();
        await db.AddAcceptanceAsync(
            new()
            {
                WorkerId = worker,
                Version = "1.0",
                Language = "en",
                TextSha256 = new string('0', 64),
                AcceptedAt = s_day.AddHours(2),
            },
            default
        );
        await db.SaveChangesAsync();
        return worker;
    }

    // Everything stored, except when a report arrived and under which id.
    private async Task<string> ReadStoredAsync(string worker)
    {
        await using var db = database.Contexts.CreateDbContext();
        var disclosures = await db
            .Disclosures.AsNoTracking()
            .Include(d => d.Items)
            .Where(d => d.WorkerId == worker)
            .OrderBy(d => d.EventId)
            .ToListAsync();
        return JsonSerializer.Serialize(
            new
            {
                Disclosures = disclosures.Select(d => new
                {
                    d.EventId,
                    d.Time,
                    d.PartyId,
                    d.CoverageStatus,
                    d.Version,
                    d.InterviewId,
                    d.Detail,
                    IsInEffect = d.EndedBy is null,
                    Items = d
                        .Items.OrderBy(i => i.ItemId)
                        .Select(i => new
                        {
                            i.ItemId,
                            i.Category,
                            i.Clause,
                        }),
                }),
                Holdings = await db
                    .Holdings.AsNoTracking()
                    .Where(h => h.WorkerId == worker)
                    .OrderBy(h => h.PartyId)
                    .ThenBy(h => h.ItemId)
                    .ThenBy(h => h.Direction)
                    .ToListAsync(),
                Totals = await db
                    .WorkerPartyTotals.AsNoTracking()
                    .Where(s => s.WorkerId == worker)
                    .OrderBy(s => s.PartyId)
                    .ToListAsync(),
                Items = await db
                    .DataItems.AsNoTracking()
                    .Where(i => i.WorkerId == worker)
                    .OrderBy(i => i.Id)
                    .ToListAsync(),
                Leaves = await db.LedgerEntries.CountAsync(e => e.Subject == worker),
            }
        );
    }

    public sealed class OnSqlite(SqliteDatabase database)
        : IntakeBatchingTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : IntakeBatchingTests(database),
            IClassFixture<PostgresDatabase>;
}
