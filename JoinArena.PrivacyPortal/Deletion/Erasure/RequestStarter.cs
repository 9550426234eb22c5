using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Deletion.Requests.WorkerEmails;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Deletion.Erasure;

/// <summary>Starts a confirmed request: opens a task for each party and has the parties notified.</summary>
public sealed class RequestStarter(RequestEmails emails, TimeProvider clock)
{
    /// <summary>
    /// Stands in for the parties when no party holds the data any more, because another request has erased it since
    /// the worker confirmed. Without a task the request would never end; with this one the privacy team checks and
    /// answers.
    /// </summary>
    private static readonly PartyHoldings s_joinArena = new(
        "joinarena",
        "JoinArena",
        PartyKind.JoinarenaSystem,
        null,
        ConnectorType.Internal,
        []
    );

    /// <summary>
    /// Opens the tasks and enqueues the notifications that the portal can send; the privacy team notifies the other
    /// parties. Adds to the caller's unit of work.
    /// </summary>
    public async Task StartAsync(PortalDbContext db, DeletionRequest request, Actor by, CancellationToken ct)
    {
        var now = clock.GetInstant();
        var holdings = await PartyHoldings.FindAsync(db, request.WorkerId, request.Scope, ct);
        holdings = await DuplicateErasureFilter.SplitAsync(db, request, holdings, ct);
        request.Start(holdings.Count > 0 ? holdings : [s_joinArena], by, now);

        var started = new DeletionStarted(
            request.WorkerId,
            now,
            request.Number,
            [.. request.Tasks.Select(t => t.PartyId).Distinct()]
        );
        await db.Ledger.AppendAsync(started, request.FindLastEvent(RequestEventKind.Started).Id, ct);
        foreach (var task in request.Tasks)
            PartyNotificationQueue.EnqueueRequest(db, request, task, now);
        await emails.SendStartedAsync(db, request, ct);
    }

    /// <summary>
    /// Asks again after an appeal: the parties that refused or kept something, or, where the whole request had been
    /// refused before any party was asked, those that hold something now. Adds to the caller's unit of work.
    /// </summary>
    /// <returns>False if there is no party to ask.</returns>
    public async Task<bool> RestartAsync(
        PortalDbContext db,
        DeletionRequest request,
        ResponseDeadlines deadlines,
        Actor by,
        CancellationToken ct
    )
    {
        var now = clock.GetInstant();
        IReadOnlyList<PartyHoldings> held = [];
        if (request.Tasks.Count == 0)
        {
            held = await PartyHoldings.FindAsync(db, request.WorkerId, request.Scope, ct);
            held = await DuplicateErasureFilter.SplitAsync(db, request, held, ct);
            if (held.Count == 0)
                held = [s_joinArena];
        }

        var asked = request.ReopenOnAppeal(held, deadlines, by, now);
        foreach (var task in asked)
            PartyNotificationQueue.EnqueueRequest(db, request, task, now);
        return asked.Count > 0;
    }
}
