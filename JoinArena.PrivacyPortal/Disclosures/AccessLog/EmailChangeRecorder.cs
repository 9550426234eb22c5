using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Workers;

namespace JoinArena.PrivacyPortal.Disclosures.AccessLog;

/// <summary>
/// Lists a change of the worker's email address in their access log: it decides who can view their data. The ledger's
/// records have no kind for it.
/// </summary>
internal sealed class EmailChangeRecorder : IWorkerEmailChangeParticipant
{
    public Task OnEmailChangedAsync(PortalDbContext db, WorkerEmailChange change, CancellationToken ct)
    {
        db.AccessLogEntries.Add(
            new()
            {
                WorkerId = change.Worker.Id,
                At = change.At,
                Target = AccessTarget.EmailChanged,
                Role = AccessLogEntry.PlatformRole,
                StaffName = "",
            }
        );
        db.PublishChange(AccessLogService.GetChangeSubject(change.Worker.Id));
        return Task.CompletedTask;
    }
}
