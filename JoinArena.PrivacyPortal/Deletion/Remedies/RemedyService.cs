using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Input;
using JoinArena.PrivacyPortal.Deletion.Erasure;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.WorkerEmails;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Ledger;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Remedies;

/// <summary>
/// Keeps what a refusal promises: the worker complains or appeals with a form, the law's clock runs, the team answers,
/// and an appeal that is upheld has the request asked again.
/// </summary>
public sealed partial class RemedyService(
    RequestTransactions requests,
    DeadlineRules rules,
    DeletionOptions options,
    RequestStarter starter,
    RemedyEmails emails,
    TimeProvider clock
)
{
    /// <summary>Files a complaint or an appeal about a request of the worker, and confirms its receipt.</summary>
    /// <returns>The number of the request.</returns>
    public Task<Result<string, RemedyError>> FileAsync(
        string workerId,
        string number,
        RemedyKind kind,
        string? statement,
        CancellationToken ct
    ) =>
        requests.ChangeAsync(
            r => r.Number == number && r.WorkerId == workerId && r.WithheldSince == null,
            RemedyError.NotFound,
            (db, request) => FileAsync(db, request, kind, statement, ct),
            ct
        );

    private async Task<RemedyError?> FileAsync(
        PortalDbContext db,
        DeletionRequest request,
        RemedyKind kind,
        string? statement,
        CancellationToken ct
    )
    {
        if (FindFault(statement) is { } fault)
            return fault;
        var now = clock.GetInstant();
        var deadlines = rules.ComputeRemedyDeadlines(request.Places, kind, now);
        if (deadlines is null || !request.CanFile(kind) || !await RemedyQueries.MayFileAsync(db, request.Id, kind, ct))
            return RemedyError.NotNow;

        var filed = db.RemedyCases.Add(new(request.Id, deadlines, statement!.Trim(), now)).Entity;
        request.AddRemedyEvent(RequestEventKind.RemedyFiled, Actor.Worker, now);
        await db.Ledger.AppendAsync(
            new RemedyFiled(request.WorkerId, now, request.Number, kind, filed.DueBy.ToIsoDay()),
            request.FindLastEvent(RequestEventKind.RemedyFiled).Id,
            ct
        );
        await emails.SendFiledAsync(db, request, filed, ct);
        return null;
    }

    /// <summary>Takes the longer time that the law allows, and tells the worker why.</summary>
    public Task<Result<string, RemedyError>> ExtendAsync(Guid id, string? reason, Actor by, CancellationToken ct) =>
        ChangeAsync(id, change => ExtendAsync(change, reason, by, ct), ct);

    private async Task<RemedyError?> ExtendAsync(
        RemedyTransaction change,
        string? reason,
        Actor by,
        CancellationToken ct
    )
    {
        var (db, request, remedy) = change;
        if (FindFault(reason) is { } fault)
            return fault;
        var now = clock.GetInstant();
        if (!CanExtend(request, remedy, now))
            return RemedyError.NotNow;

        remedy.Extend(now);
        request.AddRemedyEvent(RequestEventKind.RemedyExtended, by, now);
        await db.Ledger.AppendAsync(
            new RemedyExtended(
                request.WorkerId,
                now,
                request.Number,
                remedy.Kind,
                remedy.DueBy.ToIsoDay(),
                reason!.Trim()
            ),
            request.FindLastEvent(RequestEventKind.RemedyExtended).Id,
            ct
        );
        await db.SendAboutAsync(
            request,
            await emails.ComposeExtendedAsync(db, request, remedy, reason!.Trim(), ct),
            now,
            ct
        );
        return null;
    }

    /// <summary>Answers it. If the worker is right, what was refused or kept is asked for again.</summary>
    public Task<Result<string, RemedyError>> AnswerAsync(
        Guid id,
        RemedyOutcome outcome,
        string? reasons,
        Actor by,
        CancellationToken ct
    ) => ChangeAsync(id, change => AnswerAsync(change, outcome, reasons, by, ct), ct);

    private async Task<RemedyError?> AnswerAsync(
        RemedyTransaction change,
        RemedyOutcome outcome,
        string? reasons,
        Actor by,
        CancellationToken ct
    )
    {
        var (db, request, remedy) = change;
        if (await FindObstacleAsync(change, outcome, reasons, by, ct) is { } obstacle)
            return obstacle;

        var now = clock.GetInstant();
        remedy.Answer(outcome, reasons!.Trim(), by.Name!, now);
        request.AddRemedyEvent(RequestEventKind.RemedyAnswered, by, now);
        await db.Ledger.AppendAsync(
            new RemedyAnswered(request.WorkerId, now, request.Number, remedy.Kind, outcome),
            request.FindLastEvent(RequestEventKind.RemedyAnswered).Id,
            ct
        );
        var isReopened = outcome is RemedyOutcome.Upheld && await ReopenAsync(db, request, by, now, ct);
        await db.SendAboutAsync(
            request,
            await emails.ComposeAnsweredAsync(db, request, remedy, isReopened, ct),
            now,
            ct
        );
        return null;
    }

    private async Task<RemedyError?> FindObstacleAsync(
        RemedyTransaction change,
        RemedyOutcome outcome,
        string? reasons,
        Actor by,
        CancellationToken ct
    )
    {
        if (FindFault(reasons) is { } fault)
            return fault;
        return outcome is RemedyOutcome.Denied && await HasProposedRefusalAsync(change.Db, change.Request, by, ct)
            ? RemedyError.SecondPersonNeeded
            : null;
    }

    private bool CanExtend(DeletionRequest request, RemedyCase remedy, DateTimeOffset now) =>
        remedy.ExtendableTo is not null && rules.ToLocalDay(request.Places, remedy.Law, now) <= remedy.DueBy;

    private async Task<bool> ReopenAsync(
        PortalDbContext db,
        DeletionRequest request,
        Actor by,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var deadlines = rules.ComputeDeadlines(request.Places, now);
        return request.CanReopenOnAppeal && await starter.RestartAsync(db, request, deadlines, by, ct);
    }

    // With one officer the same person decides both.
    private async Task<bool> HasProposedRefusalAsync(
        PortalDbContext db,
        DeletionRequest request,
        Actor by,
        CancellationToken ct
    )
    {
        if (!options.FourEyes)
            return false;
        return await db.RefusalProposals.AnyAsync(
            p => p.RequestId == request.Id && p.IsApproved == true && p.ProposedBy == by.Name,
            ct
        );
    }

    private Task<Result<string, RemedyError>> ChangeAsync(
        Guid id,
        Func<RemedyTransaction, Task<RemedyError?>> change,
        CancellationToken ct
    )
    {
        return requests.RunAsync(ChangeOnceAsync, ct);

        async Task<Result<string, RemedyError>> ChangeOnceAsync(RequestTransaction transaction)
        {
            var loaded = await LoadAsync(transaction, id, ct);
            if (!loaded.IsSuccess)
                return loaded.Error;
            if (await change(loaded.Value) is { } error)
                return error;

            await transaction.CommitAsync(ct);
            return loaded.Value.Request.Number;
        }
    }

    private static async Task<Result<RemedyTransaction, RemedyError>> LoadAsync(
        RequestTransaction transaction,
        Guid id,
        CancellationToken ct
    )
    {
        var cases = transaction.Db.RemedyCases;
        var request = await transaction.LoadAsync(r => cases.Any(c => c.Id == id && c.RequestId == r.Id), ct);
        if (request is null)
            return RemedyError.NotFound;
        // Read under the request's lock: another officer may have answered it.
        var remedy = await cases.SingleAsync(c => c.Id == id, ct);
        return remedy.IsOpen ? new RemedyTransaction(transaction.Db, request, remedy) : RemedyError.NotNow;
    }

    private static RemedyError? FindFault(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return RemedyError.TextNeeded;
        return text.Trim().Length > RemedyCase.MaxTextLength ? RemedyError.TooLong : null;
    }
}
