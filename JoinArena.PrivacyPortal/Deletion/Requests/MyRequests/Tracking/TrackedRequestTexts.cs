using JoinArena.PrivacyPortal.Deletion.Requests.Outcomes;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Deletion.Requests.MyRequests.Tracking;

/// <summary>What the state of a request means for the worker.</summary>
public static class TrackedRequestTexts
{
    extension(IStringLocalizer<SharedResource> words)
    {
        /// <summary>What that state means for the worker, in a sentence or more.</summary>
        public string Sentence(TrackedRequest request, DisplayFormatter shown) =>
            string.Join(' ', [words.Explain(request, shown), .. words.DescribeRest(request.Outcomes)]);

        /// <summary>The same for a worker who has closed their account: they can no longer withdraw the request.</summary>
        public string SentenceWithoutAccount(TrackedRequest request, DisplayFormatter shown) =>
            request switch
            {
                { State: RequestState.Confirmed, IsIdentityAwaited: true } => words[
                    "Until then we don’t ask any party to erase anything."
                ],
                { State: RequestState.Confirmed, CoolingOffEnds: { } ends } => words[
                    "No party is notified before {0}.",
                    shown.DateAndTime(ends)
                ],
                _ => words.Sentence(request, shown),
            };

        private string Explain(TrackedRequest request, DisplayFormatter shown) =>
            request.State switch
            {
                RequestState.Submitted => words["Nothing happens until you confirm it."],
                RequestState.Confirmed when request.IsIdentityAwaited => words[
                    "Until then we don’t ask any party to erase anything. You can withdraw the request."
                ],
                RequestState.Confirmed => words[
                    "You can withdraw it until {0}.",
                    shown.DateAndTime(request.CoolingOffEnds!.Value)
                ],
                RequestState.InProgress => request.Outcomes.HasRefusal
                    ? words["Below you can read why something was refused, and where you can complain."]
                    : words["We ask each party for an answer. You will see each answer here."],
                RequestState.Completed => request.HadNothing
                    ? words["No party we asked held any of this data."]
                    : words["The certificate says who erased it and when."],
                RequestState.PartlyCompleted => request.Outcomes.HasRefusal
                    ? words["Below you can read why, and where you can complain."]
                    : words.DescribeWhatStays(request.Outcomes),
                RequestState.Refused => words["Below you can read why, and where you can complain."],
                RequestState.Withdrawn => words["No party was notified, and nothing was erased."],
                RequestState.Expired => words["It was not confirmed in time. Nothing was erased."],
            };

        private string DescribeWhatStays(RequestOutcomes outcomes) =>
            (outcomes.Count(TaskState.Retained), outcomes.Count(TaskState.Irreversible)) switch
            {
                (_, 0) => words["Below you can read why something is kept, and until when."],
                (0, _) => words["Below you can read what cannot be undone, and what the party does instead."],
                _ => words["Below you can read what is kept and until when, and what cannot be undone."],
            };
    }
}
