using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Input;
using JoinArena.PrivacyPortal.Deletion.Casework;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.HoldingLaws;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;
using JoinArena.PrivacyPortal.Deletion.Requests.Receipt;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Intake;

/// <summary>
/// Takes requests that reached JoinArena by phone, letter, support, an agent or an employer. Receipt is receipt by any
/// channel (GDPR 12(3); 11 CCR 7020(e)): the clock runs from that day, not from the day of entry.
/// </summary>
public sealed class RequestIntakeService(
    RequestTransactions requests,
    CaseworkService casework,
    DeadlineRules rules,
    DeletionOptions options,
    IntakeEmails emails,
    TimeProvider clock
)
{
    /// <summary>
    /// Enters a request and tells the worker. Where nothing shows yet that the worker asked, no party is notified before
    /// that is proven. The same request handed in again changes nothing.
    /// </summary>
    public Task<Result<EnteredRequest, IntakeError>> EnterAsync(
        ReceivedRequest received,
        IntakeOrigin origin,
        CancellationToken ct
    ) => requests.RunAsync(transaction => EnterAsync(transaction, received, origin, ct), ct);

    /// <summary>The worker, who has just proved who they are, confirms that the request is theirs.</summary>
    public async Task<Result<string, RequestError>> ConfirmAsOwnAsync(
        string workerId,
        string number,
        StepUpProof proof,
        CancellationToken ct
    )
    {
        if (!proof.IsFresh(clock.GetInstant()))
            return RequestError.ConfirmItIsYou;
        var shown = new IdentityProof(null, null) { ConfirmedAt = proof.At.ToInstant() };
        return await requests.ChangeAsync<RequestError>(
            r => r.Number == number && r.WorkerId == workerId,
            RequestError.NotFound,
            (db, request) => ConfirmAsOwnAsync(db, request, shown, ct),
            ct
        );
    }

    private async Task<RequestError?> ConfirmAsOwnAsync(
        PortalDbContext db,
        DeletionRequest request,
        IdentityProof proof,
        CancellationToken ct
    )
    {
        // Confirmed a moment ago, in another tab.
        if (request.IdentityProvenAt is not null)
            return null;
        if (!request.CanConfirmAsOwn)
            return RequestError.NotNow;
        var error = await casework.RecordIdentityProofAsync(db, request, proof, Actor.Worker, ct);
        if (error is null)
            db.PublishRequestChange(request.Number);
        return error is null ? null : RequestError.NotNow;
    }

    private async Task<Result<EnteredRequest, IntakeError>> EnterAsync(
        RequestTransaction transaction,
        ReceivedRequest received,
        IntakeOrigin origin,
        CancellationToken ct
    )
    {
        var db = transaction.Db;
        var now = clock.GetInstant();
        foreach (var error in IntakeCheck.FindErrors(received, now))
            return error;
        if (!await IsKnownAsync(db, received.WorkerId, origin, ct))
            return IntakeError.UnknownWorker;

        // Locked before the look-up: the same request sent twice at once finds the first one.
        var counter = await RequestCounter.LockYearAsync(db, now, ct);
        var known = await FindKnownAsync(db, received, origin, ct);
        if (known is not null)
        {
            return known.Fingerprint == received.ComputeFingerprint()
                ? new EnteredRequest(known, false)
                : IntakeError.KeyReused;
        }

        var request = new DeletionRequest(counter.Next(), received, now) { IdempotencyKey = origin.HashKey() };
        db.Add(request);
        await EnterAsync(db, request, origin, ct);
        db.PublishRequestChange(request.Number);
        await transaction.CommitAsync(ct);
        return new EnteredRequest(request, true);
    }

    private async Task EnterAsync(
        PortalDbContext db,
        DeletionRequest request,
        IntakeOrigin origin,
        CancellationToken ct
    )
    {
        var now = request.SubmittedAt;
        var receivedAt = request.ReceivedAt ?? now;
        var held = await PartyHoldings.FindAsync(db, request.WorkerId, request.Scope, ct);
        var places = await RequestPlacesQuery.FindAsync(db, rules, request.WorkerId, request.Scope, held, ct);
        var deadlines = rules.ComputeDeadlines(places, receivedAt);
        request.Enter(places, deadlines, options.CoolingOff, origin.By, now);
        await db.Ledger.AppendAsync(
            new DeletionEntered(
                request.WorkerId,
                now,
                request.Number,
                request.Channel,
                receivedAt,
                request.Jurisdiction!,
                request.DueBy!.Value.ToIsoDay()
            ),
            request.FindLastEvent(RequestEventKind.Entered).Id,
            ct
        );
        if (NeedsConfirmation(request, origin))
            await AskForProofAsync(db, request, origin, ct);
        await emails.SendEnteredAsync(db, request, ct);
    }

    // An agent's permission is confirmed by the worker (11 CCR 7063(a)), and so is what a party says.
    private static bool NeedsConfirmation(DeletionRequest request, IntakeOrigin origin) =>
        request.Proof is null || request.Channel is RequestChannel.Agent || origin.IsParty;

    private static async Task AskForProofAsync(
        PortalDbContext db,
        DeletionRequest request,
        IntakeOrigin origin,
        CancellationToken ct
    )
    {
        request.RequestIdentityProof(origin.By, request.SubmittedAt);
        var reason = $"The request came by {request.Channel.ToKebabCase()}, and the worker has not confirmed it yet.";
        await db.Ledger.AppendAsync(
            new IdentityAsked(request.WorkerId, request.SubmittedAt, request.Number, reason),
            request.FindLastEvent(RequestEventKind.IdentityAsked).Id,
            ct
        );
    }

    private static Task<bool> IsKnownAsync(
        PortalDbContext db,
        string workerId,
        IntakeOrigin origin,
        CancellationToken ct
    ) =>
        origin.IsParty
            ? db.CurrentHoldingsOfWorker(workerId).AnyAsync(h => origin.Parties.Contains(h.PartyId), ct)
            : db.Workers.AnyAsync(w => w.Id == workerId, ct);

    private static async Task<DeletionRequest?> FindKnownAsync(
        PortalDbContext db,
        ReceivedRequest received,
        IntakeOrigin origin,
        CancellationToken ct
    )
    {
        var fingerprint = received.ComputeFingerprint();
        var key = origin.HashKey();
        var known = await db
            .DeletionRequests.AsNoTracking()
            .Where(r => r.Fingerprint == fingerprint || (key != null && r.IdempotencyKey == key))
            .ToListAsync(ct);
        return known.Find(r => key is not null && r.IdempotencyKey == key) ?? known.FirstOrDefault();
    }
}
