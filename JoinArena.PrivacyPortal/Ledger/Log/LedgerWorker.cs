namespace JoinArena.PrivacyPortal.Ledger.Log;

/// <summary>Has the sequencer look for entries four times a second, and more often while there is more to do.</summary>
internal sealed class LedgerWorker(Sequencer sequencer, LeaderLease lead, ILogger<LedgerWorker> log) : BackgroundService
{
    private static readonly TimeSpan s_batch = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan s_afterFault = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            if (await RoundAsync(stoppingToken) is { } pause)
                await Task.Delay(pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await lead.ReleaseAsync(CancellationToken.None);
    }

    private async Task<TimeSpan?> RoundAsync(CancellationToken ct)
    {
        try
        {
            return await sequencer.RunRoundAsync(ct) ? null : s_batch;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return TimeSpan.Zero;
        }
        catch (Exception fault)
        {
            log.LogError(fault, "The ledger could not be taken further; it is tried again.");
            return s_afterFault;
        }
    }
}
