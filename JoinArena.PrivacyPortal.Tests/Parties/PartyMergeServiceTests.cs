using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Disclosures.Coverage;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Parties.Merging;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Disclosures;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Parties;

/// <summary>Merging two parties.</summary>
public abstract class PartyMergeServiceTests(TestDatabase database) : PartyMergeTestBase(database)
{
    [Fact]
    public async Task A_worker_sees_one_party_with_the_history_of_both_and_each_disclosure_says_as_which_it_was_reported()
    {
        var ana = await Fixture.AddWorkerAsync("ana");
        var old = await Fixture.AddPartyAsync("old", "llm-provider");
        var stays = await Fixture.AddPartyAsync("stays", "llm-provider");
        await Fixture.AcceptReportsAsync(
            Fair(ana, old, -3, "rec-1"),
            Fair(ana, old, -2, "rec-2"),
            Fair(ana, stays, -1, "rec-1")
        );

        (await MergeAsync(old, stays)).Value.ShouldBe(stays);

        var party = (await Fixture.Queries.ListPartiesAsync(ana, default)).ShouldHaveSingleItem();
        (party.Id, party.Times, party.FirstAt, party.LastAt).ShouldBe(
            (stays, 3, DisclosureFixture.Day.AddDays(-3), DisclosureFixture.Day.AddDays(-1))
        );
        party.DataFlows.ShouldHaveSingleItem().Items.ShouldBe(2);
        var asked = await Fixture.Queries.ResolveFilterAsync(ana, new() { PartyId = old }, _ => "", default);
        var entries = (await Fixture.Queries.ListDisclosuresAsync(ana, asked, null, default, each: true)).Disclosures;
        entries.Count.ShouldBe(3);
        (await Fixture.Queries.FindDisclosureAsync(ana, entries[^1].Id, default))!.ShouldSatisfyAllConditions(
            e => e.ReportedAs.ShouldBe("The old"),
            e => e.PartyName.ShouldBe("The stays")
        );
        (await Fixture.Queries.FindDisclosureAsync(ana, entries[0].Id, default))!.ReportedAs.ShouldBeNull();
        (await Fixture.Queries.FindMergedPartyAsync(ana, old, default)).ShouldBe(stays);
        (
            await Fixture.Queries.FindMergedPartyAsync(await Fixture.AddWorkerAsync("stranger"), old, default)
        ).ShouldBeNull();
        (await Fixture.Queries.ListFormerPartiesAsync(stays, default)).ShouldHaveSingleItem().Name.ShouldBe("The old");
        await ShouldAddUpAsync();

        var file = (await new PartyDirectory(Fixture.Contexts, new PartyCounter()).FindAsync(stays, default))!;
        (file.Counts.Times, file.Counts.Workers).ShouldBe((3L, 1));
        file.Changes.ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(
                c => c.Kind.ShouldBe(PartyChangeKind.TookIn),
                c => c.ChangedBy.ShouldBe(Admin),
                c => c.OtherPartyId.ShouldBe(old)
            );
    }

    [Fact]
    public async Task Parties_cannot_be_merged_in_a_circle_in_a_chain_or_across_kinds()
    {
        var a = await Fixture.AddPartyAsync("a", "llm-provider");
        var b = await Fixture.AddPartyAsync("b", "llm-provider");
        var c = await Fixture.AddPartyAsync("c", "llm-provider");
        var other = await Fixture.AddPartyAsync("photos");
        (await MergeAsync(a, a)).Error.ShouldBe(PartyMergeError.SameParty);
        (await MergeAsync(a, other)).Error.ShouldBe(PartyMergeError.KindsDiffer);
        (await MergeAsync(a, "nobody")).Error.ShouldBe(PartyMergeError.NotFound);
        (await MergeAsync(a, b)).IsSuccess.ShouldBeTrue();
        (await MergeAsync(b, a)).Error.ShouldBe(PartyMergeError.AlreadyMerged);
        (await MergeAsync(a, c)).Error.ShouldBe(PartyMergeError.AlreadyMerged);

        (await MergeAsync(b, c)).IsSuccess.ShouldBeTrue();

        await using var db = await Fixture.Contexts.CreateDbContextAsync();
        (await db.Parties.Where(p => p.Id == a || p.Id == b).Select(p => p.MergedInto).ToListAsync()).ShouldAllBe(
            into => into == c
        );
    }

