namespace JoinArena.PrivacyPortal.Data.BackgroundJobs;

/// <summary>
/// Finds due work from our own tables and does it. The scheduler only wakes it, so a lost or doubled wake-up loses and
/// doubles nothing.
/// </summary>
public interface IBackgroundJob
{
    /// <summary>Does all that is due now; safe to run on several nodes at once.</summary>
    Task RunAsync(CancellationToken ct);
}
