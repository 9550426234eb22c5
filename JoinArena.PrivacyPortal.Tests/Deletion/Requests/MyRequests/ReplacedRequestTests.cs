using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Deletion.Erasure.Redisclosures;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Requests.MyRequests;

/// <summary>Another choice instead of the first, on both databases.</summary>
public abstract class ReplacedRequestTests(TestDatabase database)
{
    [Fact]
    public async Task A_smaller_request_replaces_the_first_and_keeps_its_date_of_receipt_while_no_party_has_been_notified()
    {
        var bench = await BenchAsync();
        var northwind = await bench.AddHoldingPartyAsync("Northwind", connector: ConnectorType.Email);
        await bench.AddHoldingPartyAsync("Contoso", connector: ConnectorType.Email);
        var first = await bench.LoadRequestAsync(await bench.CreateConfirmedRequestAsync());
        bench.Clock.Advance(TimeSpan.FromHours(20));

        var number = await ChangedAsync(bench, first.Number, DeletionScope.OfParty(northwind));
        (await bench.Requests.PreviewAsync(bench.Worker, number, default)).Value!.Linked.ShouldBe(
            new(first.Number, RequestLink.Replaces, false, RequestState.Confirmed)
        );
        (await bench.Requests.ConfirmAsync(bench.Worker, number, bench.Proof, default)).IsSuccess.ShouldBeTrue();

        var before = await bench.LoadRequestAsync(first.Number);
        var after = await bench.LoadRequestAsync(number);
        (before.State, after.State).ShouldBe((RequestState.Withdrawn, RequestState.Confirmed));
        (after.DueBy, after.CountsFrom).ShouldBe((first.DueBy, first.ConfirmedAt));
        after.CoolingOffEnds.ShouldBe(bench.Clock.GetUtcNow().AddDays(1));
        (await bench.ReadInboxTextAsync()).ShouldContain($"It replaces {first.Number}, which is now withdrawn.");
        (await bench.ReadLedgerKindsAsync()).ShouldBe([
            "deletion-confirmed",
            "deletion-confirmed",
            "deletion-replaced",
        ]);
        (await bench.ListLinkedRequestsAsync(first.Number)).ShouldBe([
            new(number, RequestLink.Replaces, true, RequestState.Confirmed),
        ]);
        (await bench.ListLinkedRequestsAsync(number)).ShouldBe([
            new(first.Number, RequestLink.Replaces, false, RequestState.Withdrawn),
        ]);

        bench.Clock.Advance(TimeSpan.FromDays(1));
        await bench.TimeoutJob.RunAsync(default);
        await bench.DeliverMessagesAsync();
        bench.Mails.GetMailsTo("privacy@northwind.example").Count.ShouldBe(1);
        bench.Mails.GetMailsTo("privacy@contoso.example").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_check_of_identity_moves_the_date_no_further_than_counted_from_the_first_receipt()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Northwind", connector: ConnectorType.Email);
        var first = await bench.LoadRequestAsync(await bench.CreateConfirmedRequestAsync());
        bench.Clock.Advance(TimeSpan.FromHours(20));
        var number = await ChangedAsync(bench, first.Number, DeletionScope.Everything);
        await bench.Requests.ConfirmAsync(bench.Worker, number, bench.Proof, default);

        await bench.Casework.RequestIdentityProofAsync(
            number,
            "Which interview did you give in May?",
            DeletionFixture.Officer,
            default
        );
        (await bench.RecordProofTodayAsync(number)).IsSuccess.ShouldBeTrue();

        (await bench.LoadRequestAsync(number)).DueBy.ShouldBe(
            first.DueBy,
            "no day passed between asking and the proof"
        );
    }

    [Fact]
    public async Task A_started_request_is_still_replaced_while_no_party_has_been_notified_and_its_messages_are_not_sent()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync(
            "Northwind",
            connector: ConnectorType.Email,
            categories: [DataCategory.Resume, DataCategory.Transcript]
        );
        var first = await bench.CreateStartedRequestAsync();

        var number = await ChangedAsync(bench, first.Number, DeletionScope.OfCategories(DataCategory.Resume));
        await bench.Requests.ConfirmAsync(bench.Worker, number, bench.Proof, default);
        await bench.DeliverMessagesAsync();

        bench.Mails.GetMailsTo("privacy@northwind.example").ShouldBeEmpty();
        (await bench.LoadRequestAsync(first.Number)).State.ShouldBe(RequestState.Withdrawn);
    }

    [Fact]
    public async Task A_replacement_at_the_moment_the_parties_are_notified_has_one_of_two_outcomes()
    {
        for (var round = 0; round < 4; round++)
        {
            var bench = await BenchAsync();
            var party = await bench.AddHoldingPartyAsync(
                "Mailed",
                connector: ConnectorType.Email,
                categories: [DataCategory.Resume, DataCategory.Transcript]
            );
            var first = await bench.CreateStartedRequestAsync();
            var number = await ChangedAsync(bench, first.Number, DeletionScope.OfParty(party));

            var confirmed = Task.Run(() => bench.Requests.ConfirmAsync(bench.Worker, number, bench.Proof, default));
            await Task.WhenAll(confirmed, Task.Run(() => bench.DeliverMessagesAsync()));

            var told = bench.Mails.GetMailsTo("privacy@mailed.example").Count;
            (await bench.LoadRequestAsync(first.Number)).State.ShouldBe(
                (await confirmed).IsSuccess ? RequestState.Withdrawn : RequestState.InProgress
            );
            told.ShouldBe((await confirmed).IsSuccess ? 0 : 1);
        }
    }

    [Fact]
    public async Task Another_workers_request_and_one_that_was_withdrawn_cannot_be_changed()
    {
        var owner = await BenchAsync();
        var other = await BenchAsync();
        await owner.AddHoldingPartyAsync("Northwind");
        await other.AddHoldingPartyAsync("Northwind");
        var theirs = await owner.CreateConfirmedRequestAsync();
        (
            await other.Requests.SubmitAsync(other.Worker, DeletionScope.Everything, null, default, theirs)
        ).Error.ShouldBe(RequestError.NotFound);

        await owner.Requests.WithdrawAsync(owner.Worker, theirs, default);
        (
            await owner.Requests.SubmitAsync(owner.Worker, DeletionScope.Everything, null, default, theirs)
        ).Error.ShouldBe(RequestError.NotNow);
    }

    private static async Task<string> ChangedAsync(DeletionFixture bench, string number, DeletionScope scope) =>
        (await bench.Requests.SubmitAsync(bench.Worker, scope, null, default, number)).Value!;

    private Task<DeletionFixture> BenchAsync() => new DeletionFixture(database).WithWorkerAsync();

    public sealed class OnSqlite(SqliteDatabase database)
        : ReplacedRequestTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : ReplacedRequestTests(database),
            IClassFixture<PostgresDatabase>;
}
