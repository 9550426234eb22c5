using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Disclosures.Intake;
using JoinArena.PrivacyPortal.Disclosures.MyData;
using JoinArena.PrivacyPortal.Disclosures.Reconciliation;
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
/// between, in this process or in another. One file: each test needs the same reports, with one commit in between.
/// </summary>
public abstract class IntakeCacheTests(TestDatabase database)
{
    private static readonly PolicyLibrary s_library = PolicyLibrary.Load(
        Path.Combine(AppContext.BaseDirectory, "policies")
    );
    private static readonly DateTimeOffset s_day = new(2026, 3, 3, 10, 0, 0, TimeSpan.Zero);
    private readonly DisclosureIntake _intake = IntakeOf(database.Contexts);
    private readonly string _worker = $"w-{Guid.NewGuid():N}";
    private int _reports;

    public static TheoryData<bool> HereAndElsewhere => [false, true];

    [Theory, MemberData(nameof(HereAndElsewhere))]
    public async Task An_acceptance_applies_to_the_very_next_report(bool elsewhere)
    {
        await ArrangeAsync();
        await TakeAsync(Report());

        await AcceptAsync(From(elsewhere), s_day.AddDays(-1));
        await TakeAsync(Report());

        (await CoverageStatusesAsync()).ShouldBe([CoverageStatus.NothingAccepted, CoverageStatus.Covered]);
    }

    [Theory, MemberData(nameof(HereAndElsewhere))]
    public async Task A_worker_and_a_party_announced_after_a_rejection_are_known_to_the_very_next_report(bool elsewhere)
    {
        var report = Report();
        (await _intake.SubmitAsync([report], default)).Single().Error.ShouldBe(IntakeError.NotAnnounced);

        await AnnounceAsync(From(elsewhere), "llm-provider");

        (await _intake.SubmitAsync([report], default)).Single().Outcome.ShouldBe(IntakeOutcome.Accepted);
    }

    [Theory, MemberData(nameof(HereAndElsewhere))]
    public async Task A_party_announced_with_another_kind_is_assessed_by_it_in_the_very_next_report(bool elsewhere)
    {
        await ArrangeAsync();
        await AcceptAsync(database.Contexts, s_day.AddDays(-1));
        await TakeAsync(Report());

        await AnnounceAsync(From(elsewhere), "joinarena-system");
        await TakeAsync(Report());

        (await CoverageStatusesAsync()).ShouldBe([CoverageStatus.Covered, CoverageStatus.OwnSystem]);
    }

