namespace JoinArena.PrivacyPortal.Data.BackgroundJobs;

/// <summary>
/// Finds due work in the portal's own tables and does it. The scheduler only starts it, so a missed or repeated start
/// neither loses nor repeats work.
/// </summary>
public interface IBackgroundJob
{
    /// <summary>Does all work that is due now. It may run on several nodes at once.</summary>
    Task RunAsync(CancellationToken ct);
}
