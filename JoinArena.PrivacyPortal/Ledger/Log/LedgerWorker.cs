using JoinArena.PrivacyPortal.Ledger.Log.Publishing;

namespace JoinArena.PrivacyPortal.Ledger.Log;

/// <summary>Runs the sequencer four times a second, and without a pause while there is more to do.</summary>
internal sealed class LedgerWorker(
    FreshNodeGuard guard,
    Sequencer sequencer,
    LeaderLease lease,
    ILogger<LedgerWorker> log
) : BackgroundService
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan s_pauseAfterFault = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            if (await RunRoundAsync(stoppingToken) is { } pause)
                await Task.Delay(pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await lease.ReleaseAsync(CancellationToken.None);
    }

    private async Task<TimeSpan?> RunRoundAsync(CancellationToken ct)
    {
        try
        {
            return await guard.MayGoOnAsync(ct) && await sequencer.RunRoundAsync(ct) ? null : s_interval;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return TimeSpan.Zero;
        }
        catch (Exception fault)
        {
            log.LogError(fault, "The ledger could not process its entries; the next round tries again.");
            return s_pauseAfterFault;
        }
    }
}
