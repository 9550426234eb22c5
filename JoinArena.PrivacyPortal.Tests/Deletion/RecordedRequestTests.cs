using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Ledger.Records;
using JoinArena.PrivacyPortal.Tests.Deletion.Erasure;
using JoinArena.PrivacyPortal.Tests.Disclosures.Reconciliation;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Deletion;

/// <summary>Requests, holds and certificates as they are stored, compared with the ledger's records of them.</summary>
public abstract class RecordedRequestTests(TestDatabase database)
{
    private static readonly Actor s_colleague = Actor.Officer("second@example.com");

    /// <summary>What somebody changes in the database, and which step or row then differs from its record.</summary>
    private static readonly Dictionary<string, (string Differs, Func<PortalDbContext, string, Task> Change)> s_changes =
        new(StringComparer.Ordinal)
        {
            ["a later deadline"] = (
                "identity-proven",
                (db, number) =>
                    Requests(db, number).ExecuteUpdateAsync(s => s.SetProperty(r => r.DueBy, new DateOnly(2028, 1, 1)))
            ),
            ["another law"] = (
                "confirmed",
                (db, number) => Requests(db, number).ExecuteUpdateAsync(s => s.SetProperty(r => r.Jurisdiction, "BR"))
            ),
            ["another end"] = (
                "ended",
                (db, number) =>
                    Requests(db, number).ExecuteUpdateAsync(s => s.SetProperty(r => r.State, RequestState.Completed))
            ),
            ["an earlier confirmation"] = (
                "confirmed",
                (db, _) =>
                    db
                        .RequestEvents.Where(e => e.Kind == RequestEventKind.Confirmed)
                        .ExecuteUpdateAsync(s => s.SetProperty(e => e.At, DateTimeOffset.UnixEpoch))
            ),
            ["another ground for keeping"] = (
                "party-answered",
                (db, _) => Tasks(db, TaskState.Retained).ExecuteUpdateAsync(s => s.SetProperty(t => t.Ground, "other"))
            ),
            ["a longer time of keeping"] = (
                "party-answered",
                (db, _) =>
                    Tasks(db, TaskState.Retained)
                        .ExecuteUpdateAsync(s => s.SetProperty(t => t.Until, new DateOnly(2040, 1, 1)))
            ),
            ["another answer"] = (
                "party-answered",
                (db, _) =>
                    Tasks(db, TaskState.Erased)
                        .ExecuteUpdateAsync(s => s.SetProperty(t => t.State, TaskState.NothingHeld))
            ),
            ["another ground of refusal"] = (
                "refused-by-us",
                (db, _) => Tasks(db, TaskState.Refused).ExecuteUpdateAsync(s => s.SetProperty(t => t.Ground, "other"))
            ),
            ["another party"] = (
                "party-answered",
                (db, _) => Tasks(db, TaskState.Erased).ExecuteUpdateAsync(s => s.SetProperty(t => t.PartyId, "other"))
            ),
            ["another party of a hold"] = (
                "legal-hold",
                (db, _) => db.LegalHolds.ExecuteUpdateAsync(s => s.SetProperty(h => h.PartyId, "other"))
            ),
            ["another reason for a hold"] = (
                "legal-hold",
                (db, _) => db.LegalHolds.ExecuteUpdateAsync(s => s.SetProperty(h => h.Citation, "other"))
            ),
            ["an earlier certificate"] = (
                "certificate",
                (db, _) =>
                    db.DeletionCertificates.ExecuteUpdateAsync(s =>
                        s.SetProperty(c => c.IssuedAt, DateTimeOffset.UnixEpoch)
                    )
            ),
        };

    public static TheoryData<string> Changes => [.. s_changes.Keys];

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task What_was_changed_in_the_database_is_detected(string what)
    {
        var bench = await new DeletionFixture(database).WithWorkerAsync();
        var number = await CreateEndedRequestAsync(bench);
        (await FindDifferencesAsync(bench)).Where(d => d.Name.Contains(number)).ShouldBeEmpty();

        await using (var db = await bench.Contexts.CreateDbContextAsync())
            await s_changes[what].Change(db, number);

        var differs = s_changes[what].Differs;
        (await FindDifferencesAsync(bench)).ShouldContain(d =>
            d.Problem == RecordProblem.Content && (d.Name == $"{number} {differs}" || d.Kind == differs)
        );
    }

    [Fact]
    public async Task A_request_whose_record_is_missing_is_detected()
    {
        var bench = await new DeletionFixture(database).WithWorkerAsync();
        await bench.AddHoldingPartyAsync("Northwind");
        var number = await bench.CreateConfirmedRequestAsync();
        await using (var db = await bench.Contexts.CreateDbContextAsync())
            await db.LedgerEntries.Where(e => e.Subject == bench.Worker).ExecuteDeleteAsync();

        (await FindDifferencesAsync(bench)).ShouldContain(
            new RecordDifference("deletion-request", $"{number} confirmed", RecordProblem.NoEntry)
        );
    }

