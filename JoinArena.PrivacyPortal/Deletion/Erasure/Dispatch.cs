using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Erasure;

/// <summary>
/// Takes a confirmed request to the parties. Adds to the caller's unit of work, which commits all of it or nothing.
/// </summary>
public sealed class Dispatch(RequestEmails letters, TimeProvider clock)
{
    /// <summary>
    /// Opens the tasks, and has every party told that the portal can tell; the others are jobs for the privacy team.
    /// </summary>
    public async Task StartAsync(PortalDbContext db, DeletionRequest request, Actor by, CancellationToken ct)
    {
        var now = clock.GetInstant();
        var held = await DuplicateErasureFilter.SplitAsync(
            db,
            request,
            await PartyHoldings.FindAsync(db, request.WorkerId, request.Scope, ct),
            ct
        );
        request.Start(held.Count > 0 ? held : [s_ourselves], by, now);
        await db.Ledger.AppendAsync(
            new DeletionStarted(
                request.WorkerId,
                now,
                request.Number,
                [.. request.Tasks.Select(t => t.PartyId).Distinct()]
            ),
            request.FindLastEvent(RequestEventKind.Started).Id,
            ct
        );

        foreach (var task in request.Tasks)
            EnqueueRequest(db, request, task, now);
        await letters.SendStartedAsync(db, request, ct);
    }

    /// <summary>
    /// Has a party told what is asked of it, if the portal can; a task that follows another's is told by that one.
    /// </summary>
    public static void EnqueueRequest(PortalDbContext db, DeletionRequest request, ErasureTask task, DateTimeOffset now)
    {
        if (task.IsNotifiedByPortal && task.FollowsTaskId is null)
            EnqueueMessage(db, request, task, NotificationKind.Requested, now);
    }

    /// <summary>Has every party told that it is withdrawn, which may have had word of it.</summary>
    /// <param name="db">The transaction that withdraws it.</param>
    /// <param name="request">What is withdrawn.</param>
    /// <param name="tasks">Which parties' parts.</param>
    /// <param name="now">The instant of the use case.</param>
    public static void EnqueueWithdrawals(
        PortalDbContext db,
        DeletionRequest request,
        IEnumerable<ErasureTask> tasks,
        DateTimeOffset now
    )
    {
        foreach (
            var task in tasks.Where(t =>
                t.IsNotifiedByPortal
                && t.LastFailedAt is not null
                && t.Connector is not ConnectorType.Internal and not ConnectorType.Http
            )
        )
        {
            EnqueueMessage(db, request, task, NotificationKind.Withdrawn, now);
        }
    }

    /// <summary>Reminds a party that its answer is awaited.</summary>
    internal static void EnqueueReminder(
        PortalDbContext db,
        DeletionRequest request,
        ErasureTask task,
        DateTimeOffset now
    )
    {
        request.MarkReminded(task, now);
        EnqueueMessage(db, request, task, NotificationKind.Reminder, now);
    }

    private static void EnqueueMessage(
        PortalDbContext db,
        DeletionRequest request,
        ErasureTask task,
        NotificationKind kind,
        DateTimeOffset now
    ) =>
        db.Enqueue(
            ErasureMessage.KindName,
            new ErasureMessage(task.Id, kind, task.Round, task.Reminders, now),
            now,
            about: $"/staff/requests/{request.Number}#task-{task.Id:N}"
        );

    /// <summary>Takes down that a party has been told.</summary>
    public async Task MarkNotifiedAsync(
        PortalDbContext db,
        DeletionRequest request,
        ErasureTask task,
        Actor by,
        CancellationToken ct
    )
    {
        var now = clock.GetInstant();
        request.MarkNotified(task, by, now);
        await foreach (
            var holding in PartyHoldings.HoldingsOf(db, request.WorkerId, task).AsAsyncEnumerable().WithCancellation(ct)
        )
        {
            holding.MarkAsked(now);
        }

        await db.Ledger.AppendAsync(
            new ErasureAsked(
                request.WorkerId,
                now,
                request.Number,
                task.PartyId,
                [.. task.Items.Select(i => i.ItemId)]
            ),
            request.FindLastEvent(RequestEventKind.PartyNotified).Id,
            ct
        );
    }

    /// <summary>
    /// Whatever was held is gone since the worker confirmed, by another request perhaps. No tasks would mean no end,
    /// and none is claimed unseen:
    /// the privacy team looks and answers.
    /// </summary>
    private static readonly PartyHoldings s_ourselves = new(
        "joinarena",
        "JoinArena",
        PartyKind.JoinarenaSystem,
        null,
        ConnectorType.Internal,
        []
    );
}
