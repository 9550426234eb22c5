using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Erasure;
using JoinArena.PrivacyPortal.Deletion.Requests.HoldingLaws;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests.TrainingData;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Policies;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;

/// <content>The preview of what a request will do.</content>
public sealed partial class RequestService
{
    /// <summary>What will happen if the request is confirmed, based on the data as it is now.</summary>
    public async Task<Result<DeletionPreview, RequestError>> PreviewAsync(
        string workerId,
        string number,
        CancellationToken ct
    )
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var request = await db
            .DeletionRequests.AsNoTracking()
            .SingleOrDefaultAsync(r => r.Number == number && r.WorkerId == workerId, ct);
        if (request is null)
            return RequestError.NotFound;

        return await CreatePreviewAsync(db, request, ct);
    }

    /// <summary>What a request with this scope would do if the worker made it now. Nothing of it is saved.</summary>
    /// <param name="workerId">The worker, from their sign-in.</param>
    /// <param name="scope">What they are about to choose.</param>
    /// <param name="changes">The number of the request that it would change; null for none.</param>
    /// <param name="ct">Cancels it when something else has been chosen.</param>
    public async Task<DeletionPreview> PreviewScopeAsync(
        string workerId,
        DeletionScope scope,
        string? changes,
        CancellationToken ct
    )
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var earlier = changes is null
            ? null
            : await db
                .DeletionRequests.AsNoTracking()
                .Include(r => r.Tasks)
                .SingleOrDefaultAsync(r => r.Number == changes && r.WorkerId == workerId, ct);
        var draft = new DeletionRequest("", workerId, scope, reason: null, clock.GetInstant());
        draft.LinkTo(earlier);
        return await CreatePreviewAsync(db, draft, ct);
    }

    private async Task<DeletionPreview> CreatePreviewAsync(
        PortalDbContext db,
        DeletionRequest request,
        CancellationToken ct
    )
    {
        var workerId = request.WorkerId;
        var now = clock.GetInstant();
        var all = await PartyHoldings.FindAsync(db, workerId, request.Scope, ct);
        var places = await RequestPlacesQuery.FindAsync(db, rules, workerId, request.Scope, all, ct);
        var held = await DuplicateErasureFilter.PreviewAsync(db, request, all, ct);
        var linked = await RequestReplacement.FindLinkedRequestsAsync(db, request, ct);
        return new DeletionPreview(
            request.Number,
            request.State,
            request.Scope,
            held,
            rules.ComputeDeadlines(places, await RequestReplacement.FindReceiptAsync(db, request, now, ct)),
            rules.FindGrounds(places, GroundUse.Keeping),
            await db
                .LegalHolds.Where(h => h.WorkerId == workerId && h.LiftedAt == null)
                .OrderBy(h => h.PlacedAt)
                .Select(h => h.Reason)
                .ToListAsync(ct),
            options.CoolingOff
        )
        {
            ReadAt = now,
            Reason = request.Reason,
            ScopeName = await Requests.Scope.ScopeName.FindAsync(db, workerId, request.Scope, ct),
            Linked = linked.FirstOrDefault(l => !l.IsLater),
            EarlierAnswers = await MyRequests.EarlierAnswers.FindAsync(
                db,
                rules,
                workerId,
                held,
                DateOnly.FromDateTime(now.UtcDateTime),
                ct
            ),
            TrainingDataSets = await TrainingDataSets.FindAsync(
                db,
                workerId,
                [.. held.Where(h => h.Kind is PartyKind.ModelTraining).Select(h => h.PartyId)],
                ct
            ),
        };
    }
}
