using System.Text.Json;
using JoinArena.PrivacyPortal.Acceptance.Uses;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Ledger.Records;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Notifications.Webhooks;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Jurisdictions;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace JoinArena.PrivacyPortal.Tests.Acceptance.Uses;

/// <summary>Stopping a use and allowing it again, on both databases.</summary>
public abstract class UseServiceTests(TestDatabase database)
{
    private readonly FakeTimeProvider _clock = new(new(2026, 11, 24, 14, 2, 0, TimeSpan.Zero));

    private UseQueries Queries =>
        new(database.Contexts, new(database.Contexts, PortalServices.Library), PortalServices.Library, _clock);

    [Fact]
    public async Task A_stop_is_stored_with_its_evidence_its_ledger_entry_a_signed_receipt_and_an_email()
    {
        var worker = await AddWorkerAsync();

        var decision = (await StopAsync(worker, "model-improvement")).Recorded!;

        var kept = (await Queries.FindDecisionAsync(worker, decision.Id, default))!;
        (kept.Kind, kept.Number, kept.ClauseId, kept.Recipient, kept.Version).ShouldBe(
            (UseDecisionKind.Stopped, 1, "model-improvement", null, "1.0")
        );
        kept.At.ShouldBe(_clock.GetInstant());
        (kept.Evidence.IpAddress, kept.Evidence.SignedInBy).ShouldBe(("192.0.2.7", "pwd"));
        kept.Evidence.Wording.ShouldBe("From now on, no training.\nStop this use\n");
        using var receipt = JsonDocument.Parse(kept.Receipt[..kept.Receipt.IndexOf('\n', StringComparison.Ordinal)]);
        receipt.RootElement.GetProperty("type").GetString().ShouldBe("use-stop-receipt");
        receipt.RootElement.GetProperty("id").GetString().ShouldBe(kept.Id.ToString());
        receipt.RootElement.GetProperty("clause").GetString().ShouldBe("model-improvement");
        receipt.RootElement.GetProperty("uses")[0].GetProperty("with")[0].GetString().ShouldBe("model-training");
        kept.Receipt.ShouldNotContain("192.0.2.7");
        await using var db = await database.Contexts.CreateDbContextAsync();
        (await db.ReadRecordsAsync(worker))
            .ShouldHaveSingleItem()
            .ShouldBe(
                $$"""
                {"at":"2026-11-24T14:02:00.000Z","clause":"model-improvement","decision":"stopped","id":"{{kept.Id}}",
                "kind":"use-stopped","policy":"worker-privacy","subject":"{{worker}}","version":"1.0"}
                """.ReplaceLineEndings("")
            );
        var message = (await db.InboxMessages.Where(m => m.WorkerId == worker).ToListAsync()).ShouldHaveSingleItem();
        message.Subject.ShouldBe("You stopped a use of your data: Improving JoinArena’s models");
        message.Path.ShouldBe($"/uses/{kept.Id}");
    }

    [Fact]
    public async Task A_use_is_allowed_again_and_what_makes_no_difference_is_not_recorded()
    {
        var worker = await AddWorkerAsync();
        (await ResumeAsync(worker, "model-improvement")).Recorded.ShouldBeNull();
        await StopAsync(worker, "model-improvement");
        (await StopAsync(worker, "model-improvement")).Recorded.ShouldBeNull();
        _clock.Advance(TimeSpan.FromHours(1));

        var resumed = (await ResumeAsync(worker, "model-improvement")).Recorded!;

        (resumed.Kind, resumed.Number).ShouldBe((UseDecisionKind.Resumed, 2));
        (await Queries.FindUseAsync(worker, "model-improvement", default))!.StoppedAt.ShouldBeNull();
        (await Queries.ListDecisionsAsync(worker, default))
            .Select(d => d.Kind)
            .ShouldBe([UseDecisionKind.Resumed, UseDecisionKind.Stopped]);
    }

