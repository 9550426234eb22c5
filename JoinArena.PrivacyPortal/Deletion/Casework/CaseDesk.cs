using System.Globalization;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Account;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Casework.Decisions;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Ledger;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Casework;

/// <summary>Why something about the work on a request was not done.</summary>
public enum CaseRefusal
{
    NotFound,

    /// <summary>Over, or begun already: not any more.</summary>
    NotNow,

    /// <summary>Nobody of this address is an officer.</summary>
    NoOfficer,

    /// <summary>Nothing was written, or no reason given.</summary>
    WordsNeeded,
    TooLong,
}

/// <summary>How the team works on a request among itself, and makes sure that it is the worker who asks.</summary>
public sealed class CaseDesk(IDbContextFactory<PortalDbContext> contexts, DeadlineRules rules, DecisionLetters letters, TimeProvider clock)
{
    /// <summary>Gives an open request to an officer, or back to whoever comes first.</summary>
    /// <param name="number">The request.</param>
    /// <param name="officer">The sign-in of an officer; null or empty for nobody.</param>
    /// <param name="by">Who gives it.</param>
    public Task<Result<string, CaseRefusal>> AssignAsync(string number, string? officer, By by, CancellationToken ct) => ChangeAsync(number, async (db, request) =>
    {
        if (!request.State.IsOpen) return CaseRefusal.NotNow;
        var owner = string.IsNullOrWhiteSpace(officer) ? null : (await db.AddressesOfAsync([Roles.Officer], ct)).FirstOrDefault(o => o.Equals(officer.Trim(), StringComparison.OrdinalIgnoreCase));
        if (owner is null && !string.IsNullOrWhiteSpace(officer)) return CaseRefusal.NoOfficer;
        if (!string.Equals(request.Owner, owner, StringComparison.Ordinal)) request.Assign(owner, by, clock.GetInstant());
        return null;
    }, ct);

    /// <summary>Writes something down for the team. Also after the end: what comes later may matter.</summary>
    public Task<Result<string, CaseRefusal>> NoteAsync(string number, string? body, By by, CancellationToken ct) => ChangeAsync(number, (db, request) =>
    {
        if (string.IsNullOrWhiteSpace(body)) return Task.FromResult<CaseRefusal?>(CaseRefusal.WordsNeeded);
        if (body.Trim().Length > RequestNote.Longest) return Task.FromResult<CaseRefusal?>(CaseRefusal.TooLong);
        db.RequestNotes.Add(new() { RequestId = request.Id, By = by.Name!, At = clock.GetInstant(), Body = body.Trim() });
        return Task.FromResult<CaseRefusal?>(null);
    }, ct);

    /// <summary>Asks the worker to prove who they are. Nobody is told meanwhile; whether the period stops is for the law to say.</summary>
    public Task<Result<string, CaseRefusal>> AskIdentityAsync(string number, string? reason, By by, CancellationToken ct) => ChangeAsync(number, async (db, request) =>
    {
        if (string.IsNullOrWhiteSpace(reason)) return CaseRefusal.WordsNeeded;
        if (reason.Trim().Length > DeletionRequest.LongestDecision) return CaseRefusal.TooLong;
        if (!request.CanAskIdentity) return CaseRefusal.NotNow;
        var now = clock.GetInstant();
        request.AskIdentity(by, now);
        await db.Ledger.AppendAsync(new IdentityAsked(request.WorkerId, now, request.Number, reason.Trim()), request.Last(RequestEventKind.IdentityAsked).Id, ct);
        await letters.SendIdentityAsync(db, request, reason, ct);
        return null;
    }, ct);

    /// <summary>Takes down that the worker has proved who they are: the request goes on, by the period as the law now counts it.</summary>
    public Task<Result<string, CaseRefusal>> ProveIdentityAsync(string number, By by, CancellationToken ct) => ChangeAsync(number, async (db, request) =>
    {
        if (request.IdentityProvenAt is not null) return null;
        if (request.State is not RequestState.Confirmed || !request.IsIdentityAwaited) return CaseRefusal.NotNow;
        var now = clock.GetInstant();
        request.ProveIdentity(rules.For(request.Jurisdiction, request.CountsFrom!.Value, new(request.IdentityAskedAt!.Value, now)), by, now);
        var due = request.DueBy!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await db.Ledger.AppendAsync(new IdentityProven(request.WorkerId, now, request.Number, due), request.Last(RequestEventKind.IdentityProven).Id, ct);
        await letters.SendIdentityProvenAsync(db, request, ct);
        return null;
    }, ct);

    private Task<Result<string, CaseRefusal>> ChangeAsync(string number, Func<PortalDbContext, DeletionRequest, Task<CaseRefusal?>> change, CancellationToken ct) =>
        RequestWrite.AgainIfChangedAsync<Result<string, CaseRefusal>>(async () =>
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            await using var write = await db.BeginWriteAsync(ct);
            // In its turn: while many parties are being told, whoever only looked first would be overtaken again and again.
            var id = await db.DeletionRequests.Where(r => r.Number == number && r.ConfirmedAt != null).Select(r => r.Id).SingleOrDefaultAsync(ct);
            if (!await RequestWrite.LockAsync(db, id, ct)) return CaseRefusal.NotFound;
            var request = await db.DeletionRequests.Include(r => r.Tasks).SingleAsync(r => r.Id == id, ct);
            if (await change(db, request) is { } refusal) return refusal;
            db.AnnounceChange(RequestWrite.Subject(request.Number));
            db.AnnounceChange(RequestWrite.Queue);
            await db.SaveChangesAsync(ct);
            await write.CommitAsync(ct);
            return request.Number;
        });
}
