using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Disclosures.Coverage;
using JoinArena.PrivacyPortal.Disclosures.Intake;
using JoinArena.PrivacyPortal.Disclosures.MyData;
using JoinArena.PrivacyPortal.Disclosures.MyData.Listing;
using JoinArena.PrivacyPortal.Disclosures.Reconciliation;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Parties.Merging;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Disclosures;
using JoinArena.PrivacyPortal.Tests.Disclosures.Reconciliation;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Parties;

/// <summary>Merging two parties.</summary>
public abstract class PartyMergeServiceTests
{
    private const string Admin = "admin@joinarena.example";
    private readonly DisclosureFixture _its;
    private readonly PartyMergeService _merge;

    protected PartyMergeServiceTests(TestDatabase database)
    {
        _its = new(database);
        _merge = new(_its.Contexts, DisclosureFixture.MergeParticipants, new PartyCounter(), _its.Clock);
    }

    [Fact]
    public async Task A_worker_sees_one_party_with_the_history_of_both_and_each_disclosure_says_as_which_it_was_reported()
    {
        var (ana, old, stays) = (
            await _its.AddWorkerAsync("ana"),
            await _its.AddPartyAsync("old", "llm-provider"),
            await _its.AddPartyAsync("stays", "llm-provider")
        );
        await _its.AcceptReportsAsync(
            Fair(ana, old, -3, "rec-1"),
            Fair(ana, old, -2, "rec-2"),
            Fair(ana, stays, -1, "rec-1")
        );

        (await MergeAsync(old, stays)).Value.ShouldBe(stays);

        var party = (await _its.Queries.ListPartiesAsync(ana, default)).ShouldHaveSingleItem();
        (party.Id, party.Times, party.FirstAt, party.LastAt).ShouldBe(
            (stays, 3, DisclosureFixture.Day.AddDays(-3), DisclosureFixture.Day.AddDays(-1))
        );
        party.DataFlows.ShouldHaveSingleItem().Items.ShouldBe(2);
        var asked = await _its.Queries.ResolveFilterAsync(ana, new() { PartyId = old }, _ => "", default);
        var entries = (await _its.Queries.ListDisclosuresAsync(ana, asked, null, default, each: true)).Disclosures;
        entries.Count.ShouldBe(3);
        (await _its.Queries.FindDisclosureAsync(ana, entries[^1].Id, default))!.ShouldSatisfyAllConditions(
            e => e.ReportedAs.ShouldBe("The old"),
            e => e.PartyName.ShouldBe("The stays")
        );
        (await _its.Queries.FindDisclosureAsync(ana, entries[0].Id, default))!.ReportedAs.ShouldBeNull();
        (await _its.Queries.FindMergedPartyAsync(ana, old, default)).ShouldBe(stays);
        (await _its.Queries.FindMergedPartyAsync(await _its.AddWorkerAsync("stranger"), old, default)).ShouldBeNull();
        (await _its.Queries.ListFormerPartiesAsync(stays, default)).ShouldHaveSingleItem().Name.ShouldBe("The old");
        await ShouldAddUpAsync();

        var file = (await new PartyDirectory(_its.Contexts, new PartyCounter()).FindAsync(stays, default))!;
        (file.Counts.Times, file.Counts.Workers).ShouldBe((3L, 1));
        file.Changes.ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(
                c => c.Kind.ShouldBe(PartyChangeKind.TookIn),
                c => c.ChangedBy.ShouldBe(Admin),
                c => c.OtherPartyId.ShouldBe(old)
            );
    }

