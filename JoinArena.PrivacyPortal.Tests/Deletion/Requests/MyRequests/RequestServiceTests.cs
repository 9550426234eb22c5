using System.Globalization;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Requests.MyRequests;

/// <summary>A worker writes a request and confirms it, on both databases.</summary>
public abstract class RequestServiceTests(TestDatabase database)
{
    [Fact]
    public async Task A_request_gets_a_number_and_the_next_one_the_next()
    {
        var first = await BenchAsync();
        var second = await BenchAsync();
        await first.AddHoldingPartyAsync("Northwind");
        await second.AddHoldingPartyAsync("Northwind");

        var one = await first.SubmitRequestAsync();
        var two = await second.SubmitRequestAsync();

        one.ShouldMatch("^DR-2026-[0-9]{6}$");
        (NumberOf(two) - NumberOf(one)).ShouldBe(1);
    }

    [Fact]
    public async Task A_worker_who_goes_back_changes_the_draft_and_makes_no_second_one()
    {
        var bench = await BenchAsync();
        var party = await bench.AddHoldingPartyAsync("Northwind");
        var number = await bench.SubmitRequestAsync();

        var again = await bench.Requests.SubmitAsync(
            bench.Worker,
            DeletionScope.OfParty(party),
            "I changed my mind",
            default
        );

        again.Value.ShouldBe(number);
        var request = await bench.LoadRequestAsync(number);
        request.Scope.ShouldBe(DeletionScope.OfParty(party));
        request.Reason.ShouldBe("I changed my mind");
    }

    [Fact]
    public async Task A_form_sent_twice_at_once_makes_one_draft()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Northwind");

        var numbers = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => Task.Run(() => bench.SubmitRequestAsync()))
        );

        numbers.Distinct().Count().ShouldBe(1);
    }

    [Theory]
    [InlineData("US-CA", "An answer is expected by 7 January 2027.")]
    [InlineData("US-VA", "We promise an answer by 8 January 2027.")] // its act leaves job applicants out
    [InlineData("US-FL", "We promise an answer by 24 December 2026.")]
    [InlineData("JP", "We promise an answer by 9 December 2026.")]
    public async Task Only_a_law_that_binds_is_given_as_the_reason_for_a_date(string place, string says)
    {
        var bench = await BenchAsync(place);
        await bench.AddHoldingPartyAsync("Northwind");

        await bench.CreateConfirmedRequestAsync();

        (await bench.ReadInboxTextAsync()).ShouldContain(says);
    }

    [Fact]
    public async Task A_confirmation_starts_the_clock_of_the_workers_place_and_notifies_the_worker()
    {
        var bench = await BenchAsync("US-CA");
        await bench.AddHoldingPartyAsync("Northwind");

        var request = await bench.LoadRequestAsync(await bench.CreateConfirmedRequestAsync());

        request.State.ShouldBe(RequestState.Confirmed);
        request.Jurisdiction.ShouldBe("US-CA");
        request.DueBy.ShouldBe(new DateOnly(2027, 1, 7));
        request.AcknowledgeBy.ShouldBe(new DateOnly(2026, 12, 8));
        request.CoolingOffEnds.ShouldBe(bench.Clock.GetUtcNow().AddDays(1));
        (await bench.ReadInboxSubjectsAsync()).ShouldBe([$"Your deletion request {request.Number} is confirmed"]);
        (await bench.ReadInboxTextAsync()).ShouldContain("An answer is expected by 7 January 2027.");
        (await bench.FindQueuedMailsAsync($"{bench.Worker}@example.com")).Count.ShouldBe(1);
        (await bench.ReadLedgerKindsAsync()).ShouldBe(["deletion-confirmed"]);
    }

    [Fact]
    public async Task A_request_confirmed_twice_at_once_is_confirmed_once()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Northwind");
        var number = await bench.SubmitRequestAsync();

        var results = await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(_ => Task.Run(() => bench.Requests.ConfirmAsync(bench.Worker, number, bench.Proof, default)))
        );

        results.ShouldAllBe(r => r.IsSuccess);
        (await bench.ReadInboxSubjectsAsync()).Count.ShouldBe(1);
        (await bench.ReadLedgerKindsAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_request_is_not_confirmed_without_a_fresh_proof()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Northwind");
        var number = await bench.SubmitRequestAsync();
        var proof = bench.Proof;
        bench.Clock.Advance(TimeSpan.FromMinutes(6));

        (await bench.Requests.ConfirmAsync(bench.Worker, number, proof, default)).Error.ShouldBe(
            RequestError.ConfirmItIsYou
        );
        (await bench.Requests.ConfirmAsync(bench.Worker, number, default, default)).Error.ShouldBe(
            RequestError.ConfirmItIsYou
        );

        (await bench.LoadRequestAsync(number)).State.ShouldBe(RequestState.Submitted);
        (await bench.ReadInboxSubjectsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_workers_request_does_not_exist()
    {
        var owner = await BenchAsync();
        var other = await BenchAsync();
        await owner.AddHoldingPartyAsync("Northwind");
        var number = await owner.SubmitRequestAsync();

        (await other.Requests.PreviewAsync(other.Worker, number, default)).Error.ShouldBe(RequestError.NotFound);
        (await other.Requests.ConfirmAsync(other.Worker, number, other.Proof, default)).Error.ShouldBe(
            RequestError.NotFound
        );
        (await other.Requests.WithdrawAsync(other.Worker, number, default)).Error.ShouldBe(RequestError.NotFound);
        (await other.Requests.NotifyPartiesNowAsync(other.Worker, number, default)).Error.ShouldBe(
            RequestError.NotFound
        );
    }

    [Fact]
    public async Task A_draft_that_is_not_confirmed_expires_after_thirty_days()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Northwind");
        var number = await bench.SubmitRequestAsync();
        bench.Clock.Advance(TimeSpan.FromDays(29.9));
        await bench.TimeoutJob.RunAsync(default);
        (await bench.LoadRequestAsync(number)).State.ShouldBe(RequestState.Submitted);

        bench.Clock.Advance(TimeSpan.FromDays(0.1));
        await bench.TimeoutJob.RunAsync(default);

        (await bench.LoadRequestAsync(number)).State.ShouldBe(RequestState.Expired);
        (await bench.Requests.ConfirmAsync(bench.Worker, number, bench.Proof, default)).Error.ShouldBe(
            RequestError.NotNow
        );
    }

    private static int NumberOf(string request) => int.Parse(request[^6..], CultureInfo.InvariantCulture);

    private Task<DeletionFixture> BenchAsync(string jurisdiction = "DE") =>
        new DeletionFixture(database).WithWorkerAsync(jurisdiction);

    public sealed class OnSqlite(SqliteDatabase database)
        : RequestServiceTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : RequestServiceTests(database),
            IClassFixture<PostgresDatabase>;
}
