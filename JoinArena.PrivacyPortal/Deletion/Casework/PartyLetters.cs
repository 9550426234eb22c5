using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Erasure;
using JoinArena.PrivacyPortal.Deletion.Erasure.Answers;
using JoinArena.PrivacyPortal.Deletion.Erasure.Connectors;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests.Tracking;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Notifications;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Casework;

/// <summary>
/// The letters to parties that a person tells: the words and the link of the email that a party with an address gets, to be
/// copied.
/// </summary>
public sealed class PartyLetters(
    IDbContextFactory<PortalDbContext> contexts,
    PartyEmails emails,
    OutcomeLinks links,
    DeadlineRules rules,
    PublicAddress portal
)
{
    /// <summary>The letters of a request that a person has to send now, or can send as a reminder, by task.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> FindAsync(TrackedRequest shown, CancellationToken ct)
    {
        var letters = new Dictionary<Guid, string>();
        var kinds = shown.Tasks.Select(t => (t.Id, Kind: FindKind(t))).Where(t => t.Kind is not null).ToDictionary();
        if (shown.State is not RequestState.InProgress || kinds.Count == 0)
            return letters;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var request = await db
            .DeletionRequests.AsNoTracking()
            .Include(r => r.Tasks)
            .SingleOrDefaultAsync(r => r.Number == shown.Number, ct);
        foreach (var task in request?.Tasks.Where(t => kinds.ContainsKey(t.Id)) ?? [])
            letters[task.Id] = await ComposeAsync(request!, task, kinds[task.Id]!.Value, ct);
        return letters;
    }

    /// <summary>The letter that a person sends to the party, if they do and it is asked for something.</summary>
    private static NotificationKind? FindKind(TrackedTask task) =>
        task switch
        {
            { Items.Count: 0 } => null,
            { IsNotifiedByHand: true } => NotificationKind.Requested,
            { IsAnswerAwaited: true, IsRemindedByPortal: false } => NotificationKind.Reminder,
            _ => null,
        };

    private async Task<string> ComposeAsync(
        DeletionRequest request,
        ErasureTask task,
        NotificationKind kind,
        CancellationToken ct
    )
    {
        var message = new ErasureMessage(task.Id, kind, task.Round, task.Reminders, request.SubmittedAt);
        var notification = PartyNotification.FromTask(message, request, task, rules);
        var link = links.CreatePagePath(task.Id, task.Round, notification.DueBy);
        return ToText(await emails.ComposeAsync(notification, link, ct), portal.GetUri(link));
    }

    private static string ToText(Notice letter, Uri link) =>
        string.Join("\n\n", [letter.Subject, .. letter.Paragraphs, link.ToString()]);
}
