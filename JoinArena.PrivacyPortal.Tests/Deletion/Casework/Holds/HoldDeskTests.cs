using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Casework.Holds;
using JoinArena.PrivacyPortal.Deletion.Erasure;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Casework.Holds;

/// <summary>What has to be kept as evidence, on both databases. Two parties are told by mail.</summary>
public abstract class HoldDeskTests(TestDatabase database)
{
    private const string Citation = "29 CFR 1602.14, charge 440-2026-01234", Why = "You have a charge open, and this is evidence in it.";

    [Fact]
    public async Task A_party_under_a_hold_is_not_told_until_it_is_lifted_and_the_others_are()
    {
        var bench = await BenchAsync();
        var number = await bench.ConfirmedAsync();
        var kept = await PartyAsync(bench, number, "Keeper");
        var hold = (await bench.Holds.PutAsync(number, kept, Citation, Why, DeletionBench.Officer, default)).Value;

        await StartAsync(bench);
        await bench.DeliverAsync();
        States(await bench.ReadAsync(number)).ShouldBe(["Keeper Pending", "Northwind Sent"]);

        (await bench.Holds.LiftAsync(number, hold, DeletionBench.Officer, default)).IsDone.ShouldBeTrue();
        (await bench.Holds.LiftAsync(number, hold, DeletionBench.Officer, default)).IsDone.ShouldBeTrue();
        await bench.DeliverAsync();

        States(await bench.ReadAsync(number)).ShouldBe(["Keeper Sent", "Northwind Sent"]);
        bench.Bag.To("privacy@keeper.example").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_hold_put_while_the_message_waits_still_stops_it()
    {
        var bench = await BenchAsync();
        var number = await bench.ConfirmedAsync();
        await StartAsync(bench);

        await bench.Holds.PutAsync(number, null, Citation, Why, DeletionBench.Officer, default);
        await bench.DeliverAsync();

        States(await bench.ReadAsync(number)).ShouldBe(["Keeper Pending", "Northwind Pending"]);
    }

    [Fact]
    public async Task The_worker_reads_why_at_once_and_beside_each_party_and_when_it_ends()
    {
        var bench = await BenchAsync();
        var number = await bench.ConfirmedAsync();
        await StartAsync(bench);

        var hold = (await bench.Holds.PutAsync(number, null, Citation, Why, DeletionBench.Officer, default)).Value;

        (await bench.InboxTextAsync()).ShouldContain($"Why: {Why}");
        (await bench.InboxTextAsync()).ShouldNotContain("440-2026-01234");
        (await new DeletionTracker(bench.Contexts, ReviewedRules.Shipped).FindAsync(bench.Worker, number, default))!.Tasks.ShouldAllBe(t => t.HeldBecause == Why);
        (await bench.LedgerAsync()).ShouldContain("hold-put");
        await bench.Holds.LiftAsync(number, hold, DeletionBench.Officer, default);
        (await bench.InboxTextAsync()).ShouldContain("Your data need no longer be kept");
        (await new DeletionTracker(bench.Contexts, ReviewedRules.Shipped).FindAsync(bench.Worker, number, default))!.Tasks.ShouldAllBe(t => t.HeldBecause == null);
    }

    [Fact]
    public async Task The_next_request_says_beforehand_what_must_be_kept()
    {
        var bench = await BenchAsync();
        await bench.Holds.PutAsync(await bench.ConfirmedAsync(), null, Citation, Why, DeletionBench.Officer, default);

        var preview = await bench.Desk.PreviewAsync(bench.Worker, await bench.SubmittedAsync(), default);

        preview.Value!.Held.ShouldBe([Why]);
    }

    [Fact]
    public async Task Lifting_one_of_two_holds_frees_only_what_the_other_does_not_cover()
    {
        var bench = await BenchAsync();
        var number = await bench.ConfirmedAsync();
        var one = (await bench.Holds.PutAsync(number, await PartyAsync(bench, number, "Keeper"), Citation, Why, DeletionBench.Officer, default)).Value;
        await bench.Holds.PutAsync(number, null, Citation, Why, DeletionBench.Officer, default);
        await StartAsync(bench);

        await bench.Holds.LiftAsync(number, one, DeletionBench.Officer, default);
        await bench.DeliverAsync();

        States(await bench.ReadAsync(number)).ShouldBe(["Keeper Pending", "Northwind Pending"]);
    }

    [Fact]
    public async Task An_officer_cannot_tell_by_hand_whom_a_hold_covers()
    {
        var bench = await BenchAsync();
        var number = await bench.ConfirmedAsync();
        await StartAsync(bench);
        await bench.Holds.PutAsync(number, null, Citation, Why, DeletionBench.Officer, default);

        var task = (await bench.ReadAsync(number)).Tasks[0];

        (await bench.Outcomes.MarkToldAsync(task.Id, DeletionBench.Officer, default)).Refusal.ShouldBe(OutcomeRefusal.NotNow);
    }

    [Theory]
    [InlineData("", Why, HoldRefusal.CitationNeeded)]
    [InlineData(Citation, " ", HoldRefusal.WordsNeeded)]
    public async Task A_hold_without_law_or_reason_is_not_put(string citation, string words, HoldRefusal refusal)
    {
        var bench = await BenchAsync();
        var number = await bench.ConfirmedAsync();

        (await bench.Holds.PutAsync(number, null, citation, words, DeletionBench.Officer, default)).Refusal.ShouldBe(refusal);
        (await bench.Holds.PutAsync(number, "somebody-else", Citation, Why, DeletionBench.Officer, default)).Refusal.ShouldBe(HoldRefusal.PartyUnknown);
        (await bench.Holds.StandingAsync(number, default)).ShouldBeEmpty();
    }

    private static string[] States(DeletionRequest request) => [.. request.Tasks.Select(t => $"{t.PartyName} {t.State}")];

    private static async Task StartAsync(DeletionBench bench)
    {
        bench.Clock.Advance(TimeSpan.FromDays(1));
        await bench.Sweep.SweepAsync(default);
    }

    private static async Task<string> PartyAsync(DeletionBench bench, string number, string name) =>
        (await bench.Desk.PreviewAsync(bench.Worker, number, default)).Value!.Parties.Single(p => p.Name == name).PartyId;

    private async Task<DeletionBench> BenchAsync()
    {
        var bench = await new DeletionBench(database).WithWorkerAsync();
        await bench.HeldByAsync("Keeper", connector: ConnectorType.Email);
        await bench.HeldByAsync("Northwind", connector: ConnectorType.Email);
        return bench;
    }

    public sealed class OnSqlite(SqliteDatabase database) : HoldDeskTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database) : HoldDeskTests(database), IClassFixture<PostgresDatabase>;
}
