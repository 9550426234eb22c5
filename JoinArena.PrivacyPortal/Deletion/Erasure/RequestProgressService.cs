using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Certificates;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Deletion.Requests.WorkerEmails;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Ledger;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Erasure;

/// <summary>Records how a request progresses: parties are notified, parties answer, the request ends.</summary>
public sealed partial class RequestProgressService(
    RequestTransactions requests,
    IDbContextFactory<PortalDbContext> contexts,
    DeadlineRules rules,
    RequestStarter starter,
    RequestEmails emails,
    CertificateService certificates,
    ConflictingAnswerStore conflictingAnswers,
    TimeProvider clock
)
{
    /// <summary>Ends the cooling-off time of a request early, for an urgent reason.</summary>
    /// <returns>The number of the request.</returns>
    public Task<Result<string, OutcomeError>> StartNowAsync(string number, Actor by, CancellationToken ct) =>
        requests.ChangeAsync(
            r => r.Number == number,
            OutcomeError.NotFound,
            (db, request) => StartNowAsync(db, request, by, ct),
            ct
        );

    /// <summary>
    /// Records that a person has notified a party. Has no effect if the party has already been notified.
    /// </summary>
    /// <returns>The number of the request.</returns>
    public Task<Result<string, OutcomeError>> MarkNotifiedAsync(Guid taskId, Actor by, CancellationToken ct) =>
        requests.ChangeByTaskAsync(
            taskId,
            OutcomeError.NotFound,
            (db, request, task) => MarkNotifiedAsync(db, request, task, by, ct),
            ct
        );

    /// <summary>
    /// Records that a party has been notified: in the task, in its holdings and in the ledger. Adds to the caller's
    /// unit of work.
    /// </summary>
    internal Task RecordNotifiedAsync(
        PortalDbContext db,
        DeletionRequest request,
        ErasureTask task,
        Actor by,
        CancellationToken ct
    ) => RecordNotifiedAsync(db, request, new(task, by, clock.GetInstant()), ct);

    private static async Task RecordNotifiedAsync(
        PortalDbContext db,
        DeletionRequest request,
        Notified notified,
        CancellationToken ct
    )
    {
        var (task, by, now) = notified;
        request.MarkNotified(task, by, now);
        foreach (var holding in await PartyHoldings.QueryHoldings(db, request.WorkerId, task).ToListAsync(ct))
            holding.MarkAsked(now);

        var asked = new ErasureAsked(
            request.WorkerId,
            now,
            request.Number,
            task.PartyId,
            [.. task.Items.Select(i => i.ItemId)]
        );
        await db.Ledger.AppendAsync(asked, request.FindLastEvent(RequestEventKind.PartyNotified).Id, ct);
    }

    private async Task<OutcomeError?> StartNowAsync(
        PortalDbContext db,
        DeletionRequest request,
        Actor by,
        CancellationToken ct
    )
    {
        if (request.State is RequestState.InProgress)
            return null;
        if (request.State is not RequestState.Confirmed || request.IsIdentityAwaited)
            return OutcomeError.NotNow;
        await starter.StartAsync(db, request, by, ct);
        return null;
    }

    private async Task<OutcomeError?> MarkNotifiedAsync(
        PortalDbContext db,
        DeletionRequest request,
        ErasureTask task,
        Actor by,
        CancellationToken ct
    )
    {
        if (task.State.IsNotified)
            return null;
        if (
            request.State is not RequestState.InProgress
            || task.State.IsEnd
            || await LegalHold.IsHeldAsync(db, request.WorkerId, task.PartyId, ct)
        )
        {
            return OutcomeError.NotNow;
        }

        // The portal itself goes on: a proposal stops no clock. A person can wait for their colleague.
        if (await db.QueryProposedForRefusal().AnyAsync(t => t.Id == task.Id, ct))
            return OutcomeError.RefusalProposed;

        await RecordNotifiedAsync(db, request, task, by, ct);
        return null;
    }

    /// <param name="At">When; an answer that shows it has the same instant, so that no asking comes after its answer.</param>
    private sealed record Notified(ErasureTask Task, Actor By, DateTimeOffset At);
}
