using System.Globalization;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Erasure.Connectors;

/// <summary>The emails to a party that is notified by email, in English.</summary>
public sealed class PartyEmails(IDbContextFactory<PortalDbContext> contexts)
{
    internal async Task<Notice> ComposeAsync(PartyNotification notification, string link, CancellationToken ct)
    {
        var person = await DescribePersonAsync(notification, ct);
        var items = string.Join("\n", notification.Items.Select(Describe));
        var number = notification.Number;
        var asked =
            $"{person} has asked JoinArena to have their data erased. You received the following from JoinArena:";
        var instruction = DescribeTask(notification.DueBy);
        return notification.Message.Kind switch
        {
            NotificationKind.Requested => new($"Erasure request {number}", [asked, items, instruction], link),
            NotificationKind.Reminder => new(
                $"Reminder: erasure request {number}",
                [$"You have not answered this request yet. {asked}", items, instruction],
                link
            ),
            NotificationKind.Withdrawn => new(
                $"Withdrawn: erasure request {number}",
                [
                    $"The erasure request of {person} no longer applies. "
                        + "If you received our request to erase the following, please disregard it:",
                    items,
                ]
            ),
        };
    }

    /// <summary>
    /// A company or a website knows the person by name. A service that only processed the data knows ids, and is told no name
    /// (data minimisation, GDPR 5(1)(c)).
    /// </summary>
    private async Task<string> DescribePersonAsync(PartyNotification notification, CancellationToken ct)
    {
        var workerId = notification.WorkerId;
        if (notification.PartyKind is not (PartyKind.HiringCompany or PartyKind.ExternalSource))
            return $"A person (id at JoinArena: {workerId})";
        await using var db = await contexts.CreateDbContextAsync(ct);
        var name = await db.Workers.Where(w => w.Id == workerId).Select(w => w.Name).SingleOrDefaultAsync(ct);
        return $"{name ?? "A person"} (id at JoinArena: {workerId})";
    }

    private static string Describe(TaskItem item)
    {
        var interview = item.InterviewId is null ? "" : $" (interview {item.InterviewId})";
        return $"{KebabCase.ToKebabCase(item.Category)}: {item.ItemId}{interview}";
    }

    private static string DescribeTask(DateOnly dueBy)
    {
        var date = dueBy.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return "Please erase this data, including every copy and backup. If you have passed it on, please have the "
            + $"recipients erase it too. Then tell us the result by {date} on the page below. "
            + "You don't need an account. The link is for you only: please do not pass it on.";
    }
}
