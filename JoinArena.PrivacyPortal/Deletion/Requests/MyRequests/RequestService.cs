using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Input;
using JoinArena.PrivacyPortal.Deletion.Erasure;
using JoinArena.PrivacyPortal.Deletion.Requests.HoldingLaws;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Deletion.Requests.WorkerEmails;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Ledger;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;

/// <summary>
/// What a worker can do with their own requests (GDPR 17). The worker comes from the sign-in, never from an address or
/// a form.
/// </summary>
public sealed partial class RequestService(
    IDbContextFactory<PortalDbContext> contexts,
    RequestTransactions requests,
    DeadlineRules rules,
    DeletionOptions options,
    RequestStarter starter,
    RequestEmails emails,
    TimeProvider clock
)
{
    /// <summary>
    /// Saves what the worker wants erased. A worker has one unconfirmed request at a time: saving again changes it.
    /// </summary>
    /// <param name="workerId">The worker who asks.</param>
    /// <param name="scope">What they want erased.</param>
    /// <param name="reason">Why, if they say.</param>
    /// <param name="ct">Cancels it before it is saved.</param>
    /// <param name="changes">
    /// The number of an earlier request of theirs that this one changes: it replaces that one while no party has been
    /// notified of it, and adds to it afterwards.
    /// </param>
    /// <returns>
    /// The request's number, also where the record names no party that holds anything within the scope: that is then
    /// the answer, and it is due like any other (GDPR 12(3)).
    /// </returns>
    public Task<Result<string, RequestError>> SubmitAsync(
        string workerId,
        DeletionScope scope,
        string? reason,
        CancellationToken ct,
        string? changes = null
    )
    {
        return requests.RunAsync(SubmitOnceAsync, ct);

        async Task<Result<string, RequestError>> SubmitOnceAsync(RequestTransaction transaction)
        {
            var db = transaction.Db;
            // Only read here: confirming looks at it again, under its lock.
            var earlier = changes is null
                ? null
                : await db
                    .DeletionRequests.Include(r => r.Tasks)
                    .SingleOrDefaultAsync(r => r.Number == changes && r.WorkerId == workerId, ct);
            if (changes is not null && earlier?.AllowedLink is null)
                return earlier is null ? RequestError.NotFound : RequestError.NotNow;

            var now = clock.GetInstant();
            var counter = await RequestCounter.LockYearAsync(db, now, ct);
            var draft = await transaction.LoadAsync(
                r => r.WorkerId == workerId && r.State == RequestState.Submitted,
                ct
            );
            if (draft is null)
                draft = db.Add(new DeletionRequest(counter.Next(), workerId, scope, reason, now)).Entity;
            else
                draft.ChangeScope(scope, reason);
            draft.LinkTo(earlier);

            await transaction.CommitAsync(ct);
            return draft.Number;
        }
    }

    /// <summary>
    /// Records that the worker confirmed the request as their own: the law's clock starts. Confirming it again changes
    /// nothing.
    /// </summary>
    public Task<Result<string, RequestError>> ConfirmAsync(
        string workerId,
        string number,
        StepUpProof proof,
        CancellationToken ct
    )
    {
        return requests.RunAsync(ConfirmOnceAsync, ct);

        async Task<Result<string, RequestError>> ConfirmOnceAsync(RequestTransaction transaction)
        {
            var now = clock.GetInstant();
            var request = await transaction.LoadAsync(r => r.Number == number && r.WorkerId == workerId, ct);
            if (request is null)
                return RequestError.NotFound;
            if (!proof.IsFresh(now))
                return RequestError.ConfirmItIsYou;
            if (request.State.IsOpen)
                return number;
            if (request.State is not RequestState.Submitted)
                return RequestError.NotNow;
            var held = await PartyHoldings.FindAsync(transaction.Db, workerId, request.Scope, ct);

            var replaced = await RequestReplacement.ReplaceEarlierAsync(transaction, request, now, ct);
            if (!replaced.IsSuccess)
                return replaced.Error;
            var places = await RequestPlacesQuery.FindAsync(transaction.Db, rules, workerId, request.Scope, held, ct);
            await ConfirmAsync(transaction.Db, request, places, replaced.Value, now, ct);
            await transaction.CommitAsync(ct);
            return number;
        }
    }

    private async Task ConfirmAsync(
        PortalDbContext db,
        DeletionRequest request,
        RequestPlaces places,
        ReplacedRequest replaced,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var deadlines = rules.ComputeDeadlines(places, replaced.ReceivedAt);
        request.Confirm(places, deadlines, options.CoolingOff, now, replaced.ReceivedAt);
        await db.Ledger.AppendAsync(
            new DeletionConfirmed(
                request.WorkerId,
                now,
                request.Number,
                request.Jurisdiction!,
                request.DueBy!.Value.ToIsoDay()
            ),
            request.FindLastEvent(RequestEventKind.Confirmed).Id,
            ct
        );
        await emails.SendConfirmedAsync(db, request, replaced.Number, ct);
    }

    /// <summary>Takes the request back, as long as no party has been notified.</summary>
    public Task<Result<string, RequestError>> WithdrawAsync(string workerId, string number, CancellationToken ct) =>
        requests.ChangeAsync(
            r => r.Number == number && r.WorkerId == workerId,
            RequestError.NotFound,
            (db, request) => WithdrawAsync(db, request, ct),
            ct
        );

    private async Task<RequestError?> WithdrawAsync(PortalDbContext db, DeletionRequest request, CancellationToken ct)
    {
        if (request.State is RequestState.Withdrawn)
            return null;
        if (request.WithheldSince is not null)
            return RequestError.NotNow;
        if (!request.CanWithdraw)
            return RequestError.AlreadyNotified;

        var now = clock.GetInstant();
        var wasDraft = request.State is RequestState.Submitted;
        PartyNotificationQueue.EnqueueWithdrawals(db, request, request.Tasks, now);
        request.Withdraw(now);
        if (wasDraft)
            return null;
        await db.Ledger.AppendAsync(
            new DeletionWithdrawn(request.WorkerId, now, request.Number),
            request.FindLastEvent(RequestEventKind.Withdrawn).Id,
            ct
        );
        await emails.SendWithdrawnAsync(db, request, ct);
        return null;
    }

    /// <summary>Ends the cooling-off time early: the parties are notified at once.</summary>
    public Task<Result<string, RequestError>> NotifyPartiesNowAsync(
        string workerId,
        string number,
        CancellationToken ct
    ) =>
        requests.ChangeAsync(
            r => r.Number == number && r.WorkerId == workerId,
            RequestError.NotFound,
            (db, request) => NotifyPartiesNowAsync(db, request, ct),
            ct
        );

    private async Task<RequestError?> NotifyPartiesNowAsync(
        PortalDbContext db,
        DeletionRequest request,
        CancellationToken ct
    )
    {
        if (request.State is RequestState.InProgress)
            return null;
        if (request.State is not RequestState.Confirmed || request.IsIdentityAwaited)
            return RequestError.NotNow;

        request.EndCoolingOff(clock.GetInstant());
        await starter.StartAsync(db, request, Actor.Worker, ct);
        return null;
    }
}
