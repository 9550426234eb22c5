using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Erasure;
using JoinArena.PrivacyPortal.Ledger;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;

/// <summary>
/// Withdraws the earlier request in the transaction that confirms its replacement, so that one of the two is always in
/// effect, and never both.
/// </summary>
internal static class RequestReplacement
{
    /// <summary>Withdraws the earlier request.</summary>
    /// <returns>What was replaced; refused if a party has been notified in the meantime.</returns>
    public static async Task<Result<ReplacedRequest, RequestError>> ReplaceEarlierAsync(
        RequestTransaction transaction,
        DeletionRequest later,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        if (later.Link is not RequestLink.Replaces)
            return new ReplacedRequest(null, now);
        // A second lock without a deadlock: only confirming takes two, and a transaction that holds the earlier request
        // never waits for a draft.
        var earlier = await transaction.LoadAsync(r => r.Id == later.LinkedToId, ct);
        // Withdrawn by hand in the meantime: there is nothing to replace, and the worker gave up what it asked for.
        if (earlier is null or { State: RequestState.Withdrawn })
            return new ReplacedRequest(null, now);
        if (!earlier.CanWithdraw)
            return RequestError.AlreadyNotified;

        var db = transaction.Db;
        PartyNotificationQueue.EnqueueWithdrawals(db, earlier, earlier.Tasks, now);
        earlier.WithdrawInFavourOf(later, now);
        await db.Ledger.AppendAsync(
            new DeletionReplaced(later.WorkerId, now, earlier.Number, later.Number),
            earlier.FindLastEvent(RequestEventKind.Withdrawn).Id,
            ct
        );
        return new ReplacedRequest(earlier.Number, earlier.CountsFrom!.Value);
    }

    /// <summary>
    /// The date of receipt that a draft would get if it were confirmed now, as <see cref="ReplaceEarlierAsync"/> gives it.
    /// </summary>
    public static async Task<DateTimeOffset> FindReceiptAsync(
        PortalDbContext db,
        DeletionRequest draft,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        draft.Link is RequestLink.Replaces
            ? await db
                .DeletionRequests.Where(r => r.Id == draft.LinkedToId && r.State != RequestState.Withdrawn)
                .Select(r => r.ReceivedAt ?? r.ConfirmedAt)
                .SingleOrDefaultAsync(ct)
                ?? now
            : now;

    /// <summary>The requests linked to one, for its page.</summary>
    public static async Task<IReadOnlyList<LinkedRequest>> FindLinkedRequestsAsync(
        PortalDbContext db,
        DeletionRequest request,
        CancellationToken ct
    )
    {
        var later = await db
            .DeletionRequests.AsNoTracking()
            .Where(r => r.LinkedToId == request.Id && r.ConfirmedAt != null)
            .OrderBy(r => r.ConfirmedAt)
            .Select(r => new LinkedRequest(r.Number, r.Link!.Value, true, r.State))
            .ToListAsync(ct);
        if (request.LinkedToId is not { } earlier)
            return later;
        var first = await db
            .DeletionRequests.AsNoTracking()
            .Where(r => r.Id == earlier)
            .Select(r => new { r.Number, r.State })
            .SingleOrDefaultAsync(ct);
        return first is null ? later : [new(first.Number, request.Link!.Value, false, first.State), .. later];
    }
}
