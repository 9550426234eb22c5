using JoinArena.PrivacyPortal.Ledger.Log;
using JoinArena.PrivacyPortal.Ledger.Tree;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.Extensions.Time.Testing;

namespace JoinArena.PrivacyPortal.Tests.Ledger.Log;

/// <summary>One process at a time makes the log, whenever another one crashes.</summary>
public abstract class SequencerLeadershipTests(TestDatabase database)
{
    [Theory]
    [InlineData(LogStep.Numbered)]
    [InlineData(LogStep.Sequenced)]
    [InlineData(LogStep.Tiled)]
    [InlineData(LogStep.Integrated)]
    [InlineData(LogStep.Signed)]
    [InlineData(LogStep.Kept)]
    [InlineData(LogStep.Published)]
    public async Task The_next_process_continues_without_gap_or_fork_whenever_one_dies(LogStep at)
    {
        using var bench = await new LogFixture(database).ClearAsync();
        await bench.AppendAsync(300);
        await bench.StartProcess().RunAsync();
        var before = await bench.ReadCheckpointAsync();
        await bench.AppendAsync(700);
        bench.Clock.Advance(TimeSpan.FromMinutes(1));

        await Should.ThrowAsync<EndOfTheWorldException>(
            bench.StartProcess(step => step == at ? throw new EndOfTheWorldException() : Task.CompletedTask).RunAsync
        );
        await bench.AuditAsync(before);
        await bench.AppendAsync(10);
        bench.Clock.Advance(TimeSpan.FromMinutes(1));
        var next = bench.StartProcess();
        await next.RunAsync();

        next.Health.HaltReason.ShouldBeNull();
        (await bench.AuditAsync(before)).Size.ShouldBe(1010);
    }

    [Theory]
    [InlineData(LogStep.Sequenced)]
    [InlineData(LogStep.Integrated)]
    [InlineData(LogStep.Signed)]
    [InlineData(LogStep.Kept)]
    public async Task A_leader_that_slept_past_its_lease_cannot_fork_the_log(LogStep at)
    {
        // During its transactions a leader has the log's row locked, so no other process can overtake it there.
        using var bench = await new LogFixture(database).ClearAsync();
        await bench.AppendAsync(300);
        var slept = false;
        var sleeper = bench.StartProcess(async step =>
        {
            if (step != at || slept)
                return;
            slept = true;
            bench.Clock.Advance(TimeSpan.FromMinutes(1));
            await bench.AppendAsync(50);
            await bench.StartProcess().RunAsync();
        });

        await sleeper.RunAsync();

        slept.ShouldBeTrue();
        // The checkpoint that the other process signed is not replaced by the older one of the process that slept.
        if (at is LogStep.Signed)
            Checkpoint.Open(bench.LastCheckpoint.Read()!, bench.Key.Verifier).Value!.Size.ShouldBe(350);
        bench.Clock.Advance(TimeSpan.FromMinutes(1));
        await bench.StartProcess().RunAsync();
        sleeper.Health.HaltReason.ShouldBeNull();
        (await bench.AuditAsync()).Size.ShouldBe(350);
    }

    [Fact]
    public async Task Many_processes_at_once_make_one_log()
    {
        using var bench = await new LogFixture(database).ClearAsync();
        var processes = Enumerable.Range(0, 4).Select(_ => bench.StartProcess()).ToList();
        await Task.WhenAll(
            processes.Select(
                (process, n) =>
                    Task.Run(async () =>
                    {
                        for (var round = 0; round < 5; round++)
                        {
                            await bench.AppendAsync(20 + n);
                            bench.Clock.Advance(TimeSpan.FromSeconds(3));
                            await process.RunAsync();
                        }
                    })
            )
        );
        bench.Clock.Advance(TimeSpan.FromMinutes(1));
        await processes[0].RunAsync();

        (await bench.AuditAsync()).Size.ShouldBe(5 * (20 + 21 + 22 + 23));
    }

    [Fact]
    public async Task Only_one_process_leads_until_it_leaves_or_its_lease_expires()
    {
        using var bench = await new LogFixture(database).ClearAsync();
        var first = bench.StartProcess().Lease;
        var second = bench.StartProcess().Lease;

        var fence = await first.AcquireAsync(CancellationToken.None);
        fence.ShouldNotBeNull();
        (await first.AcquireAsync(CancellationToken.None)).ShouldBe(fence);
        (await second.AcquireAsync(CancellationToken.None)).ShouldBeNull();
        await first.ReleaseAsync(CancellationToken.None);
        (await second.AcquireAsync(CancellationToken.None)).ShouldBe(fence + 1);
        (await first.AcquireAsync(CancellationToken.None)).ShouldBeNull();
        bench.Clock.Advance(TimeSpan.FromMinutes(1));
        (await first.AcquireAsync(CancellationToken.None)).ShouldBe(fence + 2);
    }

    [Fact]
    public async Task A_clock_set_back_an_hour_does_not_make_the_next_process_wait_for_an_hour()
    {
        using var bench = await new LogFixture(database).ClearAsync();
        (await bench.StartProcess().Lease.AcquireAsync(CancellationToken.None)).ShouldNotBeNull();

        bench.Clock.AdjustTime(bench.Clock.GetUtcNow() - TimeSpan.FromHours(1));

        (await bench.StartProcess().Lease.AcquireAsync(CancellationToken.None)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Nodes_whose_clocks_differ_by_an_hour_make_one_log()
    {
        using var bench = await new LogFixture(database).ClearAsync();
        var ahead = new FakeTimeProvider(bench.Clock.GetUtcNow() + TimeSpan.FromHours(1));
        var nodes = new[] { bench.StartProcess(), bench.StartProcess(clock: ahead) };

        for (var round = 0; round < 5; round++)
        {
            await bench.AppendAsync(20);
            await Task.WhenAll(nodes.Select(node => Task.Run(node.RunAsync)));
            bench.Clock.Advance(TimeSpan.FromSeconds(3));
            ahead.Advance(TimeSpan.FromSeconds(3));
        }

        await nodes[0].RunAsync();

        nodes.ShouldAllBe(node => node.Health.HaltReason == null);
        (await bench.AuditAsync()).Size.ShouldBe(5 * 20);
    }

    private sealed class EndOfTheWorldException : Exception;

    public sealed class OnSqlite(SqliteDatabase database)
        : SequencerLeadershipTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : SequencerLeadershipTests(database),
            IClassFixture<PostgresDatabase>;
}
