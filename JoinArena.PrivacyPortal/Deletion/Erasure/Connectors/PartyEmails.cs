using System.Globalization;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Erasure.Connectors;

/// <summary>What a party is written that is told by mail, in English.</summary>
public sealed class PartyEmails(IDbContextFactory<PortalDbContext> contexts)
{
    internal async Task<Notice> ComposeAsync(PartyNotification errand, string link, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var name =
            await db.Workers.Where(w => w.Id == errand.WorkerId).Select(w => w.Name).SingleOrDefaultAsync(ct)
            ?? "Somebody";
        var who = $"{name} (JoinArena's id: {errand.WorkerId})";
        var what = string.Join(
            "\n",
            errand.Items.Select(i =>
                $"{KebabCase.ToKebabCase(i.Category)}: {i.ItemId}{(i.InterviewId is null ? "" : $" (interview {i.InterviewId})")}"
            )
        );
        var due = errand.DueBy.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var please =
            $"Please erase it, with every copy and backup, and have those erase it to whom you have passed it on. Then say so by {due} on the page below; it takes no account. The link is for you alone: do not pass it on.";
        return errand.Message.Kind switch
        {
            NotificationKind.Requested => new(
                $"Erasure request {errand.Number}",
                [
                    $"{who} has asked JoinArena to have their data erased. You received the following from JoinArena:",
                    what,
                    please,
                ],
                link
            ),
            NotificationKind.Reminder => new(
                $"Reminder: erasure request {errand.Number}",
                [
                    $"We have no answer from you yet. {who} has asked JoinArena to have their data erased. You received the following from JoinArena:",
                    what,
                    please,
                ],
                link
            ),
            NotificationKind.Withdrawn => new(
                $"Withdrawn: erasure request {errand.Number}",
                [$"{who} has taken their request back. If our request to erase reached you, please disregard it.", what]
            ),
        };
    }
}
