using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Account;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Deletion.Casework.Decisions;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Notifications;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Casework;

/// <summary>What only the team sees of a request.</summary>
/// <param name="Owner">Who works on it.</param>
/// <param name="Officers">Whom it can be given to.</param>
/// <param name="Notes">What the team wrote down, oldest first.</param>
/// <param name="IsAcknowledgementSent">Whether the mail that confirms its receipt has been handed over.</param>
/// <param name="CanRequestIdentityProof">Whether the worker can be asked to prove who they are.</param>
public sealed record CaseworkDetails(
    string? Owner,
    IReadOnlyList<string> Officers,
    IReadOnlyList<RequestNote> Notes,
    bool IsAcknowledgementSent,
    bool CanRequestIdentityProof
);

/// <summary>Reads case files.</summary>
public sealed class CaseworkQueries(IDbContextFactory<PortalDbContext> contexts, DecisionEmails letters)
{
    /// <summary>The file of a confirmed request; null if there is none of that number.</summary>
    public async Task<CaseworkDetails?> FindAsync(string number, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (
            await db
                .DeletionRequests.AsNoTracking()
                .SingleOrDefaultAsync(r => r.Number == number && r.ConfirmedAt != null, ct)
            is not { } request
        )
        {
            return null;
        }

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
        );
    }

    /// <summary>The letter that asks the worker to prove who they are; null if it cannot be asked.</summary>
    public async Task<Notice?> PreviewIdentityCheckAsync(string number, string reason, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var request = await db
            .DeletionRequests.AsNoTracking()
            .SingleOrDefaultAsync(r => r.Number == number && r.ConfirmedAt != null, ct);
        return request is { CanRequestIdentityProof: true }
            ? await letters.ComposeIdentityCheckAsync(db, request, reason, ct)
            : null;
    }

    /// <summary>
    /// Requests whose law wants receipt confirmed, and of which no mail has reached the worker: all of them still wait,
    /// or were given up. Any letter about a request confirms that we have it.
    /// </summary>
    internal static async Task<IQueryable<DeletionRequest>> QueryUnacknowledgedAsync(
        PortalDbContext db,
        CancellationToken ct
    )
    {
        var mails = db.Outbox.Where(m =>
            m.Kind == MailHandler.KindName && m.About != null && m.About.StartsWith(RequestPaths.StaffPrefix)
        );
        // Apart, so that each is found by the small index it has.
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
