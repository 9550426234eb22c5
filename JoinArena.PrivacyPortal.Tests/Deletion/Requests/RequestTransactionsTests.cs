using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Requests;

/// <summary>
/// One request changed from two connections at once, as by two nodes, on both databases: neither change is lost.
/// </summary>
public abstract class RequestTransactionsTests(TestDatabase database)
{
    private const string Owner = "officer@example.com";

    // Long enough for the second change to overtake the first if nothing holds it back.
    private static readonly TimeSpan s_headStart = TimeSpan.FromMilliseconds(300);

    [Fact]
    public async Task The_second_of_two_changes_waits_for_the_first_and_sees_it()
    {
        var bench = await BenchAsync();
        var number = await bench.CreateConfirmedRequestAsync();
        string? seen = "nothing was loaded";

        await AssignOnOtherNodeWhileAsync(
            number,
            () =>
                new RequestTransactions(bench.Contexts).RunAsync(
                    async transaction =>
                    {
                        var request = await transaction.LoadAsync(r => r.Number == number, default);
                        seen = request!.Owner;
                        request.MarkTeamAlerted(
                            DeadlineStage.WithinWeek,
                            request.DueBy!.Value,
                            bench.Clock.GetUtcNow()
                        );
                        await transaction.CommitAsync(default);
                        return true;
                    },
                    default
                )
        );

        seen.ShouldBe(Owner);
        var request = await bench.LoadRequestAsync(number);
        request.Owner.ShouldBe(Owner);
        request.AlertedStage.ShouldBe(DeadlineStage.WithinWeek);
        request
            .Events.Select(e => e.Kind)
            .ShouldBe([RequestEventKind.Confirmed, RequestEventKind.Assigned, RequestEventKind.TeamReminded]);
    }

    [Fact]
    public async Task A_withdrawal_by_the_worker_and_a_change_by_an_officer_are_both_kept()
    {
        var bench = await BenchAsync();
        var number = await bench.CreateConfirmedRequestAsync();

        await AssignOnOtherNodeWhileAsync(number, () => bench.Requests.WithdrawAsync(bench.Worker, number, default));

        var request = await bench.LoadRequestAsync(number);
        (request.Owner, request.State).ShouldBe((Owner, RequestState.Withdrawn));
    }

    [Fact]
    public async Task The_end_of_the_cooling_off_time_and_a_change_by_an_officer_are_both_kept()
    {
        var bench = await BenchAsync();
        var number = await bench.CreateConfirmedRequestAsync();
        bench.Clock.Advance(TimeSpan.FromDays(1));

        await AssignOnOtherNodeWhileAsync(number, () => bench.TimeoutJob.RunAsync(default));

        var request = await bench.LoadRequestAsync(number);
        (request.Owner, request.State, request.Tasks.Count).ShouldBe((Owner, RequestState.InProgress, 1));
    }

    [Fact]
    public async Task A_legal_hold_that_is_placed_or_lifted_and_a_change_by_an_officer_are_both_kept()
    {
        var bench = await BenchAsync();
        var number = await bench.CreateConfirmedRequestAsync();

        var placing = bench.Holds.PlaceAsync;
        var hold = Guid.Empty;
        await AssignOnOtherNodeWhileAsync(
            number,
            async () =>
                hold = (
                    await placing(
                        number,
                        new(null, "29 CFR 1602.14", "A charge is open."),
                        DeletionFixture.Officer,
                        default
                    )
                ).Value
        );
        (await bench.Holds.FindActiveAsync(number, default)).ShouldHaveSingleItem().Id.ShouldBe(hold);
        (await bench.LoadRequestAsync(number)).Owner.ShouldBe(Owner);

        await AssignOnOtherNodeWhileAsync(
            number,
            () => bench.Holds.LiftAsync(number, hold, DeletionFixture.Officer, default)
        );
        (await bench.Holds.FindActiveAsync(number, default)).ShouldBeEmpty();
        (await bench.LoadRequestAsync(number)).Events.Count(e => e.Kind is RequestEventKind.Assigned).ShouldBe(2);
    }

    [Fact]
    public async Task A_draft_that_is_confirmed_while_its_scope_is_changed_is_left_as_it_was_confirmed()
    {
        var bench = await BenchAsync();
        var number = await bench.SubmitRequestAsync();
        var first = bench.Requests.ConfirmAsync(bench.Worker, number, bench.Proof, default);
        var second = Task.Run(() =>
            bench.Requests.SubmitAsync(bench.Worker, DeletionScope.Everything, "Changed my mind", default)
        );
        await Task.WhenAll(first, second);

        var confirmed = await bench.LoadRequestAsync(number);
        confirmed.State.ShouldBe(RequestState.Confirmed);
        var changed = await bench.LoadRequestAsync((await second).Value!);
        // Either the change came first, and that is what was confirmed, or it opened a draft of its own.
        (changed.Number == number ? confirmed.Reason : changed.Reason).ShouldBe("Changed my mind");
    }

    /// <summary>Assigns the request on another node, whose transaction is open while the other change begins.</summary>
    private async Task AssignOnOtherNodeWhileAsync(string number, Func<Task> otherChange)
    {
        Task? other = null;
        await new RequestTransactions(database.CreateOtherNode()).RunAsync(
            async transaction =>
            {
                var request = await transaction.LoadAsync(r => r.Number == number, default);
                other ??= Task.Run(otherChange);
                await Task.WhenAny(other, Task.Delay(s_headStart));
                other.IsCompleted.ShouldBeFalse();
                request!.Assign(Owner, DeletionFixture.Officer, request.ConfirmedAt!.Value);
                await transaction.CommitAsync(default);
                return true;
            },
            default
        );
        await other!;
    }

    private async Task<DeletionFixture> BenchAsync()
    {
        var bench = await new DeletionFixture(database).WithWorkerAsync();
        await bench.AddHoldingPartyAsync("Northwind");
        return bench;
    }

    public sealed class OnSqlite(SqliteDatabase database)
        : RequestTransactionsTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : RequestTransactionsTests(database),
            IClassFixture<PostgresDatabase>;
}
