using System.Linq.Expressions;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Parties;

namespace JoinArena.PrivacyPortal.Deletion.Erasure.FollowUp;

/// <summary>When a party that has not answered is reminded: every week, and once in the last days before the deadline.</summary>
internal static class ReminderSchedule
{
    public static readonly TimeSpan Interval = TimeSpan.FromDays(7);

    /// <summary>The last days before the deadline.</summary>
    public static readonly TimeSpan BeforeDeadline = TimeSpan.FromDays(3);

    /// <summary>No party is reminded twice within this time, by whomever.</summary>
    public static readonly TimeSpan MinInterval = TimeSpan.FromDays(1);

    /// <summary>When the portal reminds the party next.</summary>
    /// <param name="last">When it was last notified or reminded.</param>
    public static DateTimeOffset FindNext(DateTimeOffset last, DateOnly dueBy)
    {
        var weekly = last + Interval;
        var lastDays = new DateTimeOffset(dueBy, TimeOnly.MinValue, TimeSpan.Zero) - BeforeDeadline;
        if (last >= lastDays)
            return weekly;
        var soonest = last + MinInterval;
        var beforeDeadline = lastDays > soonest ? lastDays : soonest;
        return weekly < beforeDeadline ? weekly : beforeDeadline;
    }

    /// <summary>The parties that a person has to remind by now. One under a legal hold is not reminded.</summary>
    public static IQueryable<ErasureTask> QueryDueByHand(PortalDbContext db, DateTimeOffset now)
    {
        var held = db.QueryHeld();
        return db.ErasureTasks.Where(IsDueByHand(now)).Where(t => !held.Any(h => h.Id == t.Id));
    }

    /// <summary>
    /// Whether a person has to remind the party of a request in progress by now: it was last told a week ago, and the
    /// portal does not remind it. Databases answer it too, hence the contact: an email address or a web address.
    /// </summary>
    private static Expression<Func<ErasureTask, bool>> IsDueByHand(DateTimeOffset now)
    {
        var weekAgo = now - Interval;
        return t =>
            (t.State == TaskState.Sent || t.State == TaskState.Acknowledged)
            && t.FollowsTaskId == null
            && (t.RemindedAt ?? t.NotifiedAt) <= weekAgo
            && t.Connector != ConnectorType.Webhook
            && (t.Connector != ConnectorType.Email || t.Contact == null || t.Contact.Contains("://"))
            && t.Items.Any();
    }
}