    [Fact]
    public async Task Reports_corrections_and_repeats_under_the_old_id_count_for_the_remaining_one()
    {
        var (ana, old, stays) = (
            await _its.AddWorkerAsync("ana"),
            await _its.AddPartyAsync("old", "llm-provider"),
            await _its.AddPartyAsync("stays", "llm-provider")
        );
        var before = Fair(ana, old, -3, "rec-1");
        await _its.AcceptReportsAsync(before);
        (await MergeAsync(old, stays)).IsSuccess.ShouldBeTrue();

        await _its.AcceptReportsAsync(Fair(ana, old, -1, "rec-2"));
        (await _its.Intake.SubmitAsync([before], default)).Single().Outcome.ShouldBe(IntakeOutcome.Duplicate);

        (await _its.Queries.ListPartiesAsync(ana, default))
            .ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(p => p.Id.ShouldBe(stays), p => p.Times.ShouldBe(2));
        await using var db = await _its.Contexts.CreateDbContextAsync();
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
        var (ana, old, stays) = (
            await _its.AddWorkerAsync("ana"),
            await _its.AddPartyAsync("old", "llm-provider"),
            await _its.AddPartyAsync("stays", "llm-provider")
        );
        string[] items = ["both-erased", "one-erased", "one-asked", "both-asked"];
        await _its.AcceptReportsAsync([
            .. items.SelectMany(item => new[] { Fair(ana, old, -3, item), Fair(ana, stays, -2, item) }),
        ]);
        await using (var db = await _its.Contexts.CreateDbContextAsync())
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

        await using var after = await _its.Contexts.CreateDbContextAsync();
        var held = await after.Holdings.Where(h => h.WorkerId == ana).ToDictionaryAsync(h => h.ItemId);
        held.Count.ShouldBe(4);
        (held["both-erased"].IsHeld, held["one-erased"].IsHeld, held["one-asked"].IsHeld).ShouldBe((false, true, true));
        (held["both-asked"].AskedAt, held["one-asked"].AskedAt).ShouldBe((DisclosureFixture.Day, null));
        held.Values.ShouldAllBe(h => h.Times == 2 && h.PartyId == stays);
    }

