using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Disclosures.Coverage;
using JoinArena.PrivacyPortal.Disclosures.Intake;
using JoinArena.PrivacyPortal.Disclosures.MyData;
using JoinArena.PrivacyPortal.Disclosures.MyData.Listing;
using JoinArena.PrivacyPortal.Disclosures.Reconciliation;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Disclosures;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Parties;

/// <summary>Two parties that are one.</summary>
public abstract class PartyMergeTests
{
    private const string Admin = "admin@joinarena.example";
    private readonly StaffBook _its;
    private readonly PartyMerge _merge;

    protected PartyMergeTests(TestDatabase database)
    {
        _its = new(database);
        _merge = new(_its.Contexts, [], _its.Clock);
    }

    [Fact]
    public async Task A_worker_sees_one_party_with_the_history_of_both_and_each_entry_says_what_it_was_reported_as()
    {
        var (ana, old, stays) = (await _its.WorkerAsync("ana"), await _its.PartyAsync("old", "llm-provider"), await _its.PartyAsync("stays", "llm-provider"));
        await _its.TakeAsync(Fair(ana, old, -3, "rec-1"), Fair(ana, old, -2, "rec-2"), Fair(ana, stays, -1, "rec-1"));

        (await MergeAsync(old, stays)).Value.ShouldBe(stays);

        var party = (await _its.Book.PartiesAsync(ana, default)).ShouldHaveSingleItem();
        (party.Id, party.Times, party.FirstAt, party.LastAt).ShouldBe((stays, 3, StaffBook.Day.AddDays(-3), StaffBook.Day.AddDays(-1)));
        party.Things.ShouldHaveSingleItem().Items.ShouldBe(2);
        var asked = await _its.Book.LookUpAsync(ana, new() { PartyId = old }, _ => "", default);
        var entries = (await _its.Book.EntriesAsync(ana, asked, null, default, each: true)).Entries;
        entries.Count.ShouldBe(3);
        (await _its.Book.EntryAsync(ana, entries[^1].Id, default))!.ShouldSatisfyAllConditions(e => e.ReportedAs.ShouldBe("The old"), e => e.PartyName.ShouldBe("The stays"));
        (await _its.Book.EntryAsync(ana, entries[0].Id, default))!.ReportedAs.ShouldBeNull();
        (await _its.Book.PartyNowAsync(ana, old, default)).ShouldBe(stays);
        (await _its.Book.PartyNowAsync(await _its.WorkerAsync("stranger"), old, default)).ShouldBeNull();
        (await _its.Book.FormerlyAsync(stays, default)).ShouldHaveSingleItem().Name.ShouldBe("The old");
        await ShouldAddUpAsync();

        var file = (await new PartyList(_its.Contexts).FindAsync(stays, default))!;
        (file.Counts.Times, file.Counts.Workers).ShouldBe((3L, 1));
        file.Changes.ShouldHaveSingleItem().ShouldSatisfyAllConditions(c => c.Kind.ShouldBe(PartyChangeKind.TookIn), c => c.By.ShouldBe(Admin), c => c.OtherId.ShouldBe(old));
    }

