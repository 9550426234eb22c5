using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Deletion.Erasure.Redisclosures;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Requests.MyRequests;

/// <summary>Asking for less, and for more, on both databases.</summary>
public abstract class LinkedRequestTests(TestDatabase database)
{
    [Fact]
    public async Task As_long_as_nobody_has_been_told_a_smaller_request_takes_the_place_of_the_first_and_its_date_of_receipt()
    {
        var bench = await BenchAsync();
        var northwind = await bench.HeldByAsync("Northwind", connector: ConnectorType.Email);
        await bench.HeldByAsync("Contoso", connector: ConnectorType.Email);
        var first = await bench.ReadAsync(await bench.ConfirmedAsync());
        bench.Clock.Advance(TimeSpan.FromHours(20));

        var number = await ChangedAsync(bench, first.Number, DeletionScope.OfParty(northwind));
        (await bench.Desk.PreviewAsync(bench.Worker, number, default)).Value!.Linked.ShouldBe(new(first.Number, RequestLink.Replaces, false, RequestState.Confirmed));
        (await bench.Desk.ConfirmAsync(bench.Worker, number, bench.Proof, default)).IsDone.ShouldBeTrue();

        var (before, after) = (await bench.ReadAsync(first.Number), await bench.ReadAsync(number));
        (before.State, after.State).ShouldBe((RequestState.Withdrawn, RequestState.Confirmed));
        (after.DueBy, after.CountsFrom).ShouldBe((first.DueBy, first.ConfirmedAt));
        after.CoolingOffEnds.ShouldBe(bench.Clock.GetUtcNow().AddDays(1));
        (await bench.InboxTextAsync()).ShouldContain($"It takes the place of {first.Number}, which is withdrawn.");
        (await bench.LedgerAsync()).ShouldBe(["deletion-confirmed", "deletion-confirmed", "deletion-replaced"]);
        (await bench.LinkedAsync(first.Number)).ShouldBe([new(number, RequestLink.Replaces, true, RequestState.Confirmed)]);
        (await bench.LinkedAsync(number)).ShouldBe([new(first.Number, RequestLink.Replaces, false, RequestState.Withdrawn)]);

        bench.Clock.Advance(TimeSpan.FromDays(1));
        await bench.Sweep.SweepAsync(default);
        await bench.DeliverAsync();
        bench.Bag.To("privacy@northwind.example").Count.ShouldBe(1);
        bench.Bag.To("privacy@contoso.example").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_check_of_identity_moves_the_date_no_further_than_counted_from_the_first_receipt()
    {
        var bench = await BenchAsync();
        await bench.HeldByAsync("Northwind", connector: ConnectorType.Email);
        var first = await bench.ReadAsync(await bench.ConfirmedAsync());
        bench.Clock.Advance(TimeSpan.FromHours(20));
        var number = await ChangedAsync(bench, first.Number, DeletionScope.Everything);
        await bench.Desk.ConfirmAsync(bench.Worker, number, bench.Proof, default);

        await bench.Cases.AskIdentityAsync(number, "Which interview did you give in May?", DeletionBench.Officer, default);
        (await bench.Cases.ProveIdentityAsync(number, DeletionBench.Officer, default)).IsDone.ShouldBeTrue();

        (await bench.ReadAsync(number)).DueBy.ShouldBe(first.DueBy, "no day passed between asking and the proof");
    }

    [Fact]
    public async Task Even_once_the_parties_parts_are_open_it_gives_way_while_none_has_been_told_and_its_messages_are_not_sent()
    {
        var bench = await BenchAsync();
        await bench.HeldByAsync("Northwind", connector: ConnectorType.Email, categories: [DataCategory.Resume, DataCategory.Transcript]);
        var first = await bench.StartedAsync();

        var number = await ChangedAsync(bench, first.Number, DeletionScope.Of(DataCategory.Resume));
        await bench.Desk.ConfirmAsync(bench.Worker, number, bench.Proof, default);
        await bench.DeliverAsync();

        bench.Bag.To("privacy@northwind.example").ShouldBeEmpty();
        (await bench.ReadAsync(first.Number)).State.ShouldBe(RequestState.Withdrawn);
    }

    [Fact]
    public async Task Told_meanwhile_it_is_not_replaced_and_choosing_again_adds_to_it()
    {
        var bench = await BenchAsync();
        var mailed = await bench.HeldByAsync("Mailed", connector: ConnectorType.Email, categories: [DataCategory.Resume, DataCategory.Transcript]);
        var first = await bench.StartedAsync(DeletionScope.Of(DataCategory.Transcript));
        var number = await ChangedAsync(bench, first.Number, DeletionScope.OfParty(mailed));
        await bench.DeliverAsync();

        (await bench.Desk.ConfirmAsync(bench.Worker, number, bench.Proof, default)).Refusal.ShouldBe(DeletionRefusal.AlreadyTold);
        (await bench.ReadAsync(first.Number)).State.ShouldBe(RequestState.InProgress);

        (await ChangedAsync(bench, first.Number, DeletionScope.OfParty(mailed))).ShouldBe(number);
        (await bench.Desk.ConfirmAsync(bench.Worker, number, bench.Proof, default)).IsDone.ShouldBeTrue();
        (await bench.ReadAsync(number)).Link.ShouldBe(RequestLink.AddsTo);
        (await bench.LinkedAsync(first.Number)).ShouldBe([new(number, RequestLink.AddsTo, true, RequestState.Confirmed)]);
    }

    [Theory]
    [InlineData(ConnectorType.Email)]
    [InlineData(ConnectorType.Manual)]
    public async Task A_wider_request_tells_nobody_twice_of_the_same_and_the_one_answer_ends_both(ConnectorType connector)
    {
        var bench = await BenchAsync();
        await bench.HeldByAsync("Northwind", connector: connector, categories: [DataCategory.Resume, DataCategory.Transcript]);
        var first = await bench.StartedAsync(DeletionScope.Of(DataCategory.Transcript));
        await TellAsync(bench, first, connector);

        var number = await ChangedAsync(bench, first.Number, DeletionScope.Everything);
        var preview = (await bench.Desk.PreviewAsync(bench.Worker, number, default)).Value!;
        preview.Parties.Select(p => (p.FollowsTaskId is not null, p.Categories.Single())).ShouldBe([(true, DataCategory.Transcript), (false, DataCategory.Resume)], ignoreOrder: true);
        await bench.Desk.ConfirmAsync(bench.Worker, number, bench.Proof, default);
        bench.Clock.Advance(TimeSpan.FromDays(1));
        await bench.Sweep.SweepAsync(default);
        await bench.DeliverAsync();

        var wider = await bench.ReadAsync(number);
        wider.Tasks.Select(t => (t.FollowsTaskId, t.Items.Single().Category)).ShouldBe([(first.Tasks[0].Id, DataCategory.Transcript), (null, DataCategory.Resume)], ignoreOrder: true);
        if (connector is ConnectorType.Email) bench.Bag.To("privacy@northwind.example").Count(m => m.Text.Contains("transcript-", StringComparison.Ordinal)).ShouldBe(1);

        await bench.Outcomes.RecordAsync(first.Tasks[0].Id, new(TaskOutcome.Erased), DeletionBench.Officer, default);
        await bench.Outcomes.RecordAsync(wider.Tasks.Single(t => t.FollowsTaskId is null).Id, new(TaskOutcome.Erased), DeletionBench.Officer, default);
        await bench.FollowUp.SweepAsync(default);
        (await bench.ReadAsync(first.Number)).State.ShouldBe(RequestState.Completed);
        (await bench.ReadAsync(number)).State.ShouldBe(RequestState.Completed);
    }

    [Fact]
    public async Task Replacing_at_the_very_moment_the_parties_are_told_ends_in_one_of_the_two()
    {
        for (var round = 0; round < 4; round++)
        {
            var bench = await BenchAsync();
            var party = await bench.HeldByAsync("Mailed", connector: ConnectorType.Email, categories: [DataCategory.Resume, DataCategory.Transcript]);
            var first = await bench.StartedAsync();
            var number = await ChangedAsync(bench, first.Number, DeletionScope.OfParty(party));

            var confirmed = Task.Run(() => bench.Desk.ConfirmAsync(bench.Worker, number, bench.Proof, default));
            await Task.WhenAll(confirmed, Task.Run(() => bench.DeliverAsync()));

            var told = bench.Bag.To("privacy@mailed.example").Count;
            (await bench.ReadAsync(first.Number)).State.ShouldBe((await confirmed).IsDone ? RequestState.Withdrawn : RequestState.InProgress);
            told.ShouldBe((await confirmed).IsDone ? 0 : 1);
        }
    }

    [Fact]
    public async Task Another_workers_request_and_one_that_was_withdrawn_cannot_be_changed()
    {
        var (owner, other) = (await BenchAsync(), await BenchAsync());
        await owner.HeldByAsync("Northwind");
        await other.HeldByAsync("Northwind");
        var theirs = await owner.ConfirmedAsync();
        (await other.Desk.SubmitAsync(other.Worker, DeletionScope.Everything, null, default, theirs)).Refusal.ShouldBe(DeletionRefusal.NotFound);

        await owner.Desk.WithdrawAsync(owner.Worker, theirs, default);
        (await owner.Desk.SubmitAsync(owner.Worker, DeletionScope.Everything, null, default, theirs)).Refusal.ShouldBe(DeletionRefusal.NotNow);
    }

    [Fact]
    public async Task The_preview_says_what_was_kept_before_and_until_when()
    {
        var bench = await BenchAsync();
        await bench.HeldByAsync("Northwind", connector: ConnectorType.Email);
        var first = await bench.StartedAsync();
        await bench.DeliverAsync();
        await bench.Outcomes.RecordAsync(first.Tasks[0].Id, new(TaskOutcome.Retained, "gdpr-legal-claims", new(2027, 6, 30)), DeletionBench.Officer, default);

        var number = await ChangedAsync(bench, first.Number, DeletionScope.Everything);

        var kept = (await bench.Desk.PreviewAsync(bench.Worker, number, default)).Value!.Kept.ShouldHaveSingleItem();
        (kept.PartyName, kept.Number, kept.Ground!.Code, kept.Until).ShouldBe(("Northwind", first.Number, "gdpr-legal-claims", new DateOnly(2027, 6, 30)));
    }

    private static async Task TellAsync(DeletionBench bench, DeletionRequest request, ConnectorType connector)
    {
        if (connector is ConnectorType.Manual) await bench.Outcomes.MarkToldAsync(request.Tasks[0].Id, DeletionBench.Officer, default);
        else await bench.DeliverAsync();
    }

    private static async Task<string> ChangedAsync(DeletionBench bench, string number, DeletionScope scope) => (await bench.Desk.SubmitAsync(bench.Worker, scope, null, default, number)).Value!;

    private Task<DeletionBench> BenchAsync() => new DeletionBench(database).WithWorkerAsync();

    public sealed class OnSqlite(SqliteDatabase database) : LinkedRequestTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database) : LinkedRequestTests(database), IClassFixture<PostgresDatabase>;
}
