using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Requests.WorkerEmails;

/// <summary>
/// Emails the answers of a day to the worker. Each try writes the email again, so that it is never older than what the
/// worker has been told since. Sends nothing if there is nothing left to tell.
/// </summary>
internal sealed class AnswerDigestHandler(
    IDbContextFactory<PortalDbContext> contexts,
    RequestEmails emails,
    MailSender mail
) : IOutboxHandler
{
    public string Kind => AnswerDigest.KindName;

    public async Task HandleAsync(Guid job, string payload, CancellationToken ct)
    {
        var digest = AnswerDigest.Parse(payload);
        await using var db = await contexts.CreateDbContextAsync(ct);
        // The address before the request: where the address is changed in between, the request is withheld.
        var requests = db.DeletionRequests.Where(r => r.Id == digest.Request);
        var worker = await db
            .Workers.AsNoTracking()
            .SingleOrDefaultAsync(w => requests.Any(r => r.WorkerId == w.Id), ct);
        var request = await requests.AsNoTracking().Include(r => r.Tasks).SingleOrDefaultAsync(ct);
        if (worker is null || request is null)
            return;
        if (await emails.ComposeDigestAsync(db, request, digest.First, ct) is { } notice)
            await mail.SendAsync(job, worker, notice, ct);
    }
}
