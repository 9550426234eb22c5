using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Account;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Deletion.Casework.Decisions;
using JoinArena.PrivacyPortal.Deletion.Casework.Messages;
using JoinArena.PrivacyPortal.Deletion.Casework.Queue;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Casework;

/// <summary>Reads what only the team sees of a request.</summary>
public sealed class CaseworkQueries(IDbContextFactory<PortalDbContext> contexts, DecisionEmails emails)
{
    /// <summary>The details of a confirmed request; null if there is none with that number.</summary>
    public async Task<CaseworkDetails?> FindAsync(string number, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var request = await db
            .DeletionRequests.AsNoTracking()
            .SingleOrDefaultAsync(r => r.Number == number && r.ConfirmedAt != null, ct);
        if (request is null)
            return null;
        return new(
            request.Owner,
            await db.GetAddressesAsync([Roles.Officer], ct),
            await db
                .RequestNotes.AsNoTracking()
                .Where(n => n.RequestId == request.Id)
                .OrderBy(n => n.WrittenAt)
                .ThenBy(n => n.Id)
                .ToListAsync(ct),
            !await (await QueryUnacknowledgedAsync(db, ct)).AnyAsync(r => r.Id == request.Id, ct),
            request.CanRequestIdentityProof
        )
        {
            WorkerName = await db
                .Workers.Where(w => w.Id == request.WorkerId)
                .Select(w => w.Name)
                .SingleOrDefaultAsync(ct),
            IsUnanswered = await RequestQueue.QueryUnanswered(db).ContainsAsync(request.Id, ct),
            ProofAwaitedSince = request.ProofAwaitedSince,
            PossibleProofs = request.ProofAwaitedSince is { } since
                ? await FindPossibleProofsAsync(db, request.Id, since, ct)
                : [],
        };
    }

    /// <summary>The sign-ins of all officers, in alphabetical order.</summary>
    public async Task<IReadOnlyList<string>> ListOfficersAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.GetAddressesAsync([Roles.Officer], ct);
    }

    private static async Task<IReadOnlyList<RequestMessage>> FindPossibleProofsAsync(
        PortalDbContext db,
        Guid request,
        DateTimeOffset since,
        CancellationToken ct
    ) =>
        await db
            .RequestMessages.AsNoTracking()
            .Where(m => m.RequestId == request && m.Author == ActorKind.Worker && m.SentAt >= since)
            .OrderBy(m => m.SentAt)
            .ThenBy(m => m.Id)
            .ToListAsync(ct);

    /// <summary>The email that asks the worker to prove who they are; null if they cannot be asked.</summary>
    public async Task<Notice?> PreviewIdentityCheckAsync(string number, string reason, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var request = await db
            .DeletionRequests.AsNoTracking()
            .SingleOrDefaultAsync(r => r.Number == number && r.ConfirmedAt != null, ct);
        return request is { CanRequestIdentityProof: true }
            ? await emails.ComposeIdentityCheckAsync(db, request, reason, ct)
            : null;
    }

    /// <summary>
    /// Requests whose receipt must be confirmed by law, and about which no email has been handed over: each one still
    /// waits or was given up. Any email about a request confirms that we have received it.
    /// </summary>
    internal static async Task<IQueryable<DeletionRequest>> QueryUnacknowledgedAsync(
        PortalDbContext db,
        CancellationToken ct
    )
    {
        var mails = db.Outbox.Where(m =>
            m.Kind == MailHandler.KindName && m.About != null && m.About.StartsWith(RequestPaths.StaffPrefix)
        );
        // Two queries, so that each can use its own small index.
        var waiting = await mails
            .Where(m => m.DoneAt == null && m.GivenUpAt == null)
            .Select(m => m.About!)
            .Union(mails.Where(m => m.GivenUpAt != null).Select(m => m.About!))
            .ToListAsync(ct);
        var arrived =
            waiting.Count == 0
                ? []
                : await mails
                    .Where(m => m.DoneAt != null && waiting.Contains(m.About!))
                    .Select(m => m.About!)
                    .Distinct()
                    .ToListAsync(ct);
        var numbers = waiting
            .Except(arrived, StringComparer.Ordinal)
            .Select(about => about[RequestPaths.StaffPrefix.Length..])
            .ToList();
        return db.DeletionRequests.Where(r => r.AcknowledgeBy != null && numbers.Contains(r.Number));
    }
}