    [Fact]
    public async Task A_worker_who_stops_a_use_on_several_connections_at_once_has_one_decision()
    {
        var worker = await AddWorkerAsync();

        var all = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => Task.Run(() => StopAsync(worker, "model-improvement")))
        );

        all.Count(result => result.Recorded is not null).ShouldBe(1);
        (await Queries.ListDecisionsAsync(worker, default)).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("no-such-clause", null, UseError.UnknownUse)]
    [InlineData("agreement", null, UseError.UnknownUse)]
    [InlineData("model-improvement", PartyKind.HiringCompany, UseError.UnknownRecipient)]
    public async Task A_use_that_no_clause_describes_cannot_be_stopped(string clause, PartyKind? with, UseError error)
    {
        var worker = await AddWorkerAsync();

        var result = await ChangeAsync(worker, UseDecisionKind.Stopped, clause, with);

        result.Error.ShouldBe(error);
        (await Queries.ListDecisionsAsync(worker, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Subscribers_are_sent_what_was_stopped()
    {
        var worker = await AddWorkerAsync();
        await using (var db = await database.Contexts.CreateDbContextAsync())
        {
            db.Add(
                new WebhookSubscription
                {
                    Url = "https://platform.example/hooks",
                    Types = ["com.joinarena.use.stopped.v1"],
                    ProtectedSecret = "",
                    CreatedAt = _clock.GetInstant(),
                }
            );
            await db.SaveChangesAsync();
        }

        await StopAsync(worker, "professional-photos", PartyKind.ImageApi);

        await using var after = await database.Contexts.CreateDbContextAsync();
        var sent = await after.Outbox.Where(m => m.Payload!.Contains("com.joinarena.use.stopped.v1")).ToListAsync();
        var payload = sent.Single(m => m.Payload!.Contains(worker, StringComparison.Ordinal)).Payload!;
        payload.ShouldContain("image-api");
        payload.ShouldContain("interview-image");
        payload.ShouldNotContain("generated-photo");
    }

    [Fact]
    public async Task A_decision_that_was_changed_in_the_database_is_reported_and_one_without_its_entry_decides_nothing()
    {
        var worker = await AddWorkerAsync();
        var decision = (await StopAsync(worker, "model-improvement")).Recorded!;
        await using var db = await database.Contexts.CreateDbContextAsync();
        var source = new RecordedUseDecisions();
        (await FindDifferencesAsync(db)).ShouldBeEmpty();

        await db.Set<UseDecision>()
            .Where(d => d.Id == decision.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(d => d.ClauseId, "hiring-access"));

        (await FindDifferencesAsync(db)).ShouldHaveSingleItem().Problem.ShouldBe(RecordProblem.Content);
        await db.LedgerEntries.Where(e => e.Id == decision.Id).ExecuteDeleteAsync();
        (await Queries.ListDecisionsAsync(worker, default)).ShouldBeEmpty();

        async Task<IEnumerable<RecordDifference>> FindDifferencesAsync(PortalDbContext context) =>
            (await new RecordedRowCheck([source]).FindDifferencesAsync(context, 10, default)).Where(d =>
                d.Name.StartsWith(worker, StringComparison.Ordinal)
            );
    }

    private async Task<string> AddWorkerAsync()
    {
        var id = $"w-{Guid.CreateVersion7()}";
        (
            await new WorkerRegister(database.Contexts, _clock).AnnounceAsync(
                id,
                new($"{id}@people.example", "Ana Lopes", "DE"),
                default
            )
        ).IsSuccess.ShouldBeTrue();
        return id;
    }

    private async Task<UseResult> StopAsync(string worker, string clause, PartyKind? with = null) =>
        (await ChangeAsync(worker, UseDecisionKind.Stopped, clause, with)).Value!;

    private async Task<UseResult> ResumeAsync(string worker, string clause) =>
        (await ChangeAsync(worker, UseDecisionKind.Resumed, clause, null)).Value!;

    private Task<Result<UseResult, UseError>> ChangeAsync(
        string worker,
        UseDecisionKind kind,
        string clause,
        PartyKind? with
    ) =>
        new UseService(
            database.Contexts,
            Queries,
            new(AcceptanceTestData.Key, AcceptanceTestData.Portal),
            new(TestLocalizer.English, _clock),
            ReviewedRules.Shipped,
            _clock
        ).ChangeAsync(
            worker,
            new(
                kind,
                clause,
                with,
                "en",
                new("192.0.2.7", "Firefox", null, "pwd") { Wording = new("From now on, no training.", "Stop this use") }
            ),
            default
        );

    public sealed class OnSqlite(SqliteDatabase database) : UseServiceTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : UseServiceTests(database),
            IClassFixture<PostgresDatabase>;
}
