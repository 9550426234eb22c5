using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.WorkerEmails;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Deletion.Casework.Messages;

/// <summary>
/// The messages about a request. They stay open after its end: a worker who disagrees must be able to say so.
/// </summary>
public sealed class RequestMessageService(
    IDbContextFactory<PortalDbContext> contexts,
    RequestEmails emails,
    IStringLocalizer<SharedResource> words,
    TimeProvider clock
)
{
    /// <summary>How many messages a worker can send about one request in 24 hours.</summary>
    public const int MaxPerDay = 20;

    /// <summary>
    /// The messages about one of the worker's requests, oldest first; none if it is another worker's, and only those
    /// since it was withheld if it is.
    /// </summary>
    public async Task<IReadOnlyList<RequestMessage>> FindForWorkerAsync(
        string workerId,
        string number,
        CancellationToken ct
    )
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var which = db.DeletionRequests.Where(r => r.Number == number && r.WorkerId == workerId);
        var all = db.RequestMessages.Where(m =>
            which.Any(r => r.Id == m.RequestId && (r.WithheldSince == null || m.SentAt >= r.WithheldSince))
        );
        return await ReadAsync(all, ct);
    }

    /// <summary>The same for the team.</summary>
    public async Task<IReadOnlyList<RequestMessage>> FindForStaffAsync(string number, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var which = db.DeletionRequests.Where(r => r.Number == number);
        return await ReadAsync(db.RequestMessages.Where(m => which.Any(r => r.Id == m.RequestId)), ct);
    }

    /// <summary>Sends a message from the worker to the team.</summary>
    public Task<Result<Guid, MessageError>> SendFromWorkerAsync(
        string workerId,
        string number,
        string? body,
        CancellationToken ct
    ) => SendFromWorkerAsync(workerId, number, MessageKind.Message, body, ct);

    /// <summary>The worker says that they lived elsewhere than the request assumes; the team decides.</summary>
    /// <param name="livedIn">Where and since when, in their words.</param>
    public Task<Result<Guid, MessageError>> DisputeResidenceAsync(
        string workerId,
        string number,
        string? livedIn,
        CancellationToken ct
    ) => SendFromWorkerAsync(workerId, number, MessageKind.ResidenceDispute, livedIn, ct);

    private async Task<Result<Guid, MessageError>> SendFromWorkerAsync(
        string workerId,
        string number,
        MessageKind kind,
        string? body,
        CancellationToken ct
    )
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var request = await db.DeletionRequests.SingleOrDefaultAsync(
            r => r.Number == number && r.WorkerId == workerId && r.ConfirmedAt != null,
            ct
        );
        if (request is null)
            return MessageError.NotFound;

        var dayAgo = clock.GetInstant().AddDays(-1);
        var sent = await db.RequestMessages.CountAsync(
            m => m.RequestId == request.Id && m.Author == ActorKind.Worker && m.SentAt > dayAgo,
            ct
        );
        if (sent >= MaxPerDay)
            return MessageError.TooMany;
        return await AddAsync(db, request, Actor.Worker, kind, body, ct);
    }

    /// <summary>Sends a message from an officer to the worker, who gets it by email and in their inbox.</summary>
    public async Task<Result<Guid, MessageError>> SendFromOfficerAsync(
        string number,
        string? body,
        Actor officer,
        CancellationToken ct
    )
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var request = await db.DeletionRequests.SingleOrDefaultAsync(
            r => r.Number == number && r.ConfirmedAt != null,
            ct
        );
        if (request is null)
            return MessageError.NotFound;
        return await AddAsync(db, request, officer, MessageKind.Message, body, ct);
    }

    /// <summary>The workers' messages that have no later message.</summary>
    internal static IQueryable<RequestMessage> QueryUnanswered(PortalDbContext db)
    {
        var all = db.RequestMessages;
        return all.Where(m =>
            m.Author == ActorKind.Worker && !all.Any(later => later.RequestId == m.RequestId && later.SentAt > m.SentAt)
        );
    }

    private async Task<Result<Guid, MessageError>> AddAsync(
        PortalDbContext db,
        DeletionRequest request,
        Actor by,
        MessageKind kind,
        string? body,
        CancellationToken ct
    )
    {
        if (string.IsNullOrWhiteSpace(body))
            return MessageError.Empty;
        if (body.Trim().Length > RequestMessage.MaxBodyLength)
            return MessageError.TooLong;

        var message = db
            .RequestMessages.Add(
                new()
                {
                    RequestId = request.Id,
                    Author = by.Kind,
                    OfficerName = by.Name,
                    Kind = kind,
                    Body = body.Trim(),
                    SentAt = clock.GetInstant(),
                }
            )
            .Entity;
        if (by.Kind is ActorKind.Officer)
        {
            var notice = await emails.ComposeAsync(
                db,
                request,
                _ =>
                    (
                        words["A message about your deletion request {0}", request.Number],
                        [
                            request.WithheldSince is null
                                ? message.Body
                                : words["You can read it on the page of the request."],
                        ]
                    ),
                ct
            );
            // Also while the request is withheld: it is how the worker learns what proves who they are.
            await db.Notices.SendToWorkerAsync(request.WorkerId, notice, message.SentAt, ct);
        }

        // A message adds a row and changes nothing of the request, so it needs no lock on it.
        db.PublishRequestChange(request.Number);
        await db.SaveChangesAsync(ct);
        return message.Id;
    }

    private static async Task<IReadOnlyList<RequestMessage>> ReadAsync(
        IQueryable<RequestMessage> which,
        CancellationToken ct
    ) => await which.AsNoTracking().OrderBy(m => m.SentAt).ThenBy(m => m.Id).ToListAsync(ct);
}
