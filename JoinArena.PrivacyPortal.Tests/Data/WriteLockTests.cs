using JoinArena.PrivacyPortal.Data;

namespace JoinArena.PrivacyPortal.Tests.Data;

public sealed class WriteLockTests
{
    [Fact]
    public async Task Writers_are_let_in_one_at_a_time_and_in_the_order_they_came()
    {
        using var writeLock = new WriteLock(isOpen: false);
        var order = new List<int>();
        var first = await writeLock.AcquireAsync(CancellationToken.None);
        var waiting = Enumerable
            .Range(1, 20)
            .Select(async n =>
            {
                using var turn = await writeLock.AcquireAsync(CancellationToken.None);
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
        using var writeLock = new WriteLock(isOpen: false);
        var turn = await writeLock.AcquireAsync(CancellationToken.None);
        turn!.Dispose();
        turn.Dispose();

        var next = await writeLock.AcquireAsync(CancellationToken.None);
        var third = writeLock.AcquireAsync(CancellationToken.None);

        third.IsCompleted.ShouldBeFalse();
        next!.Dispose();
        (await third)!.Dispose();
    }

    [Fact]
    public async Task An_open_lock_lets_all_writers_through_at_once()
    {
        using var writeLock = new WriteLock(isOpen: true);

        (await writeLock.AcquireAsync(CancellationToken.None)).ShouldBeNull();
        (await writeLock.AcquireAsync(CancellationToken.None)).ShouldBeNull();
    }
}
