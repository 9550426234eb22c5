using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Casework;
using JoinArena.PrivacyPortal.Deletion.Casework.Messages;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Tests.Jurisdictions;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Casework;

/// <summary>A worker says that they lived elsewhere, and an officer corrects it, on both databases.</summary>
public abstract class ResidenceServiceTests(TestDatabase database)
{
    [Fact]
    public async Task Officer_corrects_the_residence_and_the_dates_are_worked_out_again_from_the_same_receipt()
    {
        var bench = await BenchAsync();
        var number = await bench.CreateConfirmedRequestAsync();
        bench.Clock.Advance(TimeSpan.FromDays(4));

        (
            await bench.Messages.DisputeResidenceAsync(bench.Worker, number, "In Lisbon since May.", default)
        ).IsSuccess.ShouldBeTrue();
        (await CorrectAsync(bench, number, "PT")).IsSuccess.ShouldBeTrue();
        (await CorrectAsync(bench, number, "PT")).IsSuccess.ShouldBeTrue();

        (await bench.Messages.FindForStaffAsync(number, default))
            .ShouldHaveSingleItem()
            .Kind.ShouldBe(MessageKind.ResidenceDispute);
        var after = await bench.LoadRequestAsync(number);
        (after.Jurisdiction, after.Law, after.DueBy).ShouldBe(("PT", "EU-GDPR", ReviewedRules.Day("2026-12-24")));
        after.ExtendableTo.ShouldBe(ReviewedRules.Day("2027-02-24"));
        var corrected = after.Events.Where(e => e.Kind == RequestEventKind.ResidenceCorrected).ShouldHaveSingleItem();
        corrected.ActorName.ShouldBe(DeletionFixture.Officer.Name);
        (await bench.ReadInboxTextAsync()).ShouldContain("24 December 2026");
        (await bench.ReadLedgerKindsAsync()).ShouldBe(["deletion-confirmed", "deletion-redated"]);
    }

    [Fact]
    public async Task An_extended_request_keeps_its_extension_as_far_as_the_other_law_gives_one()
    {
        var bench = await BenchAsync();
        var number = await bench.CreateConfirmedRequestAsync();
        await bench.Decisions.ExtendAsync(number, "Eleven systems.", DeletionFixture.Officer, default);

        await CorrectAsync(bench, number, "DE");
        var germany = await bench.LoadRequestAsync(number);
        await CorrectAsync(bench, number, "US-TX");
        var back = await bench.LoadRequestAsync(number);

        (germany.FirstDueBy, germany.DueBy).ShouldBe(
            (ReviewedRules.Day("2026-12-24"), ReviewedRules.Day("2027-02-24"))
        );
        (back.FirstDueBy, back.DueBy).ShouldBe((ReviewedRules.Day("2027-01-08"), ReviewedRules.Day("2027-02-22")));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Portugal")]
    [InlineData("pt")]
    [InlineData("EU")]
    [InlineData("US-ZZ")]
    [InlineData("unknown")]
    public async Task A_residence_that_is_no_known_place_changes_nothing(string? place)
    {
        var bench = await BenchAsync();
        var number = await bench.CreateConfirmedRequestAsync();

        (await CorrectAsync(bench, number, place)).Error.ShouldBe(CaseworkError.PlaceUnknown);

        (await bench.LoadRequestAsync(number)).Jurisdiction.ShouldBe("US-TX");
    }

    [Fact]
    public async Task A_request_that_has_ended_keeps_its_dates_and_an_empty_dispute_is_not_sent()
    {
        var bench = await BenchAsync();
        var number = await bench.CreateConfirmedRequestAsync();
        (await bench.Messages.DisputeResidenceAsync(bench.Worker, number, " ", default)).Error.ShouldBe(
            MessageError.Empty
        );
        (await bench.Messages.DisputeResidenceAsync("somebody-else", number, "In Rome.", default)).Error.ShouldBe(
            MessageError.NotFound
        );
        await bench.Requests.WithdrawAsync(bench.Worker, number, default);

        (await CorrectAsync(bench, number, "PT")).Error.ShouldBe(CaseworkError.NotNow);
        (await CorrectAsync(bench, "DR-1999-000001", "PT")).Error.ShouldBe(CaseworkError.NotFound);
    }

    private static Task<Result<string, CaseworkError>> CorrectAsync(
        DeletionFixture bench,
        string number,
        string? place
    ) => bench.Residences.CorrectAsync(number, place, DeletionFixture.Officer, default);

    private async Task<DeletionFixture> BenchAsync()
    {
        var bench = await new DeletionFixture(database).WithWorkerAsync("US-TX");
        await bench.AddHoldingPartyAsync("Northwind");
        return bench;
    }

    public sealed class OnSqlite(SqliteDatabase database)
        : ResidenceServiceTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : ResidenceServiceTests(database),
            IClassFixture<PostgresDatabase>;
}
