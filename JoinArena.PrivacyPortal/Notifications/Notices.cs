using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Workers;

namespace JoinArena.PrivacyPortal.Notifications;

/// <summary>Tells people things inside the caller's unit of work: told exactly if the rest is committed.</summary>
public readonly struct Notices(PortalDbContext db)
{
    /// <summary>Puts it in the worker's inbox and mails it to their announced address.</summary>
    /// <exception cref="InvalidOperationException">There is no such worker.</exception>
    public async Task SendToWorkerAsync(string workerId, Notice notice, DateTimeOffset now, CancellationToken ct) =>
        SendToWorker(
            await db.Workers.FindAsync([workerId], ct)
                ?? throw new InvalidOperationException("Only a worker who has been announced can be told."),
            notice,
            now
        );

    /// <inheritdoc cref="SendToWorkerAsync"/>
    public void SendToWorker(Worker worker, Notice notice, DateTimeOffset now)
    {
        SendToInbox(worker, notice, now);
        SendToAddress(worker.Email, worker.Name, notice, now);
    }

    /// <summary>Puts it in the worker's inbox alone: for what can wait until they come by.</summary>
    public void SendToInbox(Worker worker, Notice notice, DateTimeOffset now)
    {
        db.InboxMessages.Add(
            new InboxMessage
            {
                WorkerId = worker.Id,
                At = now,
                Subject = notice.Subject,
                Body = [.. notice.Paragraphs],
                Path = notice.Path,
            }
        );
        db.PublishChange(Inbox.GetChangeSubject(worker.Id));
    }

    /// <summary>Mails it, and leaves no trace once it is sent: for somebody who has no inbox here.</summary>
    /// <param name="email">Where to.</param>
    /// <param name="name">Whose address it is; null when not known.</param>
    /// <param name="notice">What to say.</param>
    /// <param name="now">The instant of the use case.</param>
    public void SendToAddress(string email, string? name, Notice notice, DateTimeOffset now) =>
        db.Enqueue(
            MailHandler.KindName,
            new Mail(email, name, notice.Subject, notice.Paragraphs, notice.Path)
            {
                Attachments = notice.Attachments,
                Unsubscribe = notice.Unsubscribe,
            },
            now,
            about: notice.About
        );
}

/// <summary>The notices as the slices see them.</summary>
public static class NoticeExtensions
{
    extension(PortalDbContext db)
    {
        /// <summary>Tells people things, within this unit of work.</summary>
        public Notices Notices => new(db);
    }
}
