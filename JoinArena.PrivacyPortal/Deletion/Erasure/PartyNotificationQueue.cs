using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Parties;

namespace JoinArena.PrivacyPortal.Deletion.Erasure;

/// <summary>
/// Enqueues notifications to parties, in the caller's unit of work. From here a notification goes one way:
/// <see cref="ErasureMessageHandler"/> takes it from the outbox and sends it over a connector,
/// <see cref="PartyNotificationService"/> decides before and notes after each attempt, and
/// <see cref="RequestProgressService"/> records that the party was notified and what it answered.
/// </summary>
internal static class PartyNotificationQueue
{
    /// <summary>
    /// Asks a party to erase, if the portal notifies it. A task that follows another request's task needs no
    /// notification, because the party is notified for that one.
    /// </summary>
    public static void EnqueueRequest(PortalDbContext db, DeletionRequest request, ErasureTask task, DateTimeOffset now)
    {
        if (task.IsNotifiedByPortal && task.FollowsTaskId is null)
            Enqueue(db, request, task, NotificationKind.Requested, now);
    }

    /// <summary>
    /// Notifies the parties that the request no longer applies, if an attempt to notify them failed and may still have
    /// reached them.
    /// </summary>
    public static void EnqueueWithdrawals(
        PortalDbContext db,
        DeletionRequest request,
        IEnumerable<ErasureTask> tasks,
        DateTimeOffset now
    )
    {
        foreach (var task in tasks.Where(MayHaveBeenReached))
            Enqueue(db, request, task, NotificationKind.Withdrawn, now);
    }

    /// <summary>Reminds a party that its answer is missing.</summary>
    public static void EnqueueReminder(
        PortalDbContext db,
        DeletionRequest request,
        ErasureTask task,
        Actor by,
        DateTimeOffset now
    )
    {
        request.MarkReminded(task, by, now);
        Enqueue(db, request, task, NotificationKind.Reminder, now);
    }

    /// <summary>The outbox messages for a task that are not done: waiting, or given up.</summary>
    public static IQueryable<OutboxMessage> QueryOpen(PortalDbContext db, DeletionRequest request, ErasureTask task)
    {
        var about = GetStaffPath(request, task);
        return db.Outbox.Where(m => m.Kind == ErasureMessage.KindName && m.DoneAt == null && m.About == about);
    }

    private static bool MayHaveBeenReached(ErasureTask task) =>
        task.IsNotifiedByPortal
        && task.LastFailedAt is not null
        && task.Connector is not ConnectorType.Internal and not ConnectorType.Http;

    private static void Enqueue(
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
            about: GetStaffPath(request, task)
        );

    /// <summary>The place on the privacy team's page where the task is shown.</summary>
    private static string GetStaffPath(DeletionRequest request, ErasureTask task) =>
        $"{RequestPaths.StaffPage(request.Number)}#task-{task.Id:N}";
}
