using System.Globalization;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Erasure;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;

/// <summary>
/// What a worker can do with requests of their own (GDPR 17). The worker comes from the sign-in, never from an address
/// or a form.
/// </summary>
public sealed partial class RequestService(
    IDbContextFactory<PortalDbContext> contexts,
    DeadlineRules rules,
    DeletionOptions options,
    Dispatch dispatch,
    RequestEmails letters,
    TimeProvider clock
)
{
    /// <summary>
    /// Saves what is to be erased. A worker has one unconfirmed request at a time: saving again changes that one.
    /// </summary>
    /// <param name="workerId">Whose.</param>
    /// <param name="scope">What is to be erased.</param>
    /// <param name="reason">Why, if they say.</param>
    /// <param name="ct">Stops.</param>
    /// <param name="changes">
    /// The number of an earlier request of theirs which this one changes: takes the place of as long as nobody has been
    /// told of it, else adds to.
    /// </param>
    /// <returns>The request's number; refused where nobody holds anything within the scope.</returns>
    public async Task<Result<string, RequestError>> SubmitAsync(
        string workerId,
        DeletionScope scope,
        string? reason,
        CancellationToken ct,
        string? changes = null
    )
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        if ((await PartyHoldings.FindAsync(db, workerId, scope, ct)).Count == 0)
            return RequestError.NothingHeld;

        var earlier = changes is null
            ? null
            : await db
                .DeletionRequests.Include(r => r.Tasks)
                .SingleOrDefaultAsync(r => r.Number == changes && r.WorkerId == workerId, ct);
        if (changes is not null && earlier?.AllowedLink is null)
            return earlier is null ? RequestError.NotFound : RequestError.NotNow;

        var now = clock.GetInstant();
        var counter = await RequestCounter.LockYearAsync(db, now, ct);
        var draft = await db.DeletionRequests.SingleOrDefaultAsync(
            r => r.WorkerId == workerId && r.State == RequestState.Submitted,
            ct
        );
        if (draft is not null)
            draft.ChangeScope(scope, reason);
        else
            draft = db.Add(new DeletionRequest(counter.Next(), workerId, scope, reason, now)).Entity;
        draft.LinkTo(earlier);

        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        return draft.Number;
    }

    /// <summary>
    /// Takes the request as the worker's own: the law's clock starts. Confirming twice is confirming once.
    /// </summary>
    public Task<Result<string, RequestError>> ConfirmAsync(
        string workerId,
        string number,
        StepUpProof proof,
        CancellationToken ct
    ) =>
        ChangeAsync(
            workerId,
            number,
            async (db, request) =>
            {
                var now = clock.GetInstant();
                if (!proof.IsFresh(now))
                    return RequestError.ConfirmItIsYou;
                if (request.State.IsOpen)
                    return null;
                if (request.State is not RequestState.Submitted)
                    return RequestError.NotNow;
                if ((await PartyHoldings.FindAsync(db, workerId, request.Scope, ct)).Count == 0)
                    return RequestError.NothingHeld;

                var replaced =
                    request.Link is RequestLink.Replaces
                        ? await db
                            .DeletionRequests.Where(r =>
                                r.Id == request.LinkedToId && r.State != RequestState.Withdrawn
                            )
                            .Select(r => r.Number)
                            .SingleOrDefaultAsync(ct)
                        : null;
                var received = await RequestReplacement.ReplaceEarlierAsync(db, request, now, ct);
                if (!received.IsSuccess)
                    return received.Error;
                var jurisdiction = await JurisdictionAsync(db, workerId, ct);
                request.Confirm(
                    jurisdiction,
                    rules.ComputeDeadlines(jurisdiction, received.Value),
                    options.CoolingOff,
                    now,
                    received.Value
                );
                await db.Ledger.AppendAsync(
                    new DeletionConfirmed(
                        workerId,
                        now,
                        request.Number,
                        jurisdiction,
                        request.DueBy!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
                    ),
                    request.FindLastEvent(RequestEventKind.Confirmed).Id,
                    ct
                );
                await letters.SendConfirmedAsync(db, request, replaced, ct);
                return null;
            },
            ct
        );

    /// <summary>Takes the request back, as long as nobody has been told.</summary>
    public Task<Result<string, RequestError>> WithdrawAsync(string workerId, string number, CancellationToken ct) =>
        ChangeAsync(
            workerId,
            number,
            async (db, request) =>
            {
                if (request.State is RequestState.Withdrawn)
                    return null;
                if (!request.CanWithdraw)
                    return RequestError.AlreadyNotified;

                var (now, wasDraft) = (clock.GetInstant(), request.State is RequestState.Submitted);
                Dispatch.EnqueueWithdrawals(db, request, request.Tasks, now);
                request.Withdraw(now);
                if (wasDraft)
                    return null;
                await db.Ledger.AppendAsync(
                    new DeletionWithdrawn(workerId, now, request.Number),
                    request.FindLastEvent(RequestEventKind.Withdrawn).Id,
                    ct
                );
                await letters.SendWithdrawnAsync(db, request, ct);
                return null;
            },
            ct
        );

    /// <summary>Ends the cooling-off time early: the parties are told at once.</summary>
    public Task<Result<string, RequestError>> NotifyPartiesNowAsync(
        string workerId,
        string number,
        CancellationToken ct
    ) =>
        ChangeAsync(
            workerId,
            number,
            async (db, request) =>
            {
                if (request.State is RequestState.InProgress)
                    return null;
                if (request.State is not RequestState.Confirmed || request.IsIdentityAwaited)
                    return RequestError.NotNow;

                request.EndCoolingOff(clock.GetInstant());
                await dispatch.StartAsync(db, request, Actor.Worker, ct);
                return null;
            },
            ct
        );

    private Task<Result<string, RequestError>> ChangeAsync(
        string workerId,
        string number,
        Func<PortalDbContext, DeletionRequest, Task<RequestError?>> change,
        CancellationToken ct
    ) =>
        RequestTransactions.RetryOnConflictAsync<Result<string, RequestError>>(async () =>
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            await using var write = await db.BeginWriteAsync(ct);
            if (
                await db
                    .DeletionRequests.Include(r => r.Tasks)
                    .AsSplitQuery()
                    .SingleOrDefaultAsync(r => r.Number == number && r.WorkerId == workerId, ct)
                is not { } request
            )
            {
                return RequestError.NotFound;
            }

            if (await change(db, request) is { } refusal)
                return refusal;

            db.PublishChange(RequestTransactions.ChangeSubject(request.Number));
            db.PublishChange(RequestTransactions.QueueChangeSubject);
            await db.SaveChangesAsync(ct);
            await write.CommitAsync(ct);
            return request.Number;
        });

    private static Task<string> JurisdictionAsync(PortalDbContext db, string workerId, CancellationToken ct) =>
        db.Workers.Where(w => w.Id == workerId).Select(w => w.Jurisdiction).SingleAsync(ct);
}