    [Fact]
    public async Task Participants_move_in_the_order_of_registration_and_lock_in_the_reverse_of_it()
    {
        var calls = new List<string>();
        var merge = new PartyMergeService(
            Fixture.Contexts,
            [new RecordingParticipant("first", calls), new RecordingParticipant("second", calls)],
            new PartyCounter(),
            Fixture.Clock
        );
        var from = await Fixture.AddPartyAsync("from", "llm-provider");
        var into = await Fixture.AddPartyAsync("into", "llm-provider");

        (await merge.MergeAsync(from, into, Admin, default)).IsSuccess.ShouldBeTrue();

        calls.ShouldBe(["second locks", "first locks", $"first moves for {Admin}", $"second moves for {Admin}"]);
    }

    [Fact]
    public async Task Incidents_of_both_parties_become_one_which_is_open_if_either_was()
    {
        var ana = await Fixture.AddWorkerAsync("ana");
        var old = await Fixture.AddPartyAsync("old");
        var stays = await Fixture.AddPartyAsync("stays");
        await Fixture.AcceptReportsAsync(
            Fixture.CreateReport(ana, old),
            Fixture.CreateReport(ana, stays),
            Fixture.CreateReport(ana, old, category: DataCategory.Resume)
        );
        var census = new CoverageIncidentCounter(Fixture.Contexts, Fixture.Clock);
        await census.CountAsync(default);
        var desk = new CoverageIncidentService(Fixture.Contexts, Fixture.Clock);
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
        var old = await Fixture.AddPartyAsync("old", "llm-provider");
        var stays = await Fixture.AddPartyAsync("stays", "llm-provider");
        (await MergeAsync(old, stays)).IsSuccess.ShouldBeTrue();

        (await Fixture.Parties.AnnounceAsync(old, new("Renamed", "llm-provider"), default)).IsSuccess.ShouldBeTrue();
        (await Fixture.Parties.AnnounceAsync(old, new("Renamed", "llm-provider", Connector: new("manual")), default))
            .Error.Errors.ShouldHaveSingleItem()
            .Pointer.ShouldBe("/connector");
        (await Fixture.Parties.AnnounceAsync(old, new("Renamed", "image-api"), default))
            .Error.Errors.ShouldHaveSingleItem()
            .Pointer.ShouldBe("/kind");
        (
            await Fixture.Parties.AnnounceAsync(stays, new("The stays", "other-service"), default)
        ).IsSuccess.ShouldBeTrue();

        await using var db = await Fixture.Contexts.CreateDbContextAsync();
        (await db.Parties.SingleAsync(p => p.Id == old)).ShouldSatisfyAllConditions(
            p => p.Name.ShouldBe("Renamed"),
            p => p.Kind.ShouldBe(PartyKind.OtherService)
        );
    }

    [Fact]
    public async Task The_list_of_parties_can_be_searched_by_former_names_and_counts_without_reading_all_disclosures()
    {
        var ana = await Fixture.AddWorkerAsync("ana");
        var old = await Fixture.AddPartyAsync("former", "llm-provider");
        var stays = await Fixture.AddPartyAsync("stays", "llm-provider");
        await Fixture.AcceptReportsAsync(Fair(ana, old, -1, "rec-1"));
        (await MergeAsync(old, stays)).IsSuccess.ShouldBeTrue();
        var list = new PartyDirectory(Fixture.Contexts, new PartyCounter());

        foreach (var find in new[] { stays.ToUpperInvariant(), old, old.ToUpperInvariant() })
        {
            (await list.FindAsync(new PartySearch { Text = find }, default))
                .Items.ShouldHaveSingleItem()
                .ShouldSatisfyAllConditions(p => p.Party.Id.ShouldBe(stays), p => p.Counts.Times.ShouldBe(1));
        }

        (
            await list.FindAsync(new PartySearch { Text = stays, Kind = PartyKind.HiringCompany }, default)
        ).Items.ShouldBeEmpty();

        await using var db = await Fixture.Contexts.CreateDbContextAsync();
        var plan = await StaffQueryPlans.ExplainAsync(
            db,
            db.WorkerPartyTotals.Where(s => s.PartyId == stays)
                .GroupBy(s => s.PartyId)
                .Select(g => new { Times = g.Sum(s => (long)s.Times), Last = g.Max(s => s.LastAt) })
                .ToQueryString()
        );
        plan.ShouldContain("IX_WorkerPartyTotals_PartyId");
    }

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