    [Fact]
    public async Task Reports_under_the_old_id_are_taken_for_the_new_one_also_corrections_and_repeats()
    {
        var (ana, old, stays) = (await _its.WorkerAsync("ana"), await _its.PartyAsync("old", "llm-provider"), await _its.PartyAsync("stays", "llm-provider"));
        var before = Fair(ana, old, -3, "rec-1");
        await _its.TakeAsync(before);
        (await MergeAsync(old, stays)).IsDone.ShouldBeTrue();

        await _its.TakeAsync(Fair(ana, old, -1, "rec-2"));
        (await _its.Intake.TakeAsync([before], default)).Single().Outcome.ShouldBe(IntakeOutcome.Duplicate);

        (await _its.Book.PartiesAsync(ana, default)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(p => p.Id.ShouldBe(stays), p => p.Times.ShouldBe(2));
        await using var db = await _its.Contexts.CreateDbContextAsync();
        (await db.Disclosures.Where(d => d.WorkerId == ana).Select(d => new { d.PartyId, d.ReportedAs }).ToListAsync()).ShouldAllBe(d => d.PartyId == stays && d.ReportedAs == old);
        (await db.RecordsOfAsync(ana)).ShouldAllBe(record => record.Contains(old) && !record.Contains(stays));
        await ShouldAddUpAsync();
    }

    [Fact]
    public async Task A_copy_that_either_has_left_is_left_and_one_that_neither_was_asked_for_is_not_asked_for()
    {
        var (ana, old, stays) = (await _its.WorkerAsync("ana"), await _its.PartyAsync("old", "llm-provider"), await _its.PartyAsync("stays", "llm-provider"));
        string[] items = ["both-erased", "one-erased", "one-asked", "both-asked"];
        await _its.TakeAsync([.. items.SelectMany(item => new[] { Fair(ana, old, -3, item), Fair(ana, stays, -2, item) })]);
        await using (var db = await _its.Contexts.CreateDbContextAsync())
        {
            var all = await db.Holdings.Where(h => h.WorkerId == ana).ToListAsync();
            foreach (var holding in all.Where(h => h.ItemId == "both-erased" || (h.ItemId == "one-erased" && h.PartyId == old))) holding.Erase(StaffBook.Day);
            foreach (var holding in all.Where(h => h.ItemId == "both-asked" || (h.ItemId == "one-asked" && h.PartyId == old))) holding.Ask(StaffBook.Day);
            await db.SaveChangesAsync();
        }

        (await MergeAsync(old, stays)).IsDone.ShouldBeTrue();

        await using var after = await _its.Contexts.CreateDbContextAsync();
        var held = await after.Holdings.Where(h => h.WorkerId == ana).ToDictionaryAsync(h => h.ItemId);
        held.Count.ShouldBe(4);
        (held["both-erased"].IsHeld, held["one-erased"].IsHeld, held["one-asked"].IsHeld).ShouldBe((false, true, true));
        (held["both-asked"].AskedAt, held["one-asked"].AskedAt).ShouldBe((StaffBook.Day, null));
        held.Values.ShouldAllBe(h => h.Times == 2 && h.PartyId == stays);
    }

    [Fact]
    public async Task While_reports_come_in_under_both_ids_nothing_is_lost_or_counted_twice()
    {
        var (old, stays) = (await _its.PartyAsync("old", "llm-provider"), await _its.PartyAsync("stays", "llm-provider"));
        string[] workers = [await _its.WorkerAsync("w1"), await _its.WorkerAsync("w2"), await _its.WorkerAsync("w3")];
        var reporting = Task.WhenAll(Enumerable.Range(0, 3).Select(async of =>
        {
            for (var n = 0; n < 40; n++) await _its.TakeAsync(Fair(workers[n % 3], n % 2 == 0 ? old : stays, -of, $"rec-{n % 5}"), Fair(workers[of], old, -of - 1, $"rec-{n % 7}"));
        }));

        (await MergeAsync(old, stays)).IsDone.ShouldBeTrue();
        await reporting;

        await using var db = await _its.Contexts.CreateDbContextAsync();
        (await db.Disclosures.CountAsync(d => d.PartyId == stays)).ShouldBe(240);
        (await db.Disclosures.AnyAsync(d => d.PartyId == old)).ShouldBeFalse();
        (await db.PartyShares.Where(s => s.PartyId == stays).SumAsync(s => s.Times)).ShouldBe(240);
        (await db.PartyShares.AnyAsync(s => s.PartyId == old) || await db.Holdings.AnyAsync(h => h.PartyId == old)).ShouldBeFalse();
        await ShouldAddUpAsync();
    }

    [Fact]
    public async Task There_is_no_circle_no_chain_and_no_merging_of_different_kinds()
    {
        var (a, b, c, other) = (await _its.PartyAsync("a", "llm-provider"), await _its.PartyAsync("b", "llm-provider"), await _its.PartyAsync("c", "llm-provider"), await _its.PartyAsync("photos"));
        (await MergeAsync(a, a)).Refusal.ShouldBe(MergeRefusal.TheSame);
        (await MergeAsync(a, other)).Refusal.ShouldBe(MergeRefusal.KindsDiffer);
        (await MergeAsync(a, "nobody")).Refusal.ShouldBe(MergeRefusal.NotFound);
        (await MergeAsync(a, b)).IsDone.ShouldBeTrue();
        (await MergeAsync(b, a)).Refusal.ShouldBe(MergeRefusal.MergedAlready);
        (await MergeAsync(a, c)).Refusal.ShouldBe(MergeRefusal.MergedAlready);

        (await MergeAsync(b, c)).IsDone.ShouldBeTrue();

        await using var db = await _its.Contexts.CreateDbContextAsync();
        (await db.Parties.Where(p => p.Id == a || p.Id == b).Select(p => p.MergedInto).ToListAsync()).ShouldAllBe(into => into == c);
    }

    [Fact]
    public async Task Two_administrators_who_merge_them_both_ways_at_once_make_them_one_once()
    {
        var (ana, a, b) = (await _its.WorkerAsync("ana"), await _its.PartyAsync("a", "llm-provider"), await _its.PartyAsync("b", "llm-provider"));
        await _its.TakeAsync(Fair(ana, a, -1, "rec-1"), Fair(ana, b, -1, "rec-1"));

        var both = await Task.WhenAll(MergeAsync(a, b), MergeAsync(b, a));

        both.Count(r => r.IsDone).ShouldBe(1);
        (await _its.Book.PartiesAsync(ana, default)).ShouldHaveSingleItem().Times.ShouldBe(2);
        await ShouldAddUpAsync();
    }

    [Fact]
    public async Task What_the_team_works_through_of_both_goes_on_as_one_open_if_either_was()
    {
        var (ana, old, stays) = (await _its.WorkerAsync("ana"), await _its.PartyAsync("old"), await _its.PartyAsync("stays"));
        await _its.TakeAsync(_its.Report(ana, old), _its.Report(ana, stays), _its.Report(ana, old, category: DataCategory.Resume));
        var census = new UncoveredCensus(_its.Contexts, _its.Clock);
        await census.CountAsync(default);
        var desk = new UncoveredDesk(_its.Contexts, _its.Clock);
        var fixedOne = (await desk.ListAsync(new(PartyId: stays), null, default)).Cases.Single().Case;
        (await desk.DecideAsync(fixedOne.Id, new(CaseState.Fixed, null, "Mended.", fixedOne.Revision), Admin, [], default)).IsDone.ShouldBeTrue();

        (await MergeAsync(old, stays)).IsDone.ShouldBeTrue();
        await census.CountAsync(default);

        var cases = (await desk.ListAsync(new(PartyId: stays), null, default)).Cases.Select(c => c.Case).ToList();
        cases.Select(c => (c.Category, c.Times, c.State)).ShouldBe([(DataCategory.SalaryExpectation, 2, CaseState.Open), (DataCategory.Resume, 1, CaseState.Open)], ignoreOrder: true);
        (await desk.FindAsync(fixedOne.Id, default))!.History.Select(e => e.Kind).ShouldBe([CaseEventKind.Merged, CaseEventKind.Decided, CaseEventKind.Found, CaseEventKind.Found], ignoreOrder: true);
        (await desk.ListAsync(new(PartyId: old), null, default)).Cases.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_announced_of_the_old_id_changes_its_name_there_and_not_how_the_new_one_is_told()
    {
        var (old, stays) = (await _its.PartyAsync("old", "llm-provider"), await _its.PartyAsync("stays", "llm-provider"));
        (await MergeAsync(old, stays)).IsDone.ShouldBeTrue();

        (await _its.Parties.AnnounceAsync(old, new("Renamed", "llm-provider"), default)).IsDone.ShouldBeTrue();
        (await _its.Parties.AnnounceAsync(old, new("Renamed", "llm-provider", Connector: new("manual")), default)).Refusal.Errors.ShouldHaveSingleItem().Pointer.ShouldBe("/connector");
        (await _its.Parties.AnnounceAsync(old, new("Renamed", "image-api"), default)).Refusal.Errors.ShouldHaveSingleItem().Pointer.ShouldBe("/kind");
        (await _its.Parties.AnnounceAsync(stays, new("The stays", "other-service"), default)).IsDone.ShouldBeTrue();

        await using var db = await _its.Contexts.CreateDbContextAsync();
        (await db.Parties.SingleAsync(p => p.Id == old)).ShouldSatisfyAllConditions(p => p.Name.ShouldBe("Renamed"), p => p.Kind.ShouldBe(PartyKind.OtherService));
    }

    [Fact]
    public async Task The_list_of_parties_finds_by_name_also_a_former_one_and_counts_without_the_book()
    {
        var (ana, old, stays) = (await _its.WorkerAsync("ana"), await _its.PartyAsync("former", "llm-provider"), await _its.PartyAsync("stays", "llm-provider"));
        await _its.TakeAsync(Fair(ana, old, -1, "rec-1"));
        (await MergeAsync(old, stays)).IsDone.ShouldBeTrue();
        var list = new PartyList(_its.Contexts);

        foreach (var find in new[] { stays.ToUpperInvariant(), old, old.ToUpperInvariant() })
            (await list.FindAsync(find, null, null, null, default)).Parties.ShouldHaveSingleItem().ShouldSatisfyAllConditions(p => p.Party.Id.ShouldBe(stays), p => p.Counts.Times.ShouldBe(1));
        (await list.FindAsync(stays, PartyKind.HiringCompany, null, null, default)).Parties.ShouldBeEmpty();

        await using var db = await _its.Contexts.CreateDbContextAsync();
        var plan = await StaffPlans.OfAsync(db, db.PartyShares.Where(s => s.PartyId == stays).GroupBy(s => s.PartyId).Select(g => new { Times = g.Sum(s => (long)s.Times), Last = g.Max(s => s.LastAt) }).ToQueryString());
        plan.ShouldContain("IX_PartyShares_PartyId");
    }

    private Task<Result<string, MergeRefusal>> MergeAsync(string from, string into) => _merge.MergeAsync(from, into, Admin, default);

    private DisclosureReport Fair(string worker, string party, int days, string item) =>
        _its.Report(worker, party, StaffBook.Day.AddDays(days), purpose: Purpose.CandidateEvaluation, category: DataCategory.InterviewRecording, item: item);

    private async Task ShouldAddUpAsync() =>
        (await new BookCheck(_its.Contexts, _its.Clock).RunAsync(default)).Differences.ShouldBeEmpty();

    public sealed class OnSqlite(SqliteDatabase database) : PartyMergeTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database) : PartyMergeTests(database), IClassFixture<PostgresDatabase>;
}
