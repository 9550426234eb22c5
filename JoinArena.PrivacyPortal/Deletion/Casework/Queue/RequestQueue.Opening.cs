using System.Security.Claims;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Erasure.FollowUp;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests.Tracking;
using JoinArena.PrivacyPortal.Disclosures.AccessLog;
using JoinArena.PrivacyPortal.Jurisdictions;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Casework.Queue;

/// <content>One request of the queue, opened by a member of the team.</content>
public sealed partial class RequestQueue
{
    /// <summary>
    /// One request, or null. The view is recorded before the request is shown, so that the worker and the auditor can
    /// see who opened it.
    /// </summary>
    /// <param name="reader">The signed-in member of staff.</param>
    public async Task<TrackedRequest?> OpenAsync(ClaimsPrincipal reader, string number, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var which = db.DeletionRequests.Where(r => r.Number == number && r.ConfirmedAt != null);
        var request = await RequestQueries.FindTrackedAsync(db, which, rules, ct);
        if (request is null)
            return null;

        await accessLog.RecordAsync(reader, [request.WorkerId], new(AccessTarget.Request, request.Number, null), ct);
        return request with { Tasks = await WithWorkAsync(db, request, ct) };
    }

    /// <summary>The tasks with what only the team knows of them.</summary>
    private async Task<IReadOnlyList<TrackedTask>> WithWorkAsync(
        PortalDbContext db,
        TrackedRequest request,
        CancellationToken ct
    )
    {
        if (request.State is not RequestState.InProgress)
            return request.Tasks;
        var ids = request.Tasks.Select(t => t.Id).ToList();
        var proposed = await db.QueryProposedForRefusal()
            .Where(t => ids.Contains(t.Id))
            .Select(t => t.Id)
            .ToListAsync(ct);
        var held = await db.QueryHeld().Where(t => ids.Contains(t.Id)).Select(t => t.Id).ToListAsync(ct);
        var toRemind = await ReminderSchedule
            .QueryDueByHand(db, clock.GetUtcNow())
            .Where(t => ids.Contains(t.Id))
            .Select(t => t.Id)
            .ToListAsync(ct);
        return
        [
            .. request.Tasks.Select(t =>
                t with
                {
                    IsRefusalProposed = proposed.Contains(t.Id),
                    IsReminderDue = toRemind.Contains(t.Id),
                    IsHeld = held.Contains(t.Id),
                }
            ),
        ];
    }

    /// <summary>What a refusal of it must say, law by law.</summary>
    public IReadOnlyList<RefusalDuty> FindRefusalDuties(TrackedRequest request) =>
        rules.FindRefusalDuties(request.Places);

    /// <summary>How asking its worker for proof of identity would affect the deadline, law by law.</summary>
    public IReadOnlyList<(Law Law, IdentityCheck Check)> FindIdentityChecks(TrackedRequest request) =>
        rules.FindIdentityChecks(request.Places);

    /// <summary>The grounds an officer can name for it.</summary>
    public IReadOnlyList<Ground> FindGrounds(TrackedRequest request) => rules.FindRefusalGrounds(request.Places);
}
