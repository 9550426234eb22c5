using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.BackgroundJobs;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.WorkerEmails;
using JoinArena.PrivacyPortal.Jurisdictions;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Erasure.FollowUp;

/// <summary>
/// Follows up on tasks after their parties have been notified. Each step finds what is due in the tasks themselves, so
/// that a run that is missed loses nothing.
/// </summary>
public sealed class ErasureFollowUpJob : IBackgroundJob
{
    private readonly TimeProvider _clock;
    private readonly IFollowUpStep[] _steps;

    public ErasureFollowUpJob(
        IDbContextFactory<PortalDbContext> contexts,
        RequestTransactions requests,
        RequestProgressService progress,
        RequestEmails emails,
        DeadlineRules rules,
        TimeProvider clock,
        SetAsideRows setAside
    )
    {
        _clock = clock;
        var tasks = new DueTaskRunner(contexts, requests, clock, setAside);
        _steps =
        [
            new RetentionEndStep(tasks, emails, rules),
            new FollowedTaskStep(tasks, progress),
            new OverdueStep(tasks),
            new ReminderStep(tasks),
        ];
    }

    public async Task RunAsync(CancellationToken ct)
    {
        var now = _clock.GetInstant();
        foreach (var step in _steps)
            await step.RunAsync(now, ct);
    }
}
