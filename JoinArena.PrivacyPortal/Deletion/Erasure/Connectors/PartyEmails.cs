using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Input;
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
        var instruction = $"Please erase this data. {ErasureInstruction.Text}";
        var laws = DescribeLaws(notification.Laws);
        var answer = DescribeAnswer(notification.DueBy);
        return notification.Message.Kind switch
        {
            NotificationKind.Requested => new(
                $"Deletion request {number}",
                [asked, items, instruction, laws, answer],
                link
            ),
            NotificationKind.Reminder => new(
                $"Reminder: deletion request {number}",
                [$"You have not answered this request yet. {asked}", items, instruction, laws, answer],
                link
            ),
            NotificationKind.Withdrawn => new(
                $"Withdrawn: deletion request {number}",
                [
                    $"The deletion request of {person} no longer applies. "
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
            return $"A person (reference at JoinArena: {workerId})";
        await using var db = await contexts.CreateDbContextAsync(ct);
        var name = await db.Workers.Where(w => w.Id == workerId).Select(w => w.Name).SingleOrDefaultAsync(ct);
        return $"{name ?? "A person"} (reference at JoinArena: {workerId})";
    }

    /// <summary>"Interview recording (reference at JoinArena: rec-1; interview it belongs to: int-1)".</summary>
    private static string Describe(TaskItem item)
    {
        var kind = item.Category.ToKebabCase().Replace('-', ' ');
        var interview = item.InterviewId is null ? "" : $"; interview it belongs to: {item.InterviewId}";
        var own = item.References is null ? "" : $"; your reference: {item.References.Replace("\n", ", ")}";
        return $"{char.ToUpperInvariant(kind[0])}{kind[1..]} (reference at JoinArena: {item.ItemId}{interview}{own})";
    }

    /// <summary>
    /// The email to a party whose own API was called: an API takes no words, and reaches neither backups nor others.
    /// </summary>
    internal static Notice ComposeInstruction(PartyNotification notification) =>
        new(
            $"Deletion request {notification.Number}: copies and backups",
            [
                "A person has asked JoinArena to have their data erased. We have called your deletion API for the "
                    + "following:",
                string.Join("\n", notification.Items.Select(Describe)),
                ErasureInstruction.Text,
                DescribeLaws(notification.Laws),
                "You don’t need to answer this email.",
            ]
        );

    private static string DescribeLaws(IReadOnlyList<ErasureLaw> laws) =>
        $"We ask under: {string.Join("; ", laws.Select(l => l.Name))}.";

    private static string DescribeAnswer(DateOnly dueBy)
    {
        var date = dueBy.ToIsoDay();
        return $"Then tell us the result by {date} on the page below. "
            + "You don’t need an account. The link is for you only: please do not pass it on.";
    }
}
