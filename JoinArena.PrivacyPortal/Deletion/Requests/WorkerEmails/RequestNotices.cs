using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Notifications;

namespace JoinArena.PrivacyPortal.Deletion.Requests.WorkerEmails;

/// <summary>The one way by which an email about a request leaves at once.</summary>
internal static class RequestNotices
{
    extension(PortalDbContext db)
    {
        /// <summary>
        /// Sends an email about a request to the worker's address and inbox. Nothing is sent while the request is
        /// withheld: its page shows what happened once the worker has proved who they are.
        /// </summary>
        public Task SendAboutAsync(DeletionRequest request, Notice notice, DateTimeOffset now, CancellationToken ct) =>
            request.WithheldSince is null
                ? db.Notices.SendToWorkerAsync(request.WorkerId, notice, now, ct)
                : Task.CompletedTask;

        /// <summary>The same for the inbox only: the email comes later.</summary>
        public Task SendToInboxAboutAsync(
            DeletionRequest request,
            Notice notice,
            DateTimeOffset now,
            CancellationToken ct
        ) =>
            request.WithheldSince is null
                ? db.Notices.SendToInboxAsync(request.WorkerId, notice, now, ct)
                : Task.CompletedTask;
    }
}