    [Fact]
    public async Task Reports_under_both_ids_during_the_merge_are_neither_lost_nor_counted_twice()
    {
        var (old, stays) = (
            await _its.AddPartyAsync("old", "llm-provider"),
            await _its.AddPartyAsync("stays", "llm-provider")
        );
        string[] workers =
        [
            await _its.AddWorkerAsync("w1"),
            await _its.AddWorkerAsync("w2"),
            await _its.AddWorkerAsync("w3"),
        ];
        var reporting = Task.WhenAll(
            Enumerable
                .Range(0, 3)
                .Select(async of =>
                {
                    for (var n = 0; n < 40; n++)
                    {
                        await _its.AcceptReportsAsync(
                            Fair(workers[n % 3], n % 2 == 0 ? old : stays, -of, $"rec-{n % 5}"),
                            Fair(workers[of], old, -of - 1, $"rec-{n % 7}")
                        );
                    }
                })
        );

        (await MergeAsync(old, stays)).IsSuccess.ShouldBeTrue();
        await reporting;

        await using var db = await _its.Contexts.CreateDbContextAsync();
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
    public async Task Parties_cannot_be_merged_in_a_circle_in_a_chain_or_across_kinds()
    {
        var (a, b, c, other) = (
            await _its.AddPartyAsync("a", "llm-provider"),
            await _its.AddPartyAsync("b", "llm-provider"),
            await _its.AddPartyAsync("c", "llm-provider"),
            await _its.AddPartyAsync("photos")
        );
        (await MergeAsync(a, a)).Error.ShouldBe(PartyMergeError.SameParty);
        (await MergeAsync(a, other)).Error.ShouldBe(PartyMergeError.KindsDiffer);
        (await MergeAsync(a, "nobody")).Error.ShouldBe(PartyMergeError.NotFound);
        (await MergeAsync(a, b)).IsSuccess.ShouldBeTrue();
        (await MergeAsync(b, a)).Error.ShouldBe(PartyMergeError.AlreadyMerged);
        (await MergeAsync(a, c)).Error.ShouldBe(PartyMergeError.AlreadyMerged);

        (await MergeAsync(b, c)).IsSuccess.ShouldBeTrue();

        await using var db = await _its.Contexts.CreateDbContextAsync();
        (await db.Parties.Where(p => p.Id == a || p.Id == b).Select(p => p.MergedInto).ToListAsync()).ShouldAllBe(
            into => into == c
        );
    }

    [Fact]
    public async Task Participants_move_in_the_order_of_registration_and_lock_in_the_reverse_of_it()
    {
        var calls = new List<string>();
        var merge = new PartyMergeService(
            _its.Contexts,
            [new RecordingParticipant("first", calls), new RecordingParticipant("second", calls)],
            new PartyCounter(),
            _its.Clock
        );
        var from = await _its.AddPartyAsync("from", "llm-provider");
        var into = await _its.AddPartyAsync("into", "llm-provider");

        (await merge.MergeAsync(from, into, Admin, default)).IsSuccess.ShouldBeTrue();

        calls.ShouldBe(["second locks", "first locks", $"first moves for {Admin}", $"second moves for {Admin}"]);
    }

    [Fact]
    public async Task Two_administrators_who_merge_both_ways_at_once_merge_once()
    {
        var (ana, a, b) = (
            await _its.AddWorkerAsync("ana"),
            await _its.AddPartyAsync("a", "llm-provider"),
            await _its.AddPartyAsync("b", "llm-provider")
        );
        await _its.AcceptReportsAsync(Fair(ana, a, -1, "rec-1"), Fair(ana, b, -1, "rec-1"));

        var both = await Task.WhenAll(MergeAsync(a, b), MergeAsync(b, a));

        both.Count(r => r.IsSuccess).ShouldBe(1);
        (await _its.Queries.ListPartiesAsync(ana, default)).ShouldHaveSingleItem().Times.ShouldBe(2);
        await ShouldAddUpAsync();
    }

    [Fact]
    public async Task Incidents_of_both_parties_become_one_which_is_open_if_either_was()
    {
        var (ana, old, stays) = (
            await _its.AddWorkerAsync("ana"),
            await _its.AddPartyAsync("old"),
            await _its.AddPartyAsync("stays")
        );
        await _its.AcceptReportsAsync(
            _its.CreateReport(ana, old),
            _its.CreateReport(ana, stays),
            _its.CreateReport(ana, old, category: DataCategory.Resume)
        );
        var census = new CoverageIncidentCounter(_its.Contexts, _its.Clock);
        await census.CountAsync(default);
        var desk = new CoverageIncidentService(_its.Contexts, _its.Clock);
        var fixedOne = (await desk.ListAsync(new(PartyId: stays), null, default)).Incidents.Single().Incident;
        (
            await desk.DecideAsync(
                fixedOne.Id,
                new(CoverageIncidentState.Fixed, null, "Mended.", fixedOne.Revision),
                Admin,
                [],
                default
            )
        ).IsSuccess.ShouldBeTrue();

        (await MergeAsync(old, stays)).IsSuccess.ShouldBeTrue();
        await census.CountAsync(default);

        var cases = (await desk.ListAsync(new(PartyId: stays), null, default))
            .Incidents.Select(c => c.Incident)
            .ToList();
        cases
            .Select(c => (c.Category, c.Times, c.State))
            .ShouldBe(
                [
                    (DataCategory.SalaryExpectation, 2, CoverageIncidentState.Open),
                    (DataCategory.Resume, 1, CoverageIncidentState.Open),
                ],
                ignoreOrder: true
            );
        (await desk.FindAsync(fixedOne.Id, default))!
            .History.Select(e => e.Kind)
            .ShouldBe(
                [
                    CoverageIncidentEventKind.Merged,
                    CoverageIncidentEventKind.Decided,
                    CoverageIncidentEventKind.Found,
                    CoverageIncidentEventKind.Found,
                ],
                ignoreOrder: true
            );
        (await desk.ListAsync(new(PartyId: old), null, default)).Incidents.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_announcement_under_the_old_id_changes_its_name_there_and_not_how_the_remaining_party_is_notified()
    {
        var (old, stays) = (
            await _its.AddPartyAsync("old", "llm-provider"),
            await _its.AddPartyAsync("stays", "llm-provider")
        );
        (await MergeAsync(old, stays)).IsSuccess.ShouldBeTrue();

        (await _its.Parties.AnnounceAsync(old, new("Renamed", "llm-provider"), default)).IsSuccess.ShouldBeTrue();
        (await _its.Parties.AnnounceAsync(old, new("Renamed", "llm-provider", Connector: new("manual")), default))
            .Error.Errors.ShouldHaveSingleItem()
            .Pointer.ShouldBe("/connector");
        (await _its.Parties.AnnounceAsync(old, new("Renamed", "image-api"), default))
            .Error.Errors.ShouldHaveSingleItem()
            .Pointer.ShouldBe("/kind");
        (await _its.Parties.AnnounceAsync(stays, new("The stays", "other-service"), default)).IsSuccess.ShouldBeTrue();

        await using var db = await _its.Contexts.CreateDbContextAsync();
        (await db.Parties.SingleAsync(p => p.Id == old)).ShouldSatisfyAllConditions(
            p => p.Name.ShouldBe("Renamed"),
            p => p.Kind.ShouldBe(PartyKind.OtherService)
        );
    }

    [Fact]
    public async Task The_list_of_parties_can_be_searched_by_former_names_and_counts_without_reading_all_disclosures()
    {
        var (ana, old, stays) = (
            await _its.AddWorkerAsync("ana"),
            await _its.AddPartyAsync("former", "llm-provider"),
            await _its.AddPartyAsync("stays", "llm-provider")
        );
        await _its.AcceptReportsAsync(Fair(ana, old, -1, "rec-1"));
        (await MergeAsync(old, stays)).IsSuccess.ShouldBeTrue();
        var list = new PartyDirectory(_its.Contexts, new PartyCounter());

        foreach (var find in new[] { stays.ToUpperInvariant(), old, old.ToUpperInvariant() })
        {
            (await list.FindAsync(new PartySearch { Text = find }, default))
                .Parties.ShouldHaveSingleItem()
                .ShouldSatisfyAllConditions(p => p.Party.Id.ShouldBe(stays), p => p.Counts.Times.ShouldBe(1));
        }

        (
            await list.FindAsync(new PartySearch { Text = stays, Kind = PartyKind.HiringCompany }, default)
        ).Parties.ShouldBeEmpty();

        await using var db = await _its.Contexts.CreateDbContextAsync();
        var plan = await StaffQueryPlans.ExplainAsync(
            db,
            db.WorkerPartyTotals.Where(s => s.PartyId == stays)
                .GroupBy(s => s.PartyId)
                .Select(g => new { Times = g.Sum(s => (long)s.Times), Last = g.Max(s => s.LastAt) })
                .ToQueryString()
        );
        plan.ShouldContain("IX_WorkerPartyTotals_PartyId");
    }

    private Task<Result<string, PartyMergeError>> MergeAsync(string from, string into) =>
        _merge.MergeAsync(from, into, Admin, default);

    private DisclosureReport Fair(string worker, string party, int days, string item) =>
        _its.CreateReport(
            worker,
            party,
            DisclosureFixture.Day.AddDays(days),
            purpose: Purpose.CandidateEvaluation,
            category: DataCategory.InterviewRecording,
            item: item
        );

    private async Task ShouldAddUpAsync() =>
        (await Reconciliations.Create(_its.Contexts, _its.Clock).RunAsync(default)).Differences.ShouldBeEmpty();

    private sealed class RecordingParticipant(string name, List<string> calls) : IPartyMergeParticipant
    {
        public Task LockAsync(PortalDbContext db, string from, string into, CancellationToken ct)
        {
            calls.Add($"{name} locks");
            return Task.CompletedTask;
        }

        public Task MoveAsync(PortalDbContext db, PartyMerge merge, CancellationToken ct)
        {
            calls.Add($"{name} moves for {merge.By}");
            return Task.CompletedTask;
        }
    }

    public sealed class OnSqlite(SqliteDatabase database)
        : PartyMergeServiceTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : PartyMergeServiceTests(database),
            IClassFixture<PostgresDatabase>;
}
