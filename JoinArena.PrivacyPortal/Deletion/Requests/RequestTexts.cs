using JoinArena.PrivacyPortal.Deletion.Requests.Receipt;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Disclosures.MyData;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Deletion.Requests;

/// <summary>The texts for states and scopes. The text alone says it all; the status kind only adds a colour.</summary>
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

        /// <summary>Nothing was erased if no party held anything, so we don't call that completed.</summary>
        public string Describe(RequestState state, bool hadNothing) =>
            hadNothing ? words["Nothing to erase"] : words.Describe(state);

        /// <summary>How a request reached us, as the end of a sentence: "by phone".</summary>
        public string Describe(RequestChannel channel) =>
            channel switch
            {
                RequestChannel.Portal => words["through this portal"],
                RequestChannel.Email => words["by email"],
                RequestChannel.Mail => words["by letter"],
                RequestChannel.Phone => words["by phone"],
                RequestChannel.Support => words["through support"],
                RequestChannel.Agent => words["through an agent"],
                RequestChannel.Employer => words["through an employer"],
            };

        /// <summary>How a request reached us, under a heading: "Phone".</summary>
        public string Name(RequestChannel channel) =>
            channel switch
            {
                RequestChannel.Portal => words["This portal"],
                RequestChannel.Email => words["Email"],
                RequestChannel.Mail => words["Letter"],
                RequestChannel.Phone => words["Phone"],
                RequestChannel.Support => words["Support"],
                RequestChannel.Agent => words["Agent"],
                RequestChannel.Employer => words["Employer"],
            };

        public string Describe(TaskState state) =>
            state switch
            {
                TaskState.Pending => words["Not notified yet"],
                TaskState.Sent => words["Notified, no answer yet"],
                TaskState.Acknowledged => words["Receipt confirmed"],
                TaskState.Erased => words["Erased"],
                TaskState.NothingHeld => words["Held nothing"],
                TaskState.Retained => words["Kept for now"],
                TaskState.Irreversible => words["Cannot be undone"],
                TaskState.Refused => words["Refused"],
                TaskState.NotAsked => words["Not asked: JoinArena refused this part"],
                TaskState.Failed => words["Could not be reached"],
            };

        /// <summary>What the worker wants erased.</summary>
        public string Describe(DeletionScope scope, ScopeName? name, DisplayFormatter shown) =>
            scope.Kind switch
            {
                ScopeKind.Everything => words["Everything"],
                ScopeKind.Categories => shown.List(scope.Categories.Select(c => words.Describe(c))),
                ScopeKind.Interview => words[
                    "{0}, and what parties received with it",
                    words.DescribeInterview(name?.Interview ?? new(scope.InterviewId!, null, null), shown)
                ],
                ScopeKind.Party => words["Everything {0} has", name?.Party ?? scope.PartyId!],
                ScopeKind.Uncovered => words["Data that no clause of the policy covered"],
            };

        /// <summary>What the worker wants erased, without naming the interview or the party.</summary>
        public string DescribeKind(ScopeKind scope) =>
            scope switch
            {
                ScopeKind.Everything => words["Everything"],
                ScopeKind.Categories => words["Some kinds of data"],
                ScopeKind.Interview => words["One interview"],
                ScopeKind.Party => words["Everything at one party"],
                ScopeKind.Uncovered => words["Data that no clause of the policy covered"],
            };

        /// <summary>How a party will be notified: "We email this party."</summary>
        public string DescribeNotification(PartyHoldings party) =>
            party switch
            {
                { IsNotifiedByPortal: false } => words["Our privacy team notifies this party."],
                { Connector: ConnectorType.Email } => words["We email this party."],
                { Connector: ConnectorType.Internal } => words["This portal erases it itself."],
                _ => words["We send this party an automatic message."],
            };

        /// <summary>An answer, as an officer chooses it in the form.</summary>
        public string Describe(TaskOutcome outcome) => words.Describe(outcome.State);
    }

    /// <summary>
    /// Success is erased, pending is awaited, an error is refused or needs a person, and any other end is neutral.
    /// </summary>
    public static StatusKind ToStatusKind(this TaskState state) =>
        state switch
        {
            TaskState.Erased or TaskState.NothingHeld => StatusKind.Success,
            TaskState.Pending or TaskState.Sent or TaskState.Acknowledged => StatusKind.Pending,
            TaskState.Retained or TaskState.Irreversible => StatusKind.Neutral,
            TaskState.Refused or TaskState.NotAsked or TaskState.Failed => StatusKind.Error,
        };

    /// <inheritdoc cref="ToStatusKind(TaskState)"/>
    public static StatusKind ToStatusKind(this RequestState state) =>
        state switch
        {
            RequestState.Completed => StatusKind.Success,
            RequestState.Submitted or RequestState.Confirmed or RequestState.InProgress => StatusKind.Pending,
            RequestState.PartlyCompleted or RequestState.Withdrawn or RequestState.Expired => StatusKind.Neutral,
            RequestState.Refused => StatusKind.Error,
        };
}
