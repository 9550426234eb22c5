namespace JoinArena.PrivacyPortal.Data.Outbox;

/// <summary>
/// When a failed job is tried again: the schedule of Standard Webhooks 1.0.0, which suits mail as well.
/// </summary>
public static class RetrySchedule
{
    private static readonly TimeSpan[] s_waits =
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
    /// The longest the whole schedule can last: whoever was only put off until then is a person's job as well.
    /// </summary>
    public static TimeSpan TotalDuration { get; } = s_waits.Aggregate((a, b) => a + b) * 1.1;

    /// <summary>
    /// How long to wait after the given try failed, up to a tenth longer so that many jobs do not come back at once;
    /// null when a person must look.
    /// </summary>
    /// <param name="tries">How many tries have failed, from 1.</param>
    /// <param name="jitter">From 0 to 1.</param>
    public static TimeSpan? GetDelay(int tries, double jitter) =>
        tries <= s_waits.Length ? s_waits[tries - 1] * (1 + (jitter / 10)) : null;
}
