using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Erasure;
using JoinArena.PrivacyPortal.Ledger;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;

/// <summary>
/// Has the request that replaces another take its place, in the unit of work that confirms it: one of the two always
/// stands, and never both.
/// </summary>
internal static class RequestReplacement
{
    /// <summary>Withdraws the earlier request.</summary>
    /// <returns>From when the law's clock runs; refused where a party has been told meanwhile.</returns>
    public static async Task<Result<DateTimeOffset, RequestError>> ReplaceEarlierAsync(
        PortalDbContext db,
        DeletionRequest later,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        if (later.Link is not RequestLink.Replaces)
            return now;
        var earlier = await db.DeletionRequests.Include(r => r.Tasks).SingleAsync(r => r.Id == later.LinkedToId, ct);
        // Withdrawn by hand meanwhile: then there is nothing to replace, and what it asked for was given up.
        if (earlier.State is RequestState.Withdrawn)
            return now;
        if (!earlier.CanWithdraw)
            return RequestError.AlreadyNotified;

        Dispatch.EnqueueWithdrawals(db, earlier, earlier.Tasks, now);
        earlier.WithdrawInFavourOf(later, now);
        await db.Ledger.AppendAsync(
            new DeletionReplaced(later.WorkerId, now, earlier.Number, later.Number),
            earlier.FindLastEvent(RequestEventKind.Withdrawn).Id,
            ct
        );
        db.PublishChange(RequestTransactions.ChangeSubject(earlier.Number));
        return earlier.CountsFrom!.Value;
    }

    /// <summary>From when the law's clock would run for a draft.</summary>
    public static async Task<DateTimeOffset> FindReceiptAsync(
        PortalDbContext db,
        DeletionRequest draft,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        draft.Link is RequestLink.Replaces
            ? await db
                .DeletionRequests.Where(r => r.Id == draft.LinkedToId)
                .Select(r => r.ReceivedAt ?? r.ConfirmedAt)
                .SingleOrDefaultAsync(ct)
                ?? now
            : now;

    /// <summary>The requests beside one, for its tracker.</summary>
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