    [Theory, MemberData(nameof(HereAndElsewhere))]
    public async Task A_party_that_was_merged_is_the_remaining_one_in_the_very_next_report(bool elsewhere)
    {
        await ArrangeAsync();
        await TakeAsync(Report());
        var other = $"{_worker}-other";
        (
            await RegisterOf(database.Contexts).AnnounceAsync(other, new("The other", "llm-provider"), default)
        ).IsSuccess.ShouldBeTrue();

        (
            await new PartyMergeService(
                From(elsewhere),
                DisclosureFixture.MergeParticipants,
                new PartyCounter(),
                TimeProvider.System
            ).MergeAsync($"{_worker}-party", other, "admin@example.com", default)
        ).IsSuccess.ShouldBeTrue();

        await TakeAsync(Report());

        await using var after = database.Contexts.CreateDbContext();
        (
            await after
                .Disclosures.Where(d => d.WorkerId == _worker)
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
        await ArrangeAsync();
        await TakeAsync(Report());

        (
            await new ItemRegister(From(elsewhere)).AnnounceAsync(
                _worker,
                "doc-1",
                new("transcript", "int-1", CreatedAt: DateTimeOffset.UtcNow.ToIso()),
                default
            )
        ).IsSuccess.ShouldBeTrue();
        var outcome = (
            await _intake.SubmitAsync([Report() with { Items = [new("doc-1", DataCategory.Resume)] }], default)
        ).Single();

        outcome.Errors.Single().Pointer.ShouldBe("/data/items/0/category");
    }

    [Theory, MemberData(nameof(HereAndElsewhere))]
    public async Task An_erased_person_gets_a_new_key_with_the_very_next_report(bool elsewhere)
    {
        await ArrangeAsync();
        await TakeAsync(Report());
        var before = await KeyAsync();

        await new LedgerErasure(From(elsewhere)).EraseRecordsAsync(_worker, default);
        await TakeAsync(Report());

        var after = await KeyAsync();
        after.ShouldNotBe(before);
        await using var db = database.Contexts.CreateDbContext();
        var entry = await db.LedgerEntries.SingleAsync(e => e.Subject == _worker);
        SubjectCipher.Decrypt(after, entry.Id, entry.Record!).ShouldNotBeNull().ShouldContain(_worker);
        SubjectCipher.Decrypt(before, entry.Id, entry.Record!).ShouldBeNull();
    }

    [Theory, MemberData(nameof(HereAndElsewhere))]
    public async Task A_retraction_accepted_by_another_node_applies_to_the_very_next_report(bool elsewhere)
    {
        await ArrangeAsync();
        await TakeAsync(Report());
        var report = Report();

        await using (var other = IntakeOf(From(elsewhere)))
        {
            (
                await other.SubmitAsync(
                    [
                        new Retraction("/evaluator", $"{_worker}-r", _worker)
                        {
                            Amends = new(new(report.Source, report.EventId), s_day, null),
                        },
                    ],
                    default
                )
            )
                .Single()
                .Outcome.ShouldBe(IntakeOutcome.Accepted);
        }

        await TakeAsync(report);

        (await new DisclosureQueries(database.Contexts).ListPartiesAsync(_worker, default)).Single().Times.ShouldBe(1);
        (
            await Reconciliations.Create(database.Contexts, TimeProvider.System).RunAsync(default)
        ).Differences.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nodes_that_race_for_the_same_reports_accept_each_once()
    {
        await ArrangeAsync();
        List<DisclosureReport> reports = [.. Enumerable.Range(0, 120).Select(_ => Report())];
        await using var other = IntakeOf(database.CreateOtherNode());

        var outcomes = await Task.WhenAll(Send(_intake, 7), Send(other, 11), Send(_intake, 13), Send(other, 5));

        outcomes.SelectMany(o => o).Count(o => o is IntakeOutcome.Accepted).ShouldBe(reports.Count);
        outcomes.SelectMany(o => o).Count(o => o is IntakeOutcome.Duplicate).ShouldBe(3 * reports.Count);
        (await new DisclosureQueries(database.Contexts).ListPartiesAsync(_worker, default))
            .Single()
            .Times.ShouldBe(reports.Count);
        (
            await Reconciliations.Create(database.Contexts, TimeProvider.System).RunAsync(default)
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
        new(contexts, new AcceptanceQueries(contexts, s_library), TimeProvider.System);

    private static PartyRegister RegisterOf(IDbContextFactory<PortalDbContext> contexts) =>
        PartyRegisters.Create(contexts, TimeProvider.System);

    private IDbContextFactory<PortalDbContext> From(bool elsewhere) =>
        elsewhere ? database.CreateOtherNode() : database.Contexts;

    private DisclosureReport Report() =>
        new(
            "/evaluator",
            $"{_worker}-{++_reports}",
            s_day.AddMinutes(_reports),
            _worker,
            $"{_worker}-party",
            Direction.Disclosed,
            Purpose.CandidateEvaluation,
            [new("rec-1", DataCategory.InterviewRecording)],
            "int-1",
            null
        );

    private async Task TakeAsync(Report report) =>
        (await _intake.SubmitAsync([report], default)).Single().Outcome.ShouldBe(IntakeOutcome.Accepted);

    private Task ArrangeAsync() => AnnounceAsync(database.Contexts, "llm-provider");

    private async Task AnnounceAsync(IDbContextFactory<PortalDbContext> contexts, string kind)
    {
        (
            await new WorkerRegister(contexts, TimeProvider.System).AnnounceAsync(
                _worker,
                new($"{_worker}@example.com", "Ana", "PT"),
                default
            )
        ).IsSuccess.ShouldBeTrue();
        (
            await RegisterOf(contexts).AnnounceAsync($"{_worker}-party", new("A party", kind), default)
        ).IsSuccess.ShouldBeTrue();
    }

    private async Task AcceptAsync(IDbContextFactory<PortalDbContext> contexts, DateTimeOffset at)
    {
        await using var db = await contexts.CreateDbContextAsync();
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

    private async Task<List<CoverageStatus>> CoverageStatusesAsync()
    {
        await using var db = database.Contexts.CreateDbContext();
        return await db
            .Disclosures.Where(d => d.WorkerId == _worker)
            .OrderBy(d => d.Time)
            .Select(d => d.CoverageStatus)
            .ToListAsync();
    }

    private async Task<byte[]> KeyAsync()
    {
        await using var db = database.Contexts.CreateDbContext();
        return (await db.SubjectKeys.AsNoTracking().SingleAsync(k => k.Subject == _worker)).Key;
    }

    public sealed class OnSqlite(SqliteDatabase database) : IntakeCacheTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : IntakeCacheTests(database),
            IClassFixture<PostgresDatabase>;
}
