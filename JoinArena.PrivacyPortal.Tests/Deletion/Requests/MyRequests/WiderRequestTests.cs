using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Deletion.Erasure.Redisclosures;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Requests.MyRequests;

/// <summary>More than was asked for at first, on both databases.</summary>
public abstract class WiderRequestTests(TestDatabase database)
{
    [Fact]
    public async Task A_request_whose_party_was_notified_meanwhile_is_not_replaced_and_the_new_choice_adds_to_it()
    {
        var bench = await BenchAsync();
        var mailed = await bench.AddHoldingPartyAsync(
            "Mailed",
            connector: ConnectorType.Email,
            categories: [DataCategory.Resume, DataCategory.Transcript]
        );
        var first = await bench.CreateStartedRequestAsync(DeletionScope.OfCategories(DataCategory.Transcript));
        var number = await ChangedAsync(bench, first.Number, DeletionScope.OfParty(mailed));
        await bench.DeliverMessagesAsync();

        (await bench.Requests.ConfirmAsync(bench.Worker, number, bench.Proof, default)).Error.ShouldBe(
            RequestError.AlreadyNotified
        );
        (await bench.LoadRequestAsync(first.Number)).State.ShouldBe(RequestState.InProgress);

        (await ChangedAsync(bench, first.Number, DeletionScope.OfParty(mailed))).ShouldBe(number);
        (await bench.Requests.ConfirmAsync(bench.Worker, number, bench.Proof, default)).IsSuccess.ShouldBeTrue();
        (await bench.LoadRequestAsync(number)).Link.ShouldBe(RequestLink.AddsTo);
        (await bench.ListLinkedRequestsAsync(first.Number)).ShouldBe([
            new(number, RequestLink.AddsTo, true, RequestState.Confirmed),
        ]);
    }

    [Theory]
    [InlineData(ConnectorType.Email)]
    [InlineData(ConnectorType.Manual)]
    public async Task A_wider_request_notifies_no_party_twice_of_the_same_data_and_one_answer_completes_both(
        ConnectorType connector
    )
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync(
            "Northwind",
            connector: connector,
            categories: [DataCategory.Resume, DataCategory.Transcript]
        );
        var first = await bench.CreateStartedRequestAsync(DeletionScope.OfCategories(DataCategory.Transcript));
        await TellAsync(bench, first, connector);

        var number = await ChangedAsync(bench, first.Number, DeletionScope.Everything);
        var preview = (await bench.Requests.PreviewAsync(bench.Worker, number, default)).Value!;
        preview
            .Parties.Select(p => (p.FollowsNumber is not null, p.Categories.Single()))
            .ShouldBe([(true, DataCategory.Transcript), (false, DataCategory.Resume)], ignoreOrder: true);
        await bench.Requests.ConfirmAsync(bench.Worker, number, bench.Proof, default);
        bench.Clock.Advance(TimeSpan.FromDays(1));
        await bench.TimeoutJob.RunAsync(default);
        await bench.DeliverMessagesAsync();

        var wider = await bench.LoadRequestAsync(number);
        wider
            .Tasks.Select(t => (t.FollowsTaskId, t.Items.Single().Category))
            .ShouldBe([(first.Tasks[0].Id, DataCategory.Transcript), (null, DataCategory.Resume)], ignoreOrder: true);
        if (connector is ConnectorType.Email)
        {
            bench
                .Mails.GetMailsTo("privacy@northwind.example")
                .Count(m => m.Text.Contains("transcript-", StringComparison.Ordinal))
                .ShouldBe(1);
        }

        await bench.Progress.RecordAsync(first.Tasks[0].Id, new(TaskOutcome.Erased), DeletionFixture.Officer, default);
        await bench.Progress.RecordAsync(
            wider.Tasks.Single(t => t.FollowsTaskId is null).Id,
            new(TaskOutcome.Erased),
            DeletionFixture.Officer,
            default
        );
        await bench.FollowUpJob.RunAsync(default);
        (await bench.LoadRequestAsync(first.Number)).State.ShouldBe(RequestState.Completed);
        (await bench.LoadRequestAsync(number)).State.ShouldBe(RequestState.Completed);
    }

    [Fact]
    public async Task An_answer_on_a_ground_of_another_law_does_not_count_for_both_and_the_party_is_asked_for_this_one()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Northwind", connector: ConnectorType.Email);
        var first = await bench.CreateStartedRequestAsync();
        await using (var db = await bench.Contexts.CreateDbContextAsync())
        {
            await db
                .Workers.Where(w => w.Id == bench.Worker)
                .ExecuteUpdateAsync(s => s.SetProperty(w => w.Jurisdiction, "US-CA"));
        }

        var second = await bench.CreateStartedRequestAsync();
        await bench.DeliverMessagesAsync();
        (
            await bench.Progress.RecordAsync(
                first.Tasks[0].Id,
                new(TaskOutcome.Retained, "gdpr-legal-claims", new(2027, 6, 30)),
                DeletionFixture.Officer,
                default
            )
        ).IsSuccess.ShouldBeTrue();
        await bench.FollowUpJob.RunAsync(default);
        await bench.DeliverMessagesAsync();

        var task = (await bench.LoadRequestAsync(second.Number)).Tasks.ShouldHaveSingleItem();
        (task.FollowsTaskId, task.State).ShouldBe((null, TaskState.Sent));
        bench.Mails.GetMailsTo("privacy@northwind.example").Count.ShouldBe(2);
    }

    [Fact]
    public async Task The_preview_says_what_was_retained_before_and_until_when()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Northwind", connector: ConnectorType.Email);
        var first = await bench.CreateStartedRequestAsync();
        await bench.DeliverMessagesAsync();
        await bench.Progress.RecordAsync(
            first.Tasks[0].Id,
            new(TaskOutcome.Retained, "gdpr-legal-claims", new(2027, 6, 30)),
            DeletionFixture.Officer,
            default
        );

        var number = await ChangedAsync(bench, first.Number, DeletionScope.Everything);

        var kept = (
            await bench.Requests.PreviewAsync(bench.Worker, number, default)
        ).Value!.Retained.ShouldHaveSingleItem();
        (kept.PartyName, kept.Number, kept.Ground!.Code, kept.Until).ShouldBe(
            ("Northwind", first.Number, "gdpr-legal-claims", new DateOnly(2027, 6, 30))
        );
    }

    private static async Task TellAsync(DeletionFixture bench, DeletionRequest request, ConnectorType connector)
    {
        if (connector is ConnectorType.Manual)
            await bench.Progress.MarkNotifiedAsync(request.Tasks[0].Id, DeletionFixture.Officer, default);
        else
            await bench.DeliverMessagesAsync();
    }

    private static async Task<string> ChangedAsync(DeletionFixture bench, string number, DeletionScope scope) =>
        (await bench.Requests.SubmitAsync(bench.Worker, scope, null, default, number)).Value!;

    private Task<DeletionFixture> BenchAsync() => new DeletionFixture(database).WithWorkerAsync();

    public sealed class OnSqlite(SqliteDatabase database) : WiderRequestTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : WiderRequestTests(database),
            IClassFixture<PostgresDatabase>;
}
