using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Deletion.Casework.Queue;

/// <summary>The texts about the queue.</summary>
internal static class QueueTexts
{
    extension(QueueView view)
    {
        /// <summary>The address of the queue in this view.</summary>
        public string ToPath() =>
            view is QueueView.Open ? "/staff/requests" : $"/staff/requests?view={view.ToKebabCase()}";
    }

    extension(IStringLocalizer<SharedResource> words)
    {
        /// <summary>The name of a view: "Due this week".</summary>
        public string Describe(QueueView view) =>
            view switch
            {
                QueueView.Open => words["Open"],
                QueueView.Overdue => words["Overdue"],
                QueueView.DueSoon => words["Due this week"],
                QueueView.Mine => words["Mine"],
                QueueView.AwaitingProof => words["Waiting for proof"],
                QueueView.ToDecide => words["To decide"],
                QueueView.Unanswered => words["Message to answer"],
                QueueView.Ended => words["Ended"],
            };

        /// <summary>What a view lists, and in what order.</summary>
        public string DescribeList(QueueView view) =>
            view switch
            {
                QueueView.Open => words["Open requests by deadline"],
                QueueView.Overdue => words["Overdue requests by deadline"],
                QueueView.DueSoon => words["Requests due this week, by deadline"],
                QueueView.Mine => words["Requests assigned to you, by deadline"],
                QueueView.AwaitingProof => words["Requests that wait for proof of identity, by deadline"],
                QueueView.ToDecide => words["Requests with a proposed refusal, by deadline"],
                QueueView.Ended => words["Ended requests, newest first"],
                QueueView.Unanswered => words["Requests with an unanswered message"],
            };

        /// <summary>That a view has nothing.</summary>
        public string DescribeNone(QueueView view) =>
            view switch
            {
                QueueView.Open => words["No request is open"],
                QueueView.Overdue => words["No request is overdue"],
                QueueView.DueSoon => words["No request is due this week"],
                QueueView.Mine => words["No request is assigned to you"],
                QueueView.AwaitingProof => words["No request waits for proof of identity"],
                QueueView.ToDecide => words["No refusal is waiting for a decision"],
                QueueView.Ended => words["No request has ended"],
                QueueView.Unanswered => words["Every message is answered"],
            };

        /// <summary>"3 requests are yours now."</summary>
        /// <param name="officer">Who they were assigned to; null or empty for no one.</param>
        /// <param name="me">The reader's sign-in.</param>
        public string DescribeAssigned(int count, string? officer, string? me)
        {
            if (string.IsNullOrEmpty(officer))
                return words.Plural(count, "1 request is no one’s now.", "{0} requests are no one’s now.");
            return officer == me
                ? words.Plural(count, "1 request is yours now.", "{0} requests are yours now.")
                : words.Plural(count, "1 request is assigned to {1}.", "{0} requests are assigned to {1}.", officer);
        }

        /// <summary>"5 open, 1 overdue. The next is due on 3 December."</summary>
        public string Describe(QueueCount count, DisplayFormatter shown)
        {
            if (count.Open == 0)
                return words["No request is open."];
            string open =
                count.Overdue > 0
                    ? words["{0} open, {1} overdue.", count.Open, count.Overdue]
                    : words["{0} open.", count.Open];
            if (count.NextDue is not { } next)
                return open;
            var due = words.Plural(
                count.DueThen,
                "The next is due on {1}.",
                "The next {0} are due on {1}.",
                shown.ShortDate(next)
            );
            return $"{open} {due}";
        }

        /// <summary>"2 requests wait for you. 5 are open; the next, DR-2026-000002, is due on 3 December. 1 is overdue."</summary>
        /// <param name="isOfficer">True if the reader works on requests.</param>
        public string DescribeWork(RequestWork work, QueueCount count, bool isOfficer, DisplayFormatter shown)
        {
            List<string> sentences = [words.DescribeWaiting(work.Count, isOfficer)];
            if (count.NextDue is { } next)
            {
                sentences.Add(
                    words.Plural(
                        count.Open,
                        "1 is open: {2}, due on {1}.",
                        "{0} are open; the next, {2}, is due on {1}.",
                        shown.ShortDate(next),
                        work.Next ?? ""
                    )
                );
            }
            if (count.Overdue > 0)
                sentences.Add(words.Plural(count.Overdue, "1 is overdue.", "{0} are overdue."));
            return string.Join(' ', sentences);
        }

        private string DescribeWaiting(int waiting, bool isOfficer) =>
            (waiting, isOfficer) switch
            {
                (0, true) => words["No request waits for you."],
                (0, false) => words["No request waits for the team."],
                (_, true) => words.Plural(waiting, "1 request waits for you.", "{0} requests wait for you."),
                (_, false) => words.Plural(waiting, "1 request waits for the team.", "{0} requests wait for the team."),
            };

        /// <summary>What has to happen next: "2 parties to notify".</summary>
        public string DescribeNeed(QueueLine line, DisplayFormatter shown) =>
            line switch
            {
                { IsUnanswered: true } => words["An answer to the worker"],
                { IsToDecide: true, IsOwnProposal: false } => words["A second officer’s decision"],
                { IsIdentityAwaited: true } => words["The worker’s proof of identity"],
                { State: RequestState.InProgress, PartiesToNotify: > 0 } => words.Plural(
                    line.PartiesToNotify,
                    "1 party to notify",
                    "{0} parties to notify"
                ),
                { State: RequestState.InProgress, PartiesToRemind: > 0 } => words.Plural(
                    line.PartiesToRemind,
                    "1 party to remind",
                    "{0} parties to remind"
                ),
                { IsToDecide: true } => words["Another officer’s decision"],
                { State: RequestState.Confirmed } => words[
                    "Nothing until {0}",
                    shown.ShortDateAndTime(line.CoolingOffEnds!.Value)
                ],
                { IsWithheld: true } => words["The worker’s proof of identity"],
                { State: RequestState.InProgress } => words.Plural(
                    line.Asked - line.Answered,
                    "1 answer missing",
                    "{0} answers missing"
                ),
                _ => "",
            };
    }
}
