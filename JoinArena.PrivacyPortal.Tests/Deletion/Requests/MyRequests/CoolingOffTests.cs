using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Requests.MyRequests;

/// <summary>When parties are notified of a confirmed request, on both databases.</summary>
public abstract class CoolingOffTests(TestDatabase database)
{
    [Fact]
    public async Task No_party_is_notified_before_the_cooling_off_time_has_ended()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Northwind", connector: ConnectorType.Email);
        var number = await bench.CreateConfirmedRequestAsync();
        bench.Clock.Advance(TimeSpan.FromHours(23.9));

        await bench.TimeoutJob.RunAsync(default);
        (await bench.LoadRequestAsync(number)).State.ShouldBe(RequestState.Confirmed);

        bench.Clock.Advance(TimeSpan.FromHours(0.1));
        await bench.TimeoutJob.RunAsync(default);
        (await bench.LoadRequestAsync(number)).State.ShouldBe(RequestState.InProgress);
    }

    [Fact]
    public async Task A_party_with_an_email_connector_is_emailed_and_the_others_are_jobs_for_a_person()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Mailed", connector: ConnectorType.Email, categories: DataCategory.Transcript);
        await bench.AddHoldingPartyAsync("Called", connector: ConnectorType.Manual);
        await bench.AddHoldingPartyAsync("Hooked", connector: ConnectorType.Webhook);

        var request = await bench.CreateStartedRequestAsync();
        request.Tasks.ShouldAllBe(t => t.State == TaskState.Pending, "a mail that waits has told nobody");
        await bench.DeliverMessagesAsync();
        request = await bench.LoadRequestAsync(request.Number);

        request
            .Tasks.Select(t => (t.PartyName, t.State))
            .ShouldBe([("Called", TaskState.Pending), ("Hooked", TaskState.Failed), ("Mailed", TaskState.Sent)]);
        var mail = bench.Mails.GetMailsTo("privacy@mailed.example").ShouldHaveSingleItem();
        mail.Subject.ShouldBe($"Deletion request {request.Number}");
        mail.Text.ShouldContain("transcript-");
        (await bench.ReadInboxSubjectsAsync()).ShouldContain(
            $"We are asking Called, Hooked and Mailed to erase your data ({request.Number})"
        );
        (await bench.ReadLedgerKindsAsync()).ShouldBe(["deletion-confirmed", "deletion-started", "erasure-asked"]);
        await using var db = await bench.Contexts.CreateDbContextAsync();
        var mailed = request.Tasks.Single(t => t.PartyName == "Mailed").PartyId;
        (await db.Holdings.SingleAsync(h => h.PartyId == mailed)).AskedAt.ShouldBe(request.StartedAt);
    }

    [Fact]
    public async Task The_job_notifies_no_party_twice()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Mailedonce", connector: ConnectorType.Email);
        await bench.CreateStartedRequestAsync();

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => bench.TimeoutJob.RunAsync(default))));
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => bench.DeliverMessagesAsync())));

        bench.Mails.GetMailsTo("privacy@mailedonce.example").Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_worker_may_have_the_parties_notified_at_once()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Northwind");
        var number = await bench.CreateConfirmedRequestAsync();

        (await bench.Requests.NotifyPartiesNowAsync(bench.Worker, number, default)).IsSuccess.ShouldBeTrue();

        var request = await bench.LoadRequestAsync(number);
        request.State.ShouldBe(RequestState.InProgress);
        request.CoolingOffEnds.ShouldBe(bench.Clock.GetUtcNow());
    }

    private Task<DeletionFixture> BenchAsync(string jurisdiction = "DE") =>
        new DeletionFixture(database).WithWorkerAsync(jurisdiction);

    public sealed class OnSqlite(SqliteDatabase database) : CoolingOffTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : CoolingOffTests(database),
            IClassFixture<PostgresDatabase>;
}
