// One file: what the intake remembers is tried by the same steps, whatever changes.
using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Disclosures.Intake;
using JoinArena.PrivacyPortal.Disclosures.MyData;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Parties.Merging;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Disclosures.Reconciliation;
using JoinArena.PrivacyPortal.Tests.Parties;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Disclosures.Intake;

/// <summary>
/// Whatever the intake remembers from one report to the next, the next report sees everything that was committed in
/// between, in this process or in another.
/// </summary>
public abstract class IntakeCacheTests(TestDatabase database) : IntakeTestBase(database)
{
    private int _reports;

    public static TheoryData<bool> HereAndElsewhere => [false, true];

    [Theory, MemberData(nameof(HereAndElsewhere))]
    public async Task An_acceptance_applies_to_the_very_next_report(bool elsewhere)
    {
        await AnnounceAsync(Database.Contexts, "llm-provider");
        await TakeAsync(NextReport());

        await AcceptAsync(From(elsewhere), Day.AddDays(-1));
        await TakeAsync(NextReport());

        (await CoverageStatusesAsync()).ShouldBe([CoverageStatus.NothingAccepted, CoverageStatus.Covered]);
    }

    [Theory, MemberData(nameof(HereAndElsewhere))]
    public async Task A_worker_and_a_party_announced_after_a_rejection_are_known_to_the_very_next_report(bool elsewhere)
    {
        var report = NextReport();
        (await Intake.SubmitAsync([report], default)).Single().Error.ShouldBe(IntakeError.NotAnnounced);

        await AnnounceAsync(From(elsewhere), "llm-provider");

        (await Intake.SubmitAsync([report], default)).Single().Outcome.ShouldBe(IntakeOutcome.Accepted);
    }

    [Theory, MemberData(nameof(HereAndElsewhere))]
    public async Task A_party_announced_with_another_kind_is_assessed_by_it_in_the_very_next_report(bool elsewhere)
    {
        await AnnounceAsync(Database.Contexts, "llm-provider");
        await AcceptAsync(Database.Contexts, Day.AddDays(-1));
        // It knows the party from then on, and nothing was disclosed to it.
        var unknown = NextReport() with
        {
            WorkerId = $"{Worker}-unknown",
        };
        (await Intake.SubmitAsync([unknown], default)).Single().Error.ShouldBe(IntakeError.NotAnnounced);

        await AnnounceAsync(From(elsewhere), "joinarena-system");
        await TakeAsync(NextReport());

        (await CoverageStatusesAsync()).ShouldBe([CoverageStatus.OwnSystem]);
    }

    [Theory, MemberData(nameof(HereAndElsewhere))]
    public async Task A_party_that_was_merged_is_the_remaining_one_in_the_very_next_report(bool elsewhere)
    {
        await AnnounceAsync(Database.Contexts, "llm-provider");
        await TakeAsync(NextReport());
        var other = $"{Worker}-other";
        (
            await RegisterOf(Database.Contexts).AnnounceAsync(other, new("The other", "llm-provider"), default)
        ).IsSuccess.ShouldBeTrue();

        (
            await new PartyMergeService(
                From(elsewhere),
                DisclosureFixture.MergeParticipants,
                new PartyCounter(),
                TimeProvider.System
            ).MergeAsync($"{Worker}-party", other, "admin@example.com", default)
        ).IsSuccess.ShouldBeTrue();

        await TakeAsync(NextReport());

        await using var after = Database.Contexts.CreateDbContext();
        (
            await after
                .Disclosures.Where(d => d.WorkerId == Worker)
                .OrderBy(d => d.Time)
                .Select(d => d.PartyId)
                .ToListAsync()
        ).ShouldBe([other, other]);
    }

    [Theory, MemberData(nameof(HereAndElsewhere))]
    public async Task An_item_whose_announced_category_changed_refuses_the_very_next_report_with_the_old_one(
        bool elsewhere
    )
    {
        await AnnounceAsync(Database.Contexts, "llm-provider");
        await TakeAsync(NextReport());

        (
            await new ItemRegister(From(elsewhere)).AnnounceAsync(
                Worker,
                "doc-1",
                new("transcript", "int-1", CreatedAt: DateTimeOffset.UtcNow.ToIso()),
                default
            )
        ).IsSuccess.ShouldBeTrue();
        var outcome = (
            await Intake.SubmitAsync([NextReport() with { Items = [new("doc-1", DataCategory.Resume)] }], default)
        ).Single();

        outcome.Errors.Single().Pointer.ShouldBe("/data/items/0/category");
    }

