using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Disclosures.Intake;
using JoinArena.PrivacyPortal.Tests.Disclosures;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Parties;

/// <summary>Reports about two parties while they are merged, and after.</summary>
public abstract class PartyMergeReportTests(TestDatabase database) : PartyMergeTestBase(database)
{
    [Fact]
    public async Task Reports_corrections_and_repeats_under_the_old_id_count_for_the_remaining_one()
    {
        var ana = await Fixture.AddWorkerAsync("ana");
        var old = await Fixture.AddPartyAsync("old", "llm-provider");
        var stays = await Fixture.AddPartyAsync("stays", "llm-provider");
        var before = Fair(ana, old, -3, "rec-1");
        await Fixture.AcceptReportsAsync(before);
        (await MergeAsync(old, stays)).IsSuccess.ShouldBeTrue();

        await Fixture.AcceptReportsAsync(Fair(ana, old, -1, "rec-2"));
        (await Fixture.Intake.SubmitAsync([before], default)).Single().Outcome.ShouldBe(IntakeOutcome.Duplicate);

        (await Fixture.Queries.ListPartiesAsync(ana, default))
            .ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(p => p.Id.ShouldBe(stays), p => p.Times.ShouldBe(2));
        await using var db = await Fixture.Contexts.CreateDbContextAsync();
        (
            await db
                .Disclosures.Where(d => d.WorkerId == ana)
                .Select(d => new { d.PartyId, d.ReportedAs })
                .ToListAsync()
        ).ShouldAllBe(d => d.PartyId == stays && d.ReportedAs == old);
        (await db.ReadRecordsAsync(ana))
            .Where(record => !record.Contains("\"kind\":\"acceptance\""))
            .ShouldAllBe(record => record.Contains(old) && !record.Contains(stays));
        await ShouldAddUpAsync();
    }

    [Fact]
    public async Task A_copy_counts_as_held_if_either_party_holds_it_and_as_requested_only_if_both_were_asked()
    {
        var ana = await Fixture.AddWorkerAsync("ana");
        var old = await Fixture.AddPartyAsync("old", "llm-provider");
        var stays = await Fixture.AddPartyAsync("stays", "llm-provider");
        string[] items = ["both-erased", "one-erased", "one-asked", "both-asked"];
        await Fixture.AcceptReportsAsync([
            .. items.SelectMany(item => new[] { Fair(ana, old, -3, item), Fair(ana, stays, -2, item) }),
        ]);
        await using (var db = await Fixture.Contexts.CreateDbContextAsync())
        {
            var all = await db.Holdings.Where(h => h.WorkerId == ana).ToListAsync();
            foreach (
                var holding in all.Where(h =>
                    h.ItemId == "both-erased" || (h.ItemId == "one-erased" && h.PartyId == old)
                )
            )
            {
                holding.MarkErased(DisclosureFixture.Day);
            }

            foreach (
                var holding in all.Where(h => h.ItemId == "both-asked" || (h.ItemId == "one-asked" && h.PartyId == old))
            )
            {
                holding.MarkAsked(DisclosureFixture.Day);
            }

            await db.SaveChangesAsync();
        }

        (await MergeAsync(old, stays)).IsSuccess.ShouldBeTrue();

        await using var after = await Fixture.Contexts.CreateDbContextAsync();
        var held = await after.Holdings.Where(h => h.WorkerId == ana).ToDictionaryAsync(h => h.ItemId);
        held.Count.ShouldBe(4);
        (held["both-erased"].IsHeld, held["one-erased"].IsHeld, held["one-asked"].IsHeld).ShouldBe((false, true, true));
        (held["both-asked"].AskedAt, held["one-asked"].AskedAt).ShouldBe((DisclosureFixture.Day, null));
        held.Values.ShouldAllBe(h => h.Times == 2 && h.PartyId == stays);
    }

    [Fact]
    public async Task Reports_under_both_ids_during_the_merge_are_neither_lost_nor_counted_twice()
    {
        var old = await Fixture.AddPartyAsync("old", "llm-provider");
        var stays = await Fixture.AddPartyAsync("stays", "llm-provider");
        string[] workers =
        [
            await Fixture.AddWorkerAsync("w1"),
            await Fixture.AddWorkerAsync("w2"),
            await Fixture.AddWorkerAsync("w3"),
        ];
        var reporting = Task.WhenAll(
            Enumerable
                .Range(0, 3)
                .Select(async of =>
                {
                    for (var n = 0; n < 40; n++)
                    {
                        await Fixture.AcceptReportsAsync(
                            Fair(workers[n % 3], n % 2 == 0 ? old : stays, -of, $"rec-{n % 5}"),
                            Fair(workers[of], old, -of - 1, $"rec-{n % 7}")
                        );
                    }
                })
        );

        (await MergeAsync(old, stays)).IsSuccess.ShouldBeTrue();
        await reporting;

        await using var db = await Fixture.Contexts.CreateDbContextAsync();
        (await db.Disclosures.CountAsync(d => d.PartyId == stays)).ShouldBe(240);
        (await db.Disclosures.AnyAsync(d => d.PartyId == old)).ShouldBeFalse();
        (await db.WorkerPartyTotals.Where(s => s.PartyId == stays).SumAsync(s => s.Times)).ShouldBe(240);
        (
            await db.WorkerPartyTotals.AnyAsync(s => s.PartyId == old)
            || await db.Holdings.AnyAsync(h => h.PartyId == old)
        ).ShouldBeFalse();
        await ShouldAddUpAsync();
    }

    [Fact]
    public async Task Two_administrators_who_merge_both_ways_at_once_merge_once()
    {
        var ana = await Fixture.AddWorkerAsync("ana");
        var a = await Fixture.AddPartyAsync("a", "llm-provider");
        var b = await Fixture.AddPartyAsync("b", "llm-provider");
        await Fixture.AcceptReportsAsync(Fair(ana, a, -1, "rec-1"), Fair(ana, b, -1, "rec-1"));

        var both = await Task.WhenAll(MergeAsync(a, b), MergeAsync(b, a));

        both.Count(r => r.IsSuccess).ShouldBe(1);
        (await Fixture.Queries.ListPartiesAsync(ana, default)).ShouldHaveSingleItem().Times.ShouldBe(2);
        await ShouldAddUpAsync();
    }

    public sealed class OnSqlite(SqliteDatabase database)
        : PartyMergeReportTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : PartyMergeReportTests(database),
            IClassFixture<PostgresDatabase>;
}
