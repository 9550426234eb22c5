using JoinArena.PrivacyPortal.Deletion.Intake;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;
using JoinArena.PrivacyPortal.Deletion.Requests.Receipt;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Tests.Deletion.Casework;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Intake;

/// <summary>Requests that reach JoinArena by phone, letter, an agent or an employer, on both databases.</summary>
public abstract class RequestIntakeTests(TestDatabase database)
{
    private static readonly IntakeOrigin s_officer = new(DeletionFixture.Officer, []);

    [Fact]
    public async Task A_request_by_phone_counts_from_the_day_of_the_call_and_the_worker_can_take_it_back()
    {
        var bench = await BenchAsync();
        var received = Received(bench, RequestChannel.Phone) with { Proof = "She named both interviews." };

        var entered = (await bench.Intake.EnterAsync(received, s_officer, default)).Value!;

        var request = await bench.LoadRequestAsync(entered.Request.Number);
        request.State.ShouldBe(RequestState.Confirmed);
        request.Channel.ShouldBe(RequestChannel.Phone);
        request.CountsFrom.ShouldBe(received.ReceivedAt);
        request.DueBy.ShouldBe(new DateOnly(2026, 12, 14), "one month after the call, not after the entry");
        request.IsIdentityAwaited.ShouldBeFalse();
        request.CoolingOffEnds.ShouldBe(bench.Clock.GetUtcNow().AddDays(1));
        var told = await bench.ReadInboxTextAsync();
        told.ShouldContain("It reached us by phone on 14 November 2026.");
        told.ShouldContain("If you did not ask for this, withdraw it");
        (await bench.ReadLedgerKindsAsync()).ShouldBe(["deletion-entered"]);

        (await bench.Requests.WithdrawAsync(bench.Worker, request.Number, default)).IsSuccess.ShouldBeTrue();
        (await bench.LoadRequestAsync(request.Number)).State.ShouldBe(RequestState.Withdrawn);
    }

    [Fact]
    public async Task Who_can_sign_in_since_the_email_address_was_changed_does_not_confirm_it_by_that()
    {
        var bench = await BenchAsync();
        var proven = Received(bench, RequestChannel.Phone) with { Proof = "They knew their last interview." };
        var number = (await bench.Intake.EnterAsync(proven, s_officer, default)).Value!.Request.Number;
        bench.Clock.Advance(TimeSpan.FromHours(1));
        await IdentityRecheckTests.MoveAsync(bench, "second");

        var request = await bench.LoadRequestAsync(number);
        (request.IsIdentityAwaited, request.CanConfirmAsOwn).ShouldBe((true, false));
        (await bench.Intake.ConfirmAsOwnAsync(bench.Worker, number, bench.Proof, default)).Error.ShouldBe(
            RequestError.NotNow
        );
        (await bench.LoadRequestAsync(number)).IsIdentityAwaited.ShouldBeTrue();
    }

    [Theory]
    [InlineData(RequestChannel.Mail)]
    [InlineData(RequestChannel.Agent)]
    public async Task Without_proof_and_for_an_agent_no_party_is_notified_before_the_worker_has_confirmed_it(
        RequestChannel channel
    )
    {
        var bench = await BenchAsync();
        var received = Received(bench, channel);
        if (channel is RequestChannel.Agent)
            received = received with { Agent = "Data Rights Now", Proof = "Permission signed on 2 November 2026." };

        var number = (await bench.Intake.EnterAsync(received, s_officer, default)).Value!.Request.Number;
        bench.Clock.Advance(TimeSpan.FromDays(3));
        await bench.TimeoutJob.RunAsync(default);
        (await bench.LoadRequestAsync(number)).CanConfirmAsOwn.ShouldBeTrue();

        (await bench.Intake.ConfirmAsOwnAsync("w-other", number, bench.Proof, default)).Error.ShouldBe(
            RequestError.NotFound
        );
        var stale = new StepUpProof(bench.Clock.GetUtcNow().AddHours(-1));
        (await bench.Intake.ConfirmAsOwnAsync(bench.Worker, number, stale, default)).Error.ShouldBe(
            RequestError.ConfirmItIsYou
        );
        (await bench.Intake.ConfirmAsOwnAsync(bench.Worker, number, bench.Proof, default)).IsSuccess.ShouldBeTrue();
        await bench.TimeoutJob.RunAsync(default);

        (await bench.LoadRequestAsync(number)).State.ShouldBe(RequestState.InProgress);
        (await bench.ReadLedgerKindsAsync()).ShouldBe([
            "deletion-entered",
            "deletion-started",
            "identity-asked",
            "identity-proven",
        ]);
    }

