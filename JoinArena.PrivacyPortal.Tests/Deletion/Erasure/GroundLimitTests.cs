using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Erasure;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Tests.Jurisdictions;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Erasure;

/// <summary>What a party's own word is not enough for, on both databases.</summary>
public abstract class GroundLimitTests(TestDatabase database)
{
    private static readonly Actor s_party = Actor.Party("northwind");

    [Fact]
    public async Task A_party_keeps_hiring_records_only_under_a_legal_hold_and_for_a_year_at_most()
    {
        var bench = await new DeletionFixture(database).WithWorkerAsync("US-CA");
        await bench.AddHoldingPartyAsync("Northwind");
        var request = await bench.CreateStartedRequestAsync();

        (await AnswerAsync(bench, request, "us-hiring-records", "2027-11-24", s_party)).Error.ShouldBe(
            OutcomeError.HoldNeeded
        );
        await bench.Holds.PlaceAsync(
            request.Number,
            new(null, "29 CFR 1602.14, charge 440-2026-01234", "A complaint about this job is open."),
            DeletionFixture.Officer,
            default
        );
        (await AnswerAsync(bench, request, "us-hiring-records", "2027-11-25", s_party)).Error.ShouldBe(
            OutcomeError.UntilTooLate
        );

        (await AnswerAsync(bench, request, "us-hiring-records", "2027-11-24", s_party)).IsSuccess.ShouldBeTrue();
    }

    [Fact]
    public async Task A_longer_time_than_the_ground_gives_is_recorded_by_an_officer_alone()
    {
        var bench = await new DeletionFixture(database).WithWorkerAsync("US-CA");
        await bench.AddHoldingPartyAsync("Northwind");
        var request = await bench.CreateStartedRequestAsync();

        (await AnswerAsync(bench, request, "ccpa-legal-obligation", "2031-12-31", s_party)).Error.ShouldBe(
            OutcomeError.UntilTooLate
        );

        (
            await AnswerAsync(bench, request, "ccpa-legal-obligation", "2031-12-31", DeletionFixture.Officer)
        ).IsSuccess.ShouldBeTrue();
    }

    private static Task<Result<string, OutcomeError>> AnswerAsync(
        DeletionFixture bench,
        DeletionRequest request,
        string ground,
        string until,
        Actor by
    ) =>
        bench.Progress.RecordAsync(
            request.Tasks[0].Id,
            new(TaskOutcome.Retained, ground, ReviewedRules.Day(until)),
            by,
            default
        );

    public sealed class OnSqlite(SqliteDatabase database) : GroundLimitTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : GroundLimitTests(database),
            IClassFixture<PostgresDatabase>;
}