    /// <summary>What somebody deletes from the database, and the kinds of the records that then have no row.</summary>
    private static readonly Dictionary<string, (string Kind, Func<PortalDbContext, Task> Delete)> s_deletions = new(
        StringComparer.Ordinal
    )
    {
        ["a certificate"] = ("certificate-issued", db => db.DeletionCertificates.ExecuteDeleteAsync()),
        ["a step"] = (
            "identity-asked",
            db => db.RequestEvents.Where(e => e.Kind == RequestEventKind.IdentityAsked).ExecuteDeleteAsync()
        ),
        ["a hold"] = ("hold-put", db => db.LegalHolds.ExecuteDeleteAsync()),
    };

    public static TheoryData<string> Deletions => [.. s_deletions.Keys];

    [Theory]
    [MemberData(nameof(Deletions))]
    public async Task What_was_deleted_from_the_database_is_detected(string what)
    {
        var bench = await new DeletionFixture(database).WithWorkerAsync();
        var number = await CreateEndedRequestAsync(bench);
        (await FindDifferencesAsync(bench)).Where(d => IsLost(d, bench, number)).ShouldBeEmpty();

        await using (var db = await bench.Contexts.CreateDbContextAsync())
            await s_deletions[what].Delete(db);

        (await FindDifferencesAsync(bench))
            .Where(d => IsLost(d, bench, number))
            .ShouldContain(d => d.Kind == s_deletions[what].Kind);
    }

    [Fact]
    public async Task After_a_merge_of_parties_nothing_differs()
    {
        var bench = await new DeletionFixture(database).WithWorkerAsync();
        var number = await CreateEndedRequestAsync(bench);
        var into = await bench.AddHoldingPartyAsync("Whole");
        foreach (var task in (await bench.LoadRequestAsync(number)).Tasks)
            await ErasureTaskMergerTests.MergeAsync(bench, task.PartyId, into);

        (await FindDifferencesAsync(bench)).Where(d => d.Name.Contains(number)).ShouldBeEmpty();
    }

    private static bool IsLost(RecordDifference found, DeletionFixture bench, string number) =>
        found.Problem is RecordProblem.NoRow && (found.Name.Contains(number) || found.Name.Contains(bench.Worker));

    /// <summary>What the check finds, among all requests of the class.</summary>
    internal static async Task<IReadOnlyList<RecordDifference>> FindDifferencesAsync(
        IDbContextFactory<PortalDbContext> contexts
    )
    {
        var check = Reconciliations.CreateRecordCheck();
        await using var db = await contexts.CreateDbContextAsync();
        return await check.FindDifferencesAsync(db, 1000, default);
    }

    private static Task<IReadOnlyList<RecordDifference>> FindDifferencesAsync(DeletionFixture bench) =>
        FindDifferencesAsync(bench.Contexts);

    /// <summary>A request in which nearly everything happened: one party erased, one keeps, one was refused by us.</summary>
    private static async Task<string> CreateEndedRequestAsync(DeletionFixture bench)
    {
        await bench.AddHoldingPartyAsync("Aurora");
        await bench.AddHoldingPartyAsync("Borealis");
        await bench.AddHoldingPartyAsync("Corona");
        var number = await bench.CreateConfirmedRequestAsync();
        await bench.Decisions.ExtendAsync(number, "There are many copies.", DeletionFixture.Officer, default);
        await bench.Casework.RequestIdentityProofAsync(number, "We must know.", DeletionFixture.Officer, default);
        bench.Clock.Advance(TimeSpan.FromDays(2));
        await bench.RecordProofTodayAsync(number);
        await bench.TimeoutJob.RunAsync(default);
        var tasks = (await bench.LoadRequestAsync(number)).Tasks;
        tasks.Count.ShouldBe(3);

        var held = await bench.Holds.PlaceAsync(
            number,
            new(tasks[1].PartyId, "29 CFR 1602.14", "There is a charge."),
            DeletionFixture.Officer,
            default
        );
        await bench.Holds.LiftAsync(number, held.Value, DeletionFixture.Officer, default);
        await bench.Decisions.ProposeAsync(
            number,
            new(tasks[2].Id, "gdpr-excessive", "You asked for the same yesterday."),
            DeletionFixture.Officer,
            default
        );
        var proposal = (await bench.Previews.FindAvailableAsync(number, default))!.Proposals.Single();
        await bench.Decisions.DecideAsync(proposal.Id, approve: true, s_colleague, default);
        await bench.Progress.RecordAsync(
            tasks[0].Id,
            new(TaskOutcome.Erased),
            Actor.Party(tasks[0].PartyName),
            default
        );
        await bench.Progress.RecordAsync(
            tasks[1].Id,
            new(TaskOutcome.Retained, "gdpr-legal-claims", new DateOnly(2029, 12, 31), "A claim is pending."),
            Actor.Party(tasks[1].PartyName),
            default
        );
        (await bench.LoadRequestAsync(number)).State.ShouldBe(RequestState.PartlyCompleted);
        return number;
    }

    private static IQueryable<DeletionRequest> Requests(PortalDbContext db, string number) =>
        db.DeletionRequests.Where(r => r.Number == number);

    private static IQueryable<ErasureTask> Tasks(PortalDbContext db, TaskState state) =>
        db.ErasureTasks.Where(t => t.State == state);

    public sealed class OnSqlite(SqliteDatabase database)
        : RecordedRequestTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : RecordedRequestTests(database),
            IClassFixture<PostgresDatabase>;
}
