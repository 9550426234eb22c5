using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Ledger.Log.Publishing;

namespace JoinArena.PrivacyPortal.Tests.Ledger;

/// <summary>What an operator's alert sees of a log that has stopped.</summary>
public sealed class LedgerMetricsTests
{
    [Fact]
    public async Task A_log_that_has_stopped_is_measured_under_its_reason_until_it_works_again()
    {
        var health = new LogHealth();

        (await ReadHaltedAsync(health)).ShouldBeEmpty();
        health.Halt(HaltReason.RolledBack, "An old backup was restored.");
        (await ReadHaltedAsync(health)).ShouldBe(["rolled-back"]);
        health.Resume();
        (await ReadHaltedAsync(health)).ShouldBeEmpty();
    }

    private static async Task<IReadOnlyList<string>> ReadHaltedAsync(LogHealth health)
    {
        var measured = await LedgerMetrics.CreateHaltedGauge(health).ReadAsync(null!, default, default);
        measured.Count.ShouldBe(Enum.GetValues<HaltReason>().Length, "a line that ends looks like a fault");
        return [.. measured.Where(m => m.Value == 1).Select(m => (string)m.Tags[0].Value!)];
    }
}
