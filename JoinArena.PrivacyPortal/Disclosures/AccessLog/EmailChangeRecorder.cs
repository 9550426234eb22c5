using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Workers;

namespace JoinArena.PrivacyPortal.Disclosures.AccessLog;

/// <summary>
/// Records a change of the worker's email address in the ledger, and lists it in their access log: it decides who can
/// view their data.
/// </summary>
internal sealed class EmailChangeRecorder : IWorkerEmailChangeParticipant
{
    public async Task OnEmailChangedAsync(PortalDbContext db, WorkerEmailChange change, CancellationToken ct)
    {
        var worker = change.Worker;
        var listed = db
            .AccessLogEntries.Add(
                new()
                {
                    WorkerId = worker.Id,
                    At = change.At,
                    Target = AccessTarget.EmailChanged,
                    Role = AccessLogEntry.PlatformRole,
                    StaffName = "",
                }
            )
            .Entity;
        await db.Ledger.AppendAsync(
            new EmailChangeRecorded(worker.Id, change.At, listed.Id, worker.Email),
            listed.Id,
            ct
        );
        db.PublishChange(AccessLogService.GetChangeSubject(worker.Id));
    }
}
