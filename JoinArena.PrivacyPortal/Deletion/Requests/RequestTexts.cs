using JoinArena.PrivacyPortal.Deletion.Casework.Queue;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Deletion.Requests;

/// <summary>How states and scopes are said to people. The words alone are enough; the tone only colours them.</summary>
public static class RequestTexts
{
    extension(IStringLocalizer<SharedResource> words)
    {
        public string Describe(RequestState state) =>
            state switch
            {
                RequestState.Submitted => words["Not confirmed yet"],
                RequestState.Confirmed => words["Confirmed"],
                RequestState.InProgress => words["In progress"],
                RequestState.Completed => words["Completed"],
                RequestState.PartlyCompleted => words["Partly completed"],
                RequestState.Refused => words["Refused"],
                RequestState.Withdrawn => words["Withdrawn"],
                RequestState.Expired => words["Expired"],
            };

        /// <summary>A request for which nobody had anything has not erased anything.</summary>
        public string Describe(RequestState state, bool hadNothing) =>
            hadNothing ? words["Nothing to erase"] : words.Describe(state);

        public string Describe(TaskState state) =>
            state switch
            {
                TaskState.Pending => words["Not told yet"],
                TaskState.Sent => words["Told, no answer yet"],
                TaskState.Acknowledged => words["Received it"],
                TaskState.Erased => words["Erased"],
                TaskState.NothingHeld => words["Had nothing"],
                TaskState.Retained => words["Kept for now"],
                TaskState.Irreversible => words["Cannot be undone"],
                TaskState.Refused => words["Refused"],
                TaskState.Failed => words["Could not be reached"],
            };

        /// <summary>"5 open, 1 due in 2 days, 0 overdue."</summary>
        public string Describe(QueueCount count, DisplayFormatter shown) =>
            count.NextDue is { } next
                ? words[
                    "{0} open, {1} due {2}, {3} overdue.",
                    count.Open,
                    count.DueThen,
                    shown.DaysUntil(next),
                    count.Overdue
                ]
                : words["{0} open, {1} overdue.", count.Open, count.Overdue];

        /// <summary>Where a request stands, as a heading: "4 of 6 parties have answered".</summary>
        public string Headline(TrackedRequest request) =>
            request.State switch
            {
                RequestState.Submitted => words["Not confirmed yet"],
                RequestState.Confirmed => words["Confirmed, and nobody told yet"],
                RequestState.InProgress => words.Plural(
                    request.Tasks.Count,
                    "{1} of 1 party has answered",
                    "{1} of {0} parties have answered",
                    request.Answered
                ),
                RequestState.Completed => request.HadNothing
                    ? words["There was nothing to erase"]
                    : words["Your data is erased"],
                RequestState.PartlyCompleted => words["Everyone has answered"],
                RequestState.Refused => request.RefusalReason is null
                    ? words["Every party has refused"]
                    : words["We refused this request"],
                RequestState.Withdrawn => words["You withdrew this request"],
                RequestState.Expired => words["This request has expired"],
            };

        /// <summary>What that means, in a sentence.</summary>
        public string Sentence(TrackedRequest request, DisplayFormatter shown) =>
            request.State switch
            {
                RequestState.Submitted => words["Nothing happens until you confirm it."],
                RequestState.Confirmed => words[
                    "You can take it back until {0}.",
                    shown.DateAndTime(request.CoolingOffEnds!.Value)
                ],
                RequestState.InProgress => words["Each party has to answer, and you see each answer here."],
                RequestState.Completed => request.HadNothing
                    ? words["Everyone we asked had nothing of yours."]
                    : words["Nobody we told holds your data any more."],
                RequestState.PartlyCompleted => words[
                    "Something is kept or cannot be undone. Below you see what and why."
                ],
                RequestState.Refused => words["Below you see why, and where you can complain."],
                RequestState.Withdrawn => words["Nobody was told, and nothing was erased."],
                RequestState.Expired => words["It was never confirmed. Nothing was erased."],
            };

        /// <summary>What is to be erased.</summary>
        public string Describe(DeletionScope scope, string? name, DisplayFormatter shown) =>
            scope.Kind switch
            {
                ScopeKind.Everything => words["Everything"],
                ScopeKind.Categories => shown.List(scope.Categories.Select(c => words.Describe(c))),
                ScopeKind.Interview => words["Everything of one interview: {0}", name ?? ""],
                ScopeKind.Party => words["Everything {0} has", name ?? ""],
                ScopeKind.Uncovered => words["What no clause of the policy covered"],
            };

        /// <summary>"By e-mail, at once", for how a party is told.</summary>
        public string DescribeNotification(PartyHoldings party) =>
            party switch
            {
                { IsNotifiedByPortal: false } => words["By our privacy team"],
                { Connector: ConnectorType.Email } => words["By e-mail, at once"],
                { Connector: ConnectorType.Internal } => words["Erased by this portal, at once"],
                _ => words["By a message between systems, at once"],
            };

        /// <summary>As an officer picks it.</summary>
        public string Describe(TaskOutcome outcome) => words.Describe(outcome.State);
    }

    /// <summary>
    /// Good is erased, waiting is awaited, bad needs a person, neutral is an end that is none of these.
    /// </summary>
    public static StatusKind ToTone(this TaskState state) =>
        state switch
        {
            TaskState.Erased or TaskState.NothingHeld => Shell.StatusKind.Success,
            TaskState.Pending or TaskState.Sent or TaskState.Acknowledged => Shell.StatusKind.Pending,
            TaskState.Retained or TaskState.Irreversible => Shell.StatusKind.Neutral,
            TaskState.Refused or TaskState.Failed => Shell.StatusKind.Error,
        };

    /// <inheritdoc cref="ToTone(TaskState)"/>
    public static StatusKind ToTone(this RequestState state) =>
        state switch
        {
            RequestState.Completed => Shell.StatusKind.Success,
            RequestState.Submitted or RequestState.Confirmed or RequestState.InProgress => Shell.StatusKind.Pending,
            RequestState.PartlyCompleted or RequestState.Withdrawn or RequestState.Expired => Shell.StatusKind.Neutral,
            RequestState.Refused => Shell.StatusKind.Error,
        };
}
