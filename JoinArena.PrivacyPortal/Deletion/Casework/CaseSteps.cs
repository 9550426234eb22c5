using JoinArena.PrivacyPortal.Deletion.Casework.Decisions;
using JoinArena.PrivacyPortal.Deletion.Erasure.FollowUp;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests.Tracking;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Deletion.Casework;

/// <summary>One thing to do about a request, or what it waits for.</summary>
/// <param name="Text">The step, up to its links.</param>
/// <param name="Links">Where it is done; none where there is nothing to do.</param>
public sealed record CaseStep(string Text, params IReadOnlyList<CaseLink> Links)
{
    /// <summary>What follows the links: "."</summary>
    public string After { get; init; } = "";
}

/// <summary>A link to the part of the request's page where a step is done.</summary>
public sealed record CaseLink(string Text, string Anchor);

/// <summary>What to do next about a request, the most urgent first.</summary>
internal static class CaseSteps
{
    extension(IStringLocalizer<SharedResource> words)
    {
        /// <param name="request">The request.</param>
        /// <param name="details">What only the team sees of it.</param>
        /// <param name="proposals">The refusals that wait, oldest first.</param>
        /// <param name="decider">The reader's sign-in, if they are an officer.</param>
        /// <param name="shown">Writes dates.</param>
        public IEnumerable<CaseStep> FindSteps(
            TrackedRequest request,
            CaseworkDetails details,
            IReadOnlyList<PendingRefusal> proposals,
            string? decider,
            DisplayFormatter shown
        )
        {
            if (details.IsUnanswered)
            {
                yield return new(
                    words["The worker has written and has no answer yet."],
                    new CaseLink(words["Answer"], "messages")
                );
            }

            if (proposals.Any(p => p.Obstacle is null))
                yield return words.FindDecision([.. proposals.Where(p => p.Obstacle is null)], decider);
            foreach (var stale in proposals.Where(p => p.Obstacle is not null))
            {
                yield return new(
                    words["A proposed refusal can no longer be approved: close it."],
                    new CaseLink(words["Read why"], stale.Anchor)
                );
            }

            if (request.IsIdentityAwaited || request.IsWithheld)
            {
                yield return new(
                    words["The worker has to prove who they are. Record it when the proof has come."],
                    new CaseLink(words["Record it"], "about")
                );
            }
            else if (request.State is RequestState.Confirmed)
            {
                yield return new(
                    words[
                        "The parties are asked on {0}, when the worker’s time to withdraw is over.",
                        shown.ShortDateAndTime(request.CoolingOffEnds ?? request.SubmittedAt)
                    ]
                );
            }

            if (request.State is RequestState.InProgress)
            {
                foreach (var step in words.FindPartySteps(request, shown))
                    yield return step;
            }

            if (details.Owner is null)
                yield return new(words["It is assigned to no one."], new CaseLink(words["Assign it"], "team"));
        }

        // The officer who proposed a refusal only waits: another one decides.
        private CaseStep FindDecision(IReadOnlyList<PendingRefusal> proposals, string? decider)
        {
            var first = proposals.FirstOrDefault(p => p.MayBeDecidedBy(decider)) ?? proposals[0];
            var text =
                first.MayBeDecidedBy(decider) ? words["A proposed refusal waits for your decision."]
                : decider is null ? words["A proposed refusal waits for a second officer."]
                : words["The refusal that you proposed waits for another officer."];
            return new(text, new CaseLink(words["Read it"], first.Anchor));
        }

        private IEnumerable<CaseStep> FindPartySteps(TrackedRequest request, DisplayFormatter shown)
        {
            var own = request
                .Tasks.Where(t => t is { Items.Count: 0, State.IsEnd: false, IsPausedByProposal: false })
                .ToList();
            var byHand = request.Tasks.Where(t => t is { IsNotifiedByHand: true, Items.Count: > 0 }).ToList();
            var unreached = byHand.FindAll(t => t.State is TaskState.Failed);
            var unnotified = byHand.FindAll(t => t.State is not TaskState.Failed);
            var awaited = request.Tasks.Where(t => t is { IsAnswerAwaited: true, IsHeld: false }).ToList();
            var silent = awaited.FindAll(t => t.IsReminderDue);
            if (own.Count > 0)
                yield return LinkTo(own, words["Search our own systems, then record what you found:"], ".");
            if (unreached.Count > 0)
            {
                yield return LinkTo(
                    unreached,
                    words.Plural(unreached.Count, "1 party could not be reached:", "{0} parties could not be reached:"),
                    words[". Send it again, or notify by hand."]
                );
            }

            if (unnotified.Count > 0)
            {
                yield return LinkTo(
                    unnotified,
                    words.Plural(unnotified.Count, "Notify 1 party by hand:", "Notify {0} parties by hand:"),
                    words.Plural(
                        unnotified.Count,
                        ". Copy the letter, send it to the party, then mark the party as notified.",
                        ". Copy each letter, send it to its party, then mark the party as notified."
                    )
                );
            }

            if (silent.Count > 0)
            {
                // The latest of the days: by then each of them had been notified.
                yield return LinkTo(
                    silent,
                    words.Plural(
                        silent.Count,
                        "Remind 1 party that has not answered since {1}:",
                        "Remind {0} parties that have not answered since {1}:",
                        shown.ShortDate(silent.Max(t => t.LastNotifiedAt!.Value))
                    ),
                    "."
                );
            }

            var later = awaited.FindAll(t => t is { IsReminderDue: false, IsRemindedByPortal: false });
            if (later.Count > 0)
                yield return words.PlanReminders(later, shown);
            if (words.DescribeReminders(awaited.FindAll(t => t.IsRemindedByPortal), request, shown) is { } reminders)
                yield return new(reminders);
        }

        /// <summary>Which parties a person has to remind, and from which day.</summary>
        private CaseStep PlanReminders(List<TrackedTask> later, DisplayFormatter shown)
        {
            var days = later
                .Select(t => shown.ShortDate(t.LastNotifiedAt!.Value + ReminderSchedule.Interval))
                .Distinct(StringComparer.Ordinal);
            var first = shown.ShortDate(later.Min(t => t.LastNotifiedAt!.Value) + ReminderSchedule.Interval);
            return LinkTo(
                later,
                words["Remind"],
                days.Count() == 1 ? words[" by hand from {0}.", first] : words[" by hand, the first from {0}.", first]
            );
        }

        /// <summary>That the portal reminds parties by itself, and when next.</summary>
        private string? DescribeReminders(List<TrackedTask> awaited, TrackedRequest request, DisplayFormatter shown)
        {
            if (awaited.Count == 0 || request.DueBy is not { } dueBy)
                return null;
            var next = awaited.Min(t => ReminderSchedule.FindNext(t.LastNotifiedAt!.Value, dueBy));
            return words.Plural(
                awaited.Count,
                "The portal reminds 1 party by itself, next on {1}.",
                "The portal reminds {0} parties by itself, next on {1}.",
                shown.Date(next)
            );
        }
    }

    private static CaseStep LinkTo(List<TrackedTask> tasks, string text, string after) =>
        new(text, [.. tasks.Select(t => new CaseLink(t.PartyName, $"task-{t.Id:N}"))]) { After = after };
}
