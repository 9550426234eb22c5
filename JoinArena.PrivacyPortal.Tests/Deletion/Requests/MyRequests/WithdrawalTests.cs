using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Requests.MyRequests;

/// <summary>A worker withdraws a request, on both databases.</summary>
public abstract class WithdrawalTests(TestDatabase database)
{
    [Fact]
    public async Task A_confirmed_request_can_be_withdrawn_and_its_parties_are_never_notified()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Silent", connector: ConnectorType.Email);
        var number = await bench.CreateConfirmedRequestAsync();

        (await bench.Requests.WithdrawAsync(bench.Worker, number, default)).IsSuccess.ShouldBeTrue();
        bench.Clock.Advance(TimeSpan.FromDays(2));
        await bench.TimeoutJob.RunAsync(default);

        (await bench.LoadRequestAsync(number)).State.ShouldBe(RequestState.Withdrawn);
        await bench.DeliverMessagesAsync();
        bench.Mails.GetMailsTo("privacy@silent.example").ShouldBeEmpty();
        (await bench.ReadInboxSubjectsAsync()).ShouldContain($"You have withdrawn your deletion request {number}");
        (await bench.ReadLedgerKindsAsync()).ShouldBe(["deletion-confirmed", "deletion-withdrawn"]);
    }

    [Fact]
    public async Task A_request_cannot_be_withdrawn_once_a_party_is_notified()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Northwind", connector: ConnectorType.Email);
        var request = await bench.CreateStartedRequestAsync();
        await bench.DeliverMessagesAsync();

        (await bench.Requests.WithdrawAsync(bench.Worker, request.Number, default)).Error.ShouldBe(
            RequestError.AlreadyNotified
        );
    }

    [Fact]
    public async Task A_withdrawal_while_the_parties_are_being_notified_has_one_of_two_outcomes()
    {
        for (var round = 0; round < 5; round++)
        {
            var bench = await BenchAsync();
            await bench.AddHoldingPartyAsync($"Race{bench.Worker[^6..]}", connector: ConnectorType.Email);
            var number = await bench.CreateConfirmedRequestAsync();
            bench.Clock.Advance(TimeSpan.FromDays(1));

            var withdrawal = Task.Run(() => bench.Requests.WithdrawAsync(bench.Worker, number, default));
            await Task.WhenAll(
                withdrawal,
                Task.Run(async () =>
                {
                    await bench.TimeoutJob.RunAsync(default);
                    await bench.DeliverMessagesAsync();
                })
            );

            var mails = bench.Mails.GetMailsTo($"privacy@race{bench.Worker[^6..]}.example").Count;
            var state = (await bench.LoadRequestAsync(number)).State;
            ((await withdrawal).IsSuccess, state, mails).ShouldBeOneOf(
                (true, RequestState.Withdrawn, 0),
                (false, RequestState.InProgress, 1)
            );
        }
    }

    private Task<DeletionFixture> BenchAsync(string jurisdiction = "DE") =>
        new DeletionFixture(database).WithWorkerAsync(jurisdiction);

    public sealed class OnSqlite(SqliteDatabase database) : WithdrawalTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : WithdrawalTests(database),
            IClassFixture<PostgresDatabase>;
}
