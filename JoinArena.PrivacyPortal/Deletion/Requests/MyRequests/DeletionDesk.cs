using System.Globalization;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Erasure;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;

/// <summary>What a worker can do with requests of their own (GDPR 17). The worker comes from the sign-in, never from an address or a form.</summary>
public sealed partial class DeletionDesk(IDbContextFactory<PortalDbContext> contexts, DeadlineRules rules, DeletionOptions options, Dispatch dispatch, DeletionLetters letters, TimeProvider clock)
{
    /// <summary>Saves what is to be erased. A worker has one unconfirmed request at a time: saving again changes that one.</summary>
    /// <param name="workerId">Whose.</param>
    /// <param name="scope">What is to be erased.</param>
    /// <param name="reason">Why, if they say.</param>
    /// <param name="ct">Stops.</param>
    /// <param name="changes">The number of an earlier request of theirs which this one changes: takes the place of as long as nobody has been told of it, else adds to.</param>
    /// <returns>The request's number; refused where nobody holds anything within the scope.</returns>
    public async Task<Result<string, DeletionRefusal>> SubmitAsync(string workerId, DeletionScope scope, string? reason, CancellationToken ct, string? changes = null)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        if ((await HeldByParty.FindAsync(db, workerId, scope, ct)).Count == 0) return DeletionRefusal.NothingHeld;

        var earlier = changes is null ? null : await db.DeletionRequests.Include(r => r.Tasks).SingleOrDefaultAsync(r => r.Number == changes && r.WorkerId == workerId, ct);
        if (changes is not null && earlier?.Linkable is null) return earlier is null ? DeletionRefusal.NotFound : DeletionRefusal.NotNow;

        var now = clock.GetInstant();
        var counter = await RequestCounter.TakeAsync(db, now, ct);
        var draft = await db.DeletionRequests.SingleOrDefaultAsync(r => r.WorkerId == workerId && r.State == RequestState.Submitted, ct);
        if (draft is not null) draft.ChangeScope(scope, reason);
        else draft = db.Add(new DeletionRequest(counter.Next(), workerId, scope, reason, now)).Entity;
        draft.LinkTo(earlier);

        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        return draft.Number;
    }

    /// <summary>Takes the request as the worker's own: the law's clock starts. Confirming twice is confirming once.</summary>
    public Task<Result<string, DeletionRefusal>> ConfirmAsync(string workerId, string number, StepUpProof proof, CancellationToken ct) => ChangeAsync(workerId, number, async (db, request) =>
    {
        var now = clock.GetInstant();
        if (!proof.IsFresh(now)) return DeletionRefusal.ConfirmItIsYou;
        if (request.State.IsOpen) return null;
        if (request.State is not RequestState.Submitted) return DeletionRefusal.NotNow;
        if ((await HeldByParty.FindAsync(db, workerId, request.Scope, ct)).Count == 0) return DeletionRefusal.NothingHeld;

        var replaced = request.Link is RequestLink.Replaces ? await db.DeletionRequests.Where(r => r.Id == request.LinkedToId && r.State != RequestState.Withdrawn).Select(r => r.Number).SingleOrDefaultAsync(ct) : null;
        var received = await Replacement.TakeAsync(db, request, now, ct);
        if (!received.IsDone) return received.Refusal;
        var jurisdiction = await JurisdictionAsync(db, workerId, ct);
        request.Confirm(jurisdiction, rules.For(jurisdiction, received.Value), options.CoolingOff, now, received.Value);
        await db.Ledger.AppendAsync(new DeletionConfirmed(workerId, now, request.Number, jurisdiction, request.DueBy!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), request.Last(RequestEventKind.Confirmed).Id, ct);
        await letters.ConfirmedAsync(db, request, replaced, ct);
        return null;
    }, ct);

    /// <summary>Takes the request back, as long as nobody has been told.</summary>
    public Task<Result<string, DeletionRefusal>> WithdrawAsync(string workerId, string number, CancellationToken ct) => ChangeAsync(workerId, number, async (db, request) =>
    {
        if (request.State is RequestState.Withdrawn) return null;
        if (!request.CanWithdraw) return DeletionRefusal.AlreadyTold;

        var (now, wasDraft) = (clock.GetInstant(), request.State is RequestState.Submitted);
        Dispatch.TakeBack(db, request, request.Tasks, now);
        request.Withdraw(now);
        if (wasDraft) return null;
        await db.Ledger.AppendAsync(new DeletionWithdrawn(workerId, now, request.Number), request.Last(RequestEventKind.Withdrawn).Id, ct);
        await letters.WithdrawnAsync(db, request, ct);
        return null;
    }, ct);

    /// <summary>Ends the cooling-off time early: the parties are told at once.</summary>
    public Task<Result<string, DeletionRefusal>> TellNowAsync(string workerId, string number, CancellationToken ct) => ChangeAsync(workerId, number, async (db, request) =>
    {
        if (request.State is RequestState.InProgress) return null;
        if (request.State is not RequestState.Confirmed || request.IsIdentityAwaited) return DeletionRefusal.NotNow;

        request.EndCoolingOff(clock.GetInstant());
        await dispatch.StartAsync(db, request, By.Worker, ct);
        return null;
    }, ct);

    private Task<Result<string, DeletionRefusal>> ChangeAsync(string workerId, string number, Func<PortalDbContext, DeletionRequest, Task<DeletionRefusal?>> change, CancellationToken ct) =>
        RequestWrite.AgainIfChangedAsync<Result<string, DeletionRefusal>>(async () =>
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            await using var write = await db.BeginWriteAsync(ct);
            if (await db.DeletionRequests.Include(r => r.Tasks).AsSplitQuery().SingleOrDefaultAsync(r => r.Number == number && r.WorkerId == workerId, ct) is not { } request) return DeletionRefusal.NotFound;
            if (await change(db, request) is { } refusal) return refusal;

            db.AnnounceChange(RequestWrite.Subject(request.Number));
            db.AnnounceChange(RequestWrite.Queue);
            await db.SaveChangesAsync(ct);
            await write.CommitAsync(ct);
            return request.Number;
        });

    private static Task<string> JurisdictionAsync(PortalDbContext db, string workerId, CancellationToken ct) =>
        db.Workers.Where(w => w.Id == workerId).Select(w => w.Jurisdiction).SingleAsync(ct);
}
