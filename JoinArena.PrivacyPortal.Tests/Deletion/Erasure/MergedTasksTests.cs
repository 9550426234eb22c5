using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion;
using JoinArena.PrivacyPortal.Deletion.Erasure;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Notifications.Webhooks;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Notifications.Webhooks;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Erasure;

/// <summary>Requests that are under way when two parties are found to be one.</summary>
public abstract class MergedTasksTests(TestDatabase database)
{
    [Fact]
    public async Task A_party_that_neither_has_told_yet_is_told_once_of_everything_and_its_one_answer_counts_for_both()
    {
        var bench = await new DeletionBench(database).WithWorkerAsync();
        var (old, stays) = (await HeldAsync(bench, "Old", ConnectorType.Manual, DataCategory.Transcript), await HeldAsync(bench, "Stays", ConnectorType.Webhook, DataCategory.Resume));
        await using var receiver = await ReceiverInNode.StartAsync(WebhookSecret.New());
        await receiver.ChecksWithAsync(await bench.ReachedAtAsync(stays, receiver.Url.ToString()));
        var request = await bench.StartedAsync();
        await receiver.MovesClockAsync(bench.Clock.GetUtcNow() - DateTimeOffset.UtcNow);

        await MergeAsync(bench, old, stays);
        await bench.DeliverAsync();

        var call = await receiver.NextAsync();
        call.Verified.ShouldBeTrue(call.Fault);
        call.Event["data"]!["items"]!.AsArray().Select(i => (string?)i!["category"]).ShouldBe(["resume", "transcript"], ignoreOrder: true);
        await bench.FollowUp.SweepAsync(default);
        await bench.DeliverAsync();
        receiver.HasMore.ShouldBeFalse("it is one party, and has been told");

        var told = (await bench.ReadAsync(request.Number)).Tasks;
        told.ShouldAllBe(t => t.PartyId == stays);
        told.Select(t => t.PartyName).ShouldBe(["Old", "Stays"], "each says under which name it was to be asked");
        (await bench.Outcomes.RecordAsync(told.Single(t => t.FollowsTaskId is null).Id, new(TaskOutcome.Erased), DeletionBench.Officer, default)).IsDone.ShouldBeTrue();
        await bench.FollowUp.SweepAsync(default);
        (await bench.ReadAsync(request.Number)).State.ShouldBe(RequestState.Completed);
        await using var db = await bench.Contexts.CreateDbContextAsync();
        (await db.Holdings.Where(h => h.WorkerId == bench.Worker).ToListAsync()).ShouldAllBe(h => !h.IsHeld && h.PartyId == stays);
    }

    [Fact]
    public async Task Who_was_told_before_stays_told_and_is_not_told_again()
    {
        var bench = await new DeletionBench(database).WithWorkerAsync();
        var (old, stays) = (await HeldAsync(bench, "Old", ConnectorType.Email, DataCategory.Resume), await HeldAsync(bench, "Stays", ConnectorType.Email, DataCategory.Resume));
        var request = await bench.StartedAsync();
        await bench.DeliverAsync();
        (bench.Bag.To("privacy@old.example").Count, bench.Bag.To("privacy@stays.example").Count).ShouldBe((1, 1));

        await MergeAsync(bench, old, stays);
        await bench.FollowUp.SweepAsync(default);
        await bench.DeliverAsync();

        (bench.Bag.To("privacy@old.example").Count, bench.Bag.To("privacy@stays.example").Count).ShouldBe((1, 1));
        (await bench.ReadAsync(request.Number)).Tasks.ShouldAllBe(t => t.State == TaskState.Sent && t.FollowsTaskId == null);
    }

    [Fact]
    public async Task A_request_for_one_party_a_hold_and_the_api_know_it_by_the_id_that_stays()
    {
        var bench = await new DeletionBench(database).WithWorkerAsync();
        var (old, stays) = (await HeldAsync(bench, "Old", ConnectorType.Manual, DataCategory.Resume), await HeldAsync(bench, "Stays", ConnectorType.Manual, DataCategory.Transcript));
        var number = await bench.SubmittedAsync(DeletionScope.OfParty(old));
        await using (var db = await bench.Contexts.CreateDbContextAsync())
        {
            db.LegalHolds.Add(new() { WorkerId = bench.Worker, PartyId = old, Citation = "29 CFR 1602.14", Words = "It is evidence.", PutBy = "officer@example.com", PutAt = bench.Clock.GetInstant() });
            await db.SaveChangesAsync();
        }

        await MergeAsync(bench, old, stays);

        (await bench.ReadAsync(number)).Scope.ShouldBe(DeletionScope.OfParty(stays));
        await using var after = await bench.Contexts.CreateDbContextAsync();
        (await after.LegalHolds.SingleAsync(h => h.WorkerId == bench.Worker)).Covers(stays).ShouldBeTrue();
        (await after.PartyNowAsync(old, default)).ShouldBe(stays);
        (await HeldByParty.FindAsync(after, bench.Worker, DeletionScope.OfParty(old), default)).ShouldHaveSingleItem().Items.Count.ShouldBe(2);
    }

    private static async Task<string> HeldAsync(DeletionBench bench, string name, ConnectorType connector, DataCategory category)
    {
        var party = await bench.HeldByAsync(name, connector: connector, categories: category);
        await using var db = await bench.Contexts.CreateDbContextAsync();
        var share = new PartyShare { WorkerId = bench.Worker, PartyId = party };
        share.Count(bench.Clock.GetInstant().AddDays(-30), isAllowed: true);
        db.PartyShares.Add(share);
        await db.SaveChangesAsync();
        return party;
    }

    private static async Task MergeAsync(DeletionBench bench, string from, string into) =>
        (await new PartyMerge(bench.Contexts, [new MergedTasks()], bench.Clock).MergeAsync(from, into, "admin@joinarena.example", default)).IsDone.ShouldBeTrue();

    public sealed class OnSqlite(SqliteDatabase database) : MergedTasksTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database) : MergedTasksTests(database), IClassFixture<PostgresDatabase>;
}
