using JoinArena.PrivacyPortal.Data;

namespace JoinArena.PrivacyPortal.Tests.Data;

public sealed class WriteLockTests
{
    [Fact]
    public async Task Writers_are_let_in_one_at_a_time_and_in_the_order_they_came()
    {
        using var gate = new WriteLock(isOpen: false);
        var order = new List<int>();
        var first = await gate.AcquireAsync(CancellationToken.None);
        var waiting = Enumerable
            .Range(1, 20)
            .Select(async n =>
            {
                using var turn = await gate.AcquireAsync(CancellationToken.None);
                order.Add(n);
            })
            .ToList();

        order.ShouldBeEmpty();
        first!.Dispose();
        await Task.WhenAll(waiting);

        order.ShouldBe(Enumerable.Range(1, 20));
    }

    [Fact]
    public async Task A_turn_given_back_twice_lets_in_one_writer_only()
    {
        using var gate = new WriteLock(isOpen: false);
        var turn = await gate.AcquireAsync(CancellationToken.None);
        turn!.Dispose();
        turn.Dispose();

        var next = await gate.AcquireAsync(CancellationToken.None);
        var third = gate.AcquireAsync(CancellationToken.None);

        third.IsCompleted.ShouldBeFalse();
        next!.Dispose();
        (await third)!.Dispose();
    }

    [Fact]
    public async Task An_open_gate_holds_nobody_up()
    {
        using var gate = new WriteLock(isOpen: true);

        (await gate.AcquireAsync(CancellationToken.None)).ShouldBeNull();
        (await gate.AcquireAsync(CancellationToken.None)).ShouldBeNull();
    }
}