    [Theory, MemberData(nameof(HereAndElsewhere))]
    public async Task An_erased_person_gets_a_new_key_with_the_very_next_report(bool elsewhere)
    {
        await AnnounceAsync(Database.Contexts, "llm-provider");
        await TakeAsync(NextReport());
        var before = await KeyAsync();

        await new LedgerErasure(From(elsewhere)).EraseRecordsAsync(Worker, default);
        await TakeAsync(NextReport());

        var after = await KeyAsync();
        after.ShouldNotBe(before);
        await using var db = Database.Contexts.CreateDbContext();
        var entry = await db.LedgerEntries.SingleAsync(e => e.Subject == Worker);
        SubjectCipher.Decrypt(after, entry.Id, entry.Record!).ShouldNotBeNull().ShouldContain(Worker);
        SubjectCipher.Decrypt(before, entry.Id, entry.Record!).ShouldBeNull();
    }

    [Theory, MemberData(nameof(HereAndElsewhere))]
    public async Task A_retraction_accepted_by_another_node_applies_to_the_very_next_report(bool elsewhere)
    {
        await AnnounceAsync(Database.Contexts, "llm-provider");
        await TakeAsync(NextReport());
        var report = NextReport();

        await using (var other = IntakeOf(From(elsewhere)))
        {
            (
                await other.SubmitAsync(
                    [
                        new Retraction("/evaluator", $"{Worker}-r", Worker)
                        {
                            Amends = new(new(report.Source, report.EventId), Day, null),
                        },
                    ],
                    default
                )
            )
                .Single()
                .Outcome.ShouldBe(IntakeOutcome.Accepted);
        }

        await TakeAsync(report);

        (await new DisclosureQueries(Database.Contexts).ListPartiesAsync(Worker, default)).Single().Times.ShouldBe(1);
        (
            await Reconciliations.Create(Database.Contexts, TimeProvider.System).RunAsync(default)
        ).Differences.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nodes_that_race_for_the_same_reports_accept_each_once()
    {
        await AnnounceAsync(Database.Contexts, "llm-provider");
        List<DisclosureReport> reports = [.. Enumerable.Range(0, 120).Select(_ => NextReport())];
        await using var other = IntakeOf(Database.CreateOtherNode());

        var outcomes = await Task.WhenAll(Send(Intake, 7), Send(other, 11), Send(Intake, 13), Send(other, 5));

        outcomes.SelectMany(o => o).Count(o => o is IntakeOutcome.Accepted).ShouldBe(reports.Count);
        outcomes.SelectMany(o => o).Count(o => o is IntakeOutcome.Duplicate).ShouldBe(3 * reports.Count);
        (await new DisclosureQueries(Database.Contexts).ListPartiesAsync(Worker, default))
            .Single()
            .Times.ShouldBe(reports.Count);
        (
            await Reconciliations.Create(Database.Contexts, TimeProvider.System).RunAsync(default)
        ).Differences.ShouldBeEmpty();

        async Task<List<IntakeOutcome>> Send(DisclosureIntake node, int together)
        {
            var taken = new List<IntakeOutcome>();
            foreach (var part in reports.Chunk(together))
                taken.AddRange((await node.SubmitAsync(part, default)).Select(o => o.Outcome));
            return taken;
        }
    }

    private static DisclosureIntake IntakeOf(IDbContextFactory<PortalDbContext> contexts) =>
        new(contexts, new AcceptanceQueries(contexts, Library), TimeProvider.System);

    private static PartyRegister RegisterOf(IDbContextFactory<PortalDbContext> contexts) =>
        PartyRegisters.Create(contexts, TimeProvider.System);

    private IDbContextFactory<PortalDbContext> From(bool elsewhere) =>
        elsewhere ? Database.CreateOtherNode() : Database.Contexts;

    private DisclosureReport NextReport() =>
        Report($"{++_reports}", Day.AddMinutes(_reports)) with
        {
            PartyId = Party("party"),
        };

    private async Task TakeAsync(Report report) =>
        (await Intake.SubmitAsync([report], default)).Single().Outcome.ShouldBe(IntakeOutcome.Accepted);

    private async Task AnnounceAsync(IDbContextFactory<PortalDbContext> contexts, string kind)
    {
        (
            await new WorkerRegister(contexts, TimeProvider.System).AnnounceAsync(
                Worker,
                new($"{Worker}@example.com", "Ana", "PT"),
                default
            )
        ).IsSuccess.ShouldBeTrue();
        (
            await RegisterOf(contexts).AnnounceAsync($"{Worker}-party", new("A party", kind), default)
        ).IsSuccess.ShouldBeTrue();
    }

    private async Task<List<CoverageStatus>> CoverageStatusesAsync()
    {
        await using var db = Database.Contexts.CreateDbContext();
        return await db
            .Disclosures.Where(d => d.WorkerId == Worker)
            .OrderBy(d => d.Time)
            .Select(d => d.CoverageStatus)
            .ToListAsync();
    }

    private async Task<byte[]> KeyAsync()
    {
        await using var db = Database.Contexts.CreateDbContext();
        return (await db.SubjectKeys.AsNoTracking().SingleAsync(k => k.Subject == Worker)).Key;
    }

    public sealed class OnSqlite(SqliteDatabase database) : IntakeCacheTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : IntakeCacheTests(database),
            IClassFixture<PostgresDatabase>;
}
