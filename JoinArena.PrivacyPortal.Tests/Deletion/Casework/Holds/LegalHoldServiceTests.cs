using JoinArena.PrivacyPortal.Deletion.Casework.Holds;
using JoinArena.PrivacyPortal.Deletion.Erasure;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Tests.Deletion.Requests;
using JoinArena.PrivacyPortal.Tests.Jurisdictions;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Casework.Holds;

/// <summary>What has to be kept as evidence, on both databases. Two parties are told by mail.</summary>
public abstract class LegalHoldServiceTests(TestDatabase database)
{
    private const string Citation = "29 CFR 1602.14, charge 440-2026-01234",
        Why = "You have a charge open, and this is evidence in it.";

    [Fact]
    public async Task A_party_under_a_hold_is_notified_only_once_it_is_lifted_and_the_others_at_once()
    {
        var bench = await BenchAsync();
        var number = await bench.CreateConfirmedRequestAsync();
        var kept = await PartyAsync(bench, number, "Keeper");
        var hold = (
            await bench.Holds.PlaceAsync(number, new(kept, Citation, Why), DeletionFixture.Officer, default)
        ).Value;

        await StartAsync(bench);
        await bench.DeliverMessagesAsync();
        States(await bench.LoadRequestAsync(number)).ShouldBe(["Keeper Pending", "Northwind Sent"]);

        (await bench.Holds.LiftAsync(number, hold, DeletionFixture.Officer, default)).IsSuccess.ShouldBeTrue();
        (await bench.Holds.LiftAsync(number, hold, DeletionFixture.Officer, default)).IsSuccess.ShouldBeTrue();
        await bench.DeliverMessagesAsync();

        States(await bench.LoadRequestAsync(number)).ShouldBe(["Keeper Sent", "Northwind Sent"]);
        bench.Mails.GetMailsTo("privacy@keeper.example").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_hold_set_while_the_message_waits_still_stops_it()
    {
        var bench = await BenchAsync();
        var number = await bench.CreateConfirmedRequestAsync();
        await StartAsync(bench);

        await bench.Holds.PlaceAsync(number, new(null, Citation, Why), DeletionFixture.Officer, default);
        await bench.DeliverMessagesAsync();

        States(await bench.LoadRequestAsync(number)).ShouldBe(["Keeper Pending", "Northwind Pending"]);
    }

    [Fact]
    public async Task The_worker_reads_at_once_and_beside_each_party_why_data_is_held_and_when_the_hold_ends()
    {
        var bench = await BenchAsync();
        var number = await bench.CreateConfirmedRequestAsync();
        await StartAsync(bench);

        var hold = (
            await bench.Holds.PlaceAsync(number, new(null, Citation, Why), DeletionFixture.Officer, default)
        ).Value;

        (await bench.ReadInboxTextAsync()).ShouldContain($"Why: {Why}");
        (await bench.ReadInboxTextAsync()).ShouldNotContain("440-2026-01234");
        (await bench.Queries.FindAsync(bench.Worker, number, default))!.Tasks.ShouldAllBe(t => t.HoldReason == Why);
        (await bench.ReadLedgerKindsAsync()).ShouldContain("hold-put");
        await bench.Holds.LiftAsync(number, hold, DeletionFixture.Officer, default);
        (await bench.ReadInboxTextAsync()).ShouldContain("Your data no longer has to be kept");
        (await bench.Queries.FindAsync(bench.Worker, number, default))!.Tasks.ShouldAllBe(t => t.HoldReason == null);
    }

    [Fact]
    public async Task The_next_request_says_in_advance_what_must_be_kept()
    {
        var bench = await BenchAsync();
        await bench.Holds.PlaceAsync(
            await bench.CreateConfirmedRequestAsync(),
            new(null, Citation, Why),
            DeletionFixture.Officer,
            default
        );

        var preview = await bench.Requests.PreviewAsync(bench.Worker, await bench.SubmitRequestAsync(), default);

        preview.Value!.HoldReasons.ShouldBe([Why]);
    }

    [Fact]
    public async Task A_lifted_hold_frees_only_what_no_other_hold_covers()
    {
        var bench = await BenchAsync();
        var number = await bench.CreateConfirmedRequestAsync();
        var one = (
            await bench.Holds.PlaceAsync(
                number,
                new(await PartyAsync(bench, number, "Keeper"), Citation, Why),
                DeletionFixture.Officer,
                default
            )
        ).Value;
        await bench.Holds.PlaceAsync(number, new(null, Citation, Why), DeletionFixture.Officer, default);
        await StartAsync(bench);

        await bench.Holds.LiftAsync(number, one, DeletionFixture.Officer, default);
        await bench.DeliverMessagesAsync();

        States(await bench.LoadRequestAsync(number)).ShouldBe(["Keeper Pending", "Northwind Pending"]);
    }

    [Fact]
    public async Task A_hold_is_placed_and_lifted_on_a_party_that_has_two_parts_of_the_request()
    {
        var bench = await BenchAsync();
        var number = await bench.CreateConfirmedRequestAsync();
        await StartAsync(bench);
        var first = (await bench.LoadRequestAsync(number)).Tasks.Single(t => t.PartyName == "Keeper");
        await bench
            .GetService<RequestTransactions>()
            .ChangeByTaskAsync(
                first.Id,
                OutcomeError.NotFound,
                (_, request, task) =>
                {
                    request.AddRedisclosures(
                        [RequestInState.Hold(task.PartyId, "sent-again")],
                        bench.Clock.GetUtcNow()
                    );
                    return Task.FromResult<OutcomeError?>(null);
                },
                default
            );

        var placed = new NewLegalHold(first.PartyId, Citation, Why);
        var hold = (await bench.Holds.PlaceAsync(number, placed, DeletionFixture.Officer, default)).Value;

        (await bench.Holds.LiftAsync(number, hold, DeletionFixture.Officer, default)).IsSuccess.ShouldBeTrue();
        (await bench.LoadRequestAsync(number))
            .Events.Count(e => e.Kind is RequestEventKind.HoldPlaced or RequestEventKind.HoldLifted)
            .ShouldBe(2);
    }

    [Fact]
    public async Task An_officer_cannot_notify_a_party_by_hand_that_a_hold_covers()
    {
        var bench = await BenchAsync();
        var number = await bench.CreateConfirmedRequestAsync();
        await StartAsync(bench);
        await bench.Holds.PlaceAsync(number, new(null, Citation, Why), DeletionFixture.Officer, default);

        var task = (await bench.LoadRequestAsync(number)).Tasks[0];

        (await bench.Progress.MarkNotifiedAsync(task.Id, DeletionFixture.Officer, default)).Error.ShouldBe(
            OutcomeError.NotNow
        );
    }

    [Theory]
    [InlineData("", Why, LegalHoldError.CitationNeeded)]
    [InlineData(Citation, " ", LegalHoldError.ReasonNeeded)]
    public async Task A_hold_without_law_or_reason_is_refused(string citation, string words, LegalHoldError refusal)
    {
        var bench = await BenchAsync();
        var number = await bench.CreateConfirmedRequestAsync();

        (
            await bench.Holds.PlaceAsync(number, new(null, citation, words), DeletionFixture.Officer, default)
        ).Error.ShouldBe(refusal);
        (
            await bench.Holds.PlaceAsync(number, new("somebody-else", Citation, Why), DeletionFixture.Officer, default)
        ).Error.ShouldBe(LegalHoldError.PartyUnknown);
        (await bench.Holds.FindActiveAsync(number, default)).ShouldBeEmpty();
    }

    private static string[] States(DeletionRequest request) =>
        [.. request.Tasks.Select(t => $"{t.PartyName} {t.State}")];

    private static async Task StartAsync(DeletionFixture bench)
    {
        bench.Clock.Advance(TimeSpan.FromDays(1));
        await bench.TimeoutJob.RunAsync(default);
    }

    private static async Task<string> PartyAsync(DeletionFixture bench, string number, string name) =>
        (await bench.Requests.PreviewAsync(bench.Worker, number, default))
            .Value!.Parties.Single(p => p.Name == name)
            .PartyId;

    private async Task<DeletionFixture> BenchAsync()
    {
        var bench = await new DeletionFixture(database).WithWorkerAsync();
        await bench.AddHoldingPartyAsync("Keeper", connector: ConnectorType.Email);
        await bench.AddHoldingPartyAsync("Northwind", connector: ConnectorType.Email);
        return bench;
    }

    public sealed class OnSqlite(SqliteDatabase database)
        : LegalHoldServiceTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : LegalHoldServiceTests(database),
            IClassFixture<PostgresDatabase>;
}
