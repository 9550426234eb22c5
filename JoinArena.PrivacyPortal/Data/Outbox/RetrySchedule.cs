namespace JoinArena.PrivacyPortal.Data.Outbox;

/// <summary>
/// When a failed job is tried again: the schedule of Standard Webhooks 1.0.0, which suits email as well.
/// </summary>
public static class RetrySchedule
{
    private static readonly TimeSpan[] s_delays =
    [
        TimeSpan.FromSeconds(5),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(2),
        TimeSpan.FromHours(5),
        TimeSpan.FromHours(10),
        TimeSpan.FromHours(14),
        TimeSpan.FromHours(20),
        TimeSpan.FromHours(24),
    ];

    /// <summary>
    /// The longest that the whole schedule can last. A job that has only been postponed for this long is given up as
    /// well.
    /// </summary>
    public static TimeSpan TotalDuration { get; } = s_delays.Aggregate((a, b) => a + b) * 1.1;

    /// <summary>
    /// How long to wait after the given try has failed. The wait is up to a tenth longer than scheduled, so that many
    /// jobs do not become due at once. Null if the job is given up and a person must look at it.
    /// </summary>
    /// <param name="tries">How many tries have failed; at least 1.</param>
    /// <param name="jitter">How much longer to wait, from 0 to 1 (a tenth).</param>
    public static TimeSpan? GetDelay(int tries, double jitter) =>
        tries <= s_delays.Length ? s_delays[tries - 1] * (1 + (jitter / 10)) : null;
}