    [Fact]
    public async Task The_same_request_counts_once_and_a_key_of_another_request_is_refused()
    {
        var bench = await BenchAsync();
        var received = Received(bench, RequestChannel.Support);
        var keyed = s_officer with { IdempotencyKey = $"k-{Guid.NewGuid():N}" };
        var first = (await bench.Intake.EnterAsync(received, keyed, default)).Value!;

        var again = await Task.WhenAll(
            bench.Intake.EnterAsync(received, keyed, default),
            bench.Intake.EnterAsync(received, s_officer, default)
        );
        var other = received with { Scope = DeletionScope.OfInterview("int-9") };

        first.IsNew.ShouldBeTrue();
        again.ShouldAllBe(r => !r.Value!.IsNew && r.Value.Request.Number == first.Request.Number);
        (await bench.Intake.EnterAsync(other, keyed, default)).Error.ShouldBe(IntakeError.KeyReused);
        (await bench.Requests.WithdrawAsync(bench.Worker, first.Request.Number, default)).IsSuccess.ShouldBeTrue();
    }

    [Fact]
    public async Task A_partys_key_reaches_only_workers_whose_data_it_holds_and_its_word_is_no_proof()
    {
        var bench = await BenchAsync();
        var holder = await bench.AddHoldingPartyAsync("Employer");
        var received = Received(bench, RequestChannel.Employer) with { Proof = "He wrote to our office." };

        var stranger = await bench.Intake.EnterAsync(received, OfParty("p-stranger"), default);
        var entered = await bench.Intake.EnterAsync(received, OfParty(holder), default);

        stranger.Error.ShouldBe(IntakeError.UnknownWorker);
        entered.Value!.Request.IsIdentityAwaited.ShouldBeTrue();
        entered.Value.Request.Proof.ShouldBe("He wrote to our office.");
    }

    public static TheoryData<IntakeError, RequestChannel, int, string?, string?> Wrong =>
        new()
        {
            { IntakeError.ChannelNotEntered, RequestChannel.Portal, 1, null, null },
            { IntakeError.ReceivedInFuture, RequestChannel.Mail, -1, null, null },
            { IntakeError.ReceivedTooEarly, RequestChannel.Mail, 1200, null, null },
            { IntakeError.AgentMisplaced, RequestChannel.Agent, 1, null, "Signed." },
            { IntakeError.AgentMisplaced, RequestChannel.Phone, 1, "Data Rights Now", null },
            { IntakeError.PermissionNeeded, RequestChannel.Agent, 1, "Data Rights Now", null },
            { IntakeError.TooLong, RequestChannel.Mail, 1, null, new string('x', 1001) },
        };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_is_wrong_is_named_and_nothing_is_entered(
        IntakeError error,
        RequestChannel channel,
        int daysAgo,
        string? agent,
        string? proof
    )
    {
        var bench = await BenchAsync();
        var received = Received(bench, channel) with
        {
            ReceivedAt = bench.Clock.GetUtcNow().AddDays(-daysAgo),
            Agent = agent,
            Proof = proof,
        };

        (await bench.Intake.EnterAsync(received, s_officer, default)).Error.ShouldBe(error);
        (await bench.ReadLedgerKindsAsync()).ShouldBeEmpty();
    }

    private static IntakeOrigin OfParty(string id) => new(Actor.Party("acme"), [id]);

    private static ReceivedRequest Received(DeletionFixture bench, RequestChannel channel) =>
        new(bench.Worker, channel, bench.Clock.GetUtcNow().AddDays(-10), DeletionScope.Everything);

    private async Task<DeletionFixture> BenchAsync()
    {
        var bench = await new DeletionFixture(database).WithWorkerAsync();
        await bench.AddHoldingPartyAsync("Northwind");
        return bench;
    }

    public sealed class OnSqlite(SqliteDatabase database) : RequestIntakeTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : RequestIntakeTests(database),
            IClassFixture<PostgresDatabase>;
}
