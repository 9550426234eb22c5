using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion;
using JoinArena.PrivacyPortal.Deletion.Erasure;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Notifications.Webhooks;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Parties.Merging;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Disclosures;
using JoinArena.PrivacyPortal.Tests.Notifications.Webhooks;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Erasure;

/// <summary>Open requests whose party is merged into another one.</summary>
public abstract class ErasureTaskMergerTests(TestDatabase database)
{
    [Fact]
    public async Task A_merged_party_that_was_not_notified_yet_is_notified_once_of_everything_and_one_answer_counts_for_both()
    {
        var bench = await new DeletionFixture(database).WithWorkerAsync();
        var old = await HeldAsync(bench, "Old", ConnectorType.Manual, DataCategory.Transcript);
        var stays = await HeldAsync(bench, "Stays", ConnectorType.Webhook, DataCategory.Resume);
        await using var receiver = await ReceiverInNode.StartAsync(WebhookSecret.Generate());
        await receiver.UseSecretAsync(await bench.SetConnectorAsync(stays, receiver.Url.ToString()));
        var request = await bench.CreateStartedRequestAsync();
        await receiver.MoveClockAsync(bench.Clock.GetUtcNow() - DateTimeOffset.UtcNow);

        await MergeAsync(bench, old, stays);
        await bench.DeliverMessagesAsync();

        var call = await receiver.WaitForCallAsync();
        call.Verified.ShouldBeTrue(call.Fault);
        call.Event["data"]!["items"]!
            .AsArray()
            .Select(i => (string?)i!["category"])
            .ShouldBe(["resume", "transcript"], ignoreOrder: true);
        await bench.FollowUpJob.RunAsync(default);
        await bench.DeliverMessagesAsync();
        receiver.HasUnreadCall.ShouldBeFalse("the two are one party, and it has been notified");

        var told = (await bench.LoadRequestAsync(request.Number)).Tasks;
        told.ShouldAllBe(t => t.PartyId == stays);
        told.Select(t => t.PartyName).ShouldBe(["Old", "Stays"], "each says under which name it was to be asked");
        (
            await bench.Progress.RecordAsync(
                told.Single(t => t.FollowsTaskId is null).Id,
                new(TaskOutcome.Erased),
                DeletionFixture.Officer,
                default
            )
        ).IsSuccess.ShouldBeTrue();
        await bench.FollowUpJob.RunAsync(default);
        (await bench.LoadRequestAsync(request.Number)).State.ShouldBe(RequestState.Completed);
        await using var db = await bench.Contexts.CreateDbContextAsync();
        (await db.Holdings.Where(h => h.WorkerId == bench.Worker).ToListAsync()).ShouldAllBe(h =>
            !h.IsHeld && h.PartyId == stays
        );
    }

    [Fact]
    public async Task A_merged_party_that_was_notified_before_is_not_notified_again()
    {
        var bench = await new DeletionFixture(database).WithWorkerAsync();
        var old = await HeldAsync(bench, "Old", ConnectorType.Email, DataCategory.Resume);
        var stays = await HeldAsync(bench, "Stays", ConnectorType.Email, DataCategory.Resume);
        var request = await bench.CreateStartedRequestAsync();
        await bench.DeliverMessagesAsync();
        (
            bench.Mails.GetMailsTo("privacy@old.example").Count,
            bench.Mails.GetMailsTo("privacy@stays.example").Count
        ).ShouldBe((1, 1));

        await MergeAsync(bench, old, stays);
        await bench.FollowUpJob.RunAsync(default);
        await bench.DeliverMessagesAsync();

        (
            bench.Mails.GetMailsTo("privacy@old.example").Count,
            bench.Mails.GetMailsTo("privacy@stays.example").Count
        ).ShouldBe((1, 1));
        (await bench.LoadRequestAsync(request.Number)).Tasks.ShouldAllBe(t =>
            t.State == TaskState.Sent && t.FollowsTaskId == null
        );
    }

    [Fact]
    public async Task A_request_for_one_party_a_hold_and_the_API_know_a_merged_party_by_the_id_that_remains()
    {
        var bench = await new DeletionFixture(database).WithWorkerAsync();
        var old = await HeldAsync(bench, "Old", ConnectorType.Manual, DataCategory.Resume);
        var stays = await HeldAsync(bench, "Stays", ConnectorType.Manual, DataCategory.Transcript);
        var number = await bench.SubmitRequestAsync(DeletionScope.OfParty(old));
        await using (var db = await bench.Contexts.CreateDbContextAsync())
        {
            db.LegalHolds.Add(
                new()
                {
                    WorkerId = bench.Worker,
                    PartyId = old,
                    Citation = "29 CFR 1602.14",
                    Reason = "It is evidence.",
                    PlacedBy = "officer@example.com",
                    PlacedAt = bench.Clock.GetInstant(),
                }
            );
            await db.SaveChangesAsync();
        }

        await MergeAsync(bench, old, stays);

        (await bench.LoadRequestAsync(number)).Scope.ShouldBe(DeletionScope.OfParty(stays));
        await using var after = await bench.Contexts.CreateDbContextAsync();
        (await after.LegalHolds.SingleAsync(h => h.WorkerId == bench.Worker)).Covers(stays).ShouldBeTrue();
        (await after.ResolveMergedPartyAsync(old, default)).ShouldBe(stays);
        (await PartyHoldings.FindAsync(after, bench.Worker, DeletionScope.OfParty(old), default))
            .ShouldHaveSingleItem()
            .Items.Count.ShouldBe(2);
    }

    private static async Task<string> HeldAsync(
        DeletionFixture bench,
        string name,
        ConnectorType connector,
        DataCategory category
    )
    {
        var party = await bench.AddHoldingPartyAsync(name, connector: connector, categories: category);
        await using var db = await bench.Contexts.CreateDbContextAsync();
        var share = new WorkerPartyTotals { WorkerId = bench.Worker, PartyId = party };
        share.Add(bench.Clock.GetInstant().AddDays(-30), isAllowed: true);
        db.WorkerPartyTotals.Add(share);
        await db.SaveChangesAsync();
        return party;
    }

    /// <summary>Merges the parties as an administrator does.</summary>
    internal static async Task MergeAsync(DeletionFixture bench, string from, string into) =>
        (
            await new PartyMergeService(
                bench.Contexts,
                [.. DisclosureFixture.MergeParticipants, new ErasureTaskMerger()],
                new PartyCounter(),
                bench.Clock
            ).MergeAsync(from, into, "admin@joinarena.example", default)
        ).IsSuccess.ShouldBeTrue();

    public sealed class OnSqlite(SqliteDatabase database)
        : ErasureTaskMergerTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : ErasureTaskMergerTests(database),
            IClassFixture<PostgresDatabase>;
}
