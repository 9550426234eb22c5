using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Workers;

namespace JoinArena.PrivacyPortal.Notifications;

/// <summary>Sends notices within the caller's unit of work: they are sent if, and only if, it is committed.</summary>
public readonly struct Notices(PortalDbContext db)
{
    /// <summary>
    /// Adds the notice to the worker's inbox and sends it by email to the address JoinArena has registered.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is no such worker.</exception>
    public async Task SendToWorkerAsync(string workerId, Notice notice, DateTimeOffset now, CancellationToken ct) =>
        SendToWorker(await FindWorkerAsync(workerId, ct), notice, now);

    /// <inheritdoc cref="SendToWorkerAsync"/>
    public void SendToWorker(Worker worker, Notice notice, DateTimeOffset now)
    {
        SendToInbox(worker, notice, now);
        SendToAddress(worker.Email, worker.Name, notice, now);
    }

    /// <inheritdoc cref="SendToInbox"/>
    /// <exception cref="InvalidOperationException">There is no such worker.</exception>
    public async Task SendToInboxAsync(string workerId, Notice notice, DateTimeOffset now, CancellationToken ct) =>
        SendToInbox(await FindWorkerAsync(workerId, ct), notice, now);

    /// <summary>Adds the notice to the worker's inbox only: for what can wait until the worker's next visit.</summary>
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
                Language = notice.Language,
            }
        );
        db.PublishChange(Inbox.GetChangeSubject(worker.Id));
    }

    /// <summary>
    /// Sends the notice by email only: for a person who has no inbox here. Nothing of it is kept after it is sent.
    /// </summary>
    /// <param name="email">The recipient's address.</param>
    /// <param name="name">The recipient's name; null if it is not known.</param>
    /// <param name="notice">The subject and the text.</param>
    /// <param name="now">The instant of the use case.</param>
    public void SendToAddress(string email, string? name, Notice notice, DateTimeOffset now) =>
        db.Enqueue(MailHandler.KindName, Mail.FromNotice(email, name, notice), now, about: notice.About);

    private async Task<Worker> FindWorkerAsync(string id, CancellationToken ct) =>
        await db.Workers.FindAsync([id], ct)
        ?? throw new InvalidOperationException("No worker with this id is registered.");
}

/// <summary>Offers notices on the context.</summary>
public static class NoticeExtensions
{
    extension(PortalDbContext db)
    {
        /// <summary>Sends notices within this unit of work.</summary>
        public Notices Notices => new(db);
    }
}
