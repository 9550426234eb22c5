using JoinArena.PrivacyPortal.Deletion.Erasure.FollowUp;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests.Tracking;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Deletion.Casework;

/// <summary>What the team reads about one party's part of a request.</summary>
internal static class PartyTaskTexts
{
    extension(IStringLocalizer<SharedResource> words)
    {
        /// <summary>What happens next, or what came of it, in one line.</summary>
        /// <param name="dueBy">The last day for the answer; null once the request has ended.</param>
        public string DescribeNext(TrackedTask task, DateOnly? dueBy, DisplayFormatter shown) =>
            task switch
            {
                { State: TaskState.NotAsked, EndedAt: { } at } => words["Refused by us on {0}", shown.Date(at)],
                { EndedAt: { } at } => words["Answered on {0}", shown.Date(at)],
                _ when dueBy is null => words["Nothing: the request has ended"],
                { HoldReason: not null } => words["Nothing while the legal hold is in place"],
                { IsHeld: true, IsAnswerAwaited: true } => words["No reminder while the legal hold is in place"],
                { IsPausedByProposal: true } => words["Nothing until the proposed refusal is decided on"],
                { FollowsOtherTask: true } => words["Asked through another request of this worker"],
                { Items.Count: 0 } => words["Search our own systems, then record what you found"],
                { State: TaskState.Failed, IsNotifiedByPortal: true } => words[
                    "Send it again, or notify by hand: copy the letter, send it, then mark as notified"
                ],
                { IsNotifiedByHand: true } => words["Notify by hand: copy the letter, send it, then mark as notified"],
                { State: TaskState.Pending } => words["The portal notifies it now"],
                { IsRemindedByPortal: true, LastNotifiedAt: { } last } => words[
                    "The portal reminds it on {0}",
                    shown.ShortDate(ReminderSchedule.FindNext(last, dueBy.Value))
                ],
                { IsReminderDue: false, LastNotifiedAt: { } told } => words[
                    "To be reminded by hand from {0}",
                    shown.ShortDate(told + ReminderSchedule.Interval)
                ],
                { RemindedAt: { } reminded } => words[
                    "Remind by hand: last reminded on {0}",
                    shown.ShortDate(reminded)
                ],
                { NotifiedAt: { } notified } => words[
                    "Remind by hand: last notified on {0}",
                    shown.ShortDate(notified)
                ],
                _ => "",
            };

        public string DescribeNotification(TrackedTask task, DisplayFormatter shown)
        {
            List<string> sentences =
            [
                task.AcknowledgedAt is { } received
                    ? words["Received on {0}.", shown.DateAndTime(received)]
                    : words["Notified on {0}.", shown.DateAndTime(task.NotifiedAt!.Value)],
            ];
            if (task.RemindedAt is { } reminded)
                sentences.Add(words["Last reminded on {0}.", shown.DateAndTime(reminded)]);
            return string.Join(' ', sentences);
        }

        public string DescribeAnswer(TrackedTask task, DisplayFormatter shown)
        {
            var at = shown.DateAndTime(task.EndedAt!.Value);
            var sentences = new List<string>
            {
                task.State.IsAnswer
                    ? words["Answered on {0}.", at]
                    : words["Refused by JoinArena on {0}. The party was never asked.", at],
            };
            if (task.Ground is { } ground)
                sentences.Add($"{words[ground.Text]} ({ground.Citation})");
            if (task.Until is { } until)
                sentences.Add(words["Kept until {0}.", shown.Date(until)]);
            if (task.Note is { } note)
                sentences.Add(note);
            return string.Join(' ', sentences);
        }
    }
}
