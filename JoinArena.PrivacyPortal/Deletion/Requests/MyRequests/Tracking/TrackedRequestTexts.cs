using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Deletion.Requests.MyRequests.Tracking;

/// <summary>The heading and the summary of a request's page.</summary>
public static class TrackedRequestTexts
{
    extension(IStringLocalizer<SharedResource> words)
    {
        /// <summary>The state of a request as a heading: "4 of 6 parties have answered".</summary>
        public string Headline(TrackedRequest request) =>
            request.State switch
            {
                RequestState.Submitted => words["Not confirmed yet"],
                RequestState.Confirmed => words["Confirmed, no party notified yet"],
                RequestState.InProgress => words.Plural(
                    request.Tasks.Count,
                    "{1} of 1 party has answered",
                    "{1} of {0} parties have answered",
                    request.Answered
                ),
                RequestState.Completed => request.HadNothing
                    ? words["There was nothing to erase"]
                    : words["Your data has been erased"],
                RequestState.PartlyCompleted => words["Every party has answered"],
                RequestState.Refused => request.RefusalReason is null
                    ? words["Every party has refused"]
                    : words["We refused this request"],
                RequestState.Withdrawn => words["You withdrew this request"],
                RequestState.Expired => words["This request has expired"],
            };

        /// <summary>What that state means for the worker, in a sentence.</summary>
        public string Sentence(TrackedRequest request, DisplayFormatter shown) =>
            request.State switch
            {
                RequestState.Submitted => words["Nothing happens until you confirm it."],
                RequestState.Confirmed => words[
                    "You can withdraw it until {0}.",
                    shown.DateAndTime(request.CoolingOffEnds!.Value)
                ],
                RequestState.InProgress => words["Each party must answer. You will see each answer here."],
                RequestState.Completed => request.HadNothing
                    ? words["No party we asked held any of this data."]
                    : words["Every party we notified has erased this data or held none of it."],
                RequestState.PartlyCompleted => words[
                    "Not everything was erased. Below you can see what each party answered."
                ],
                RequestState.Refused => words["Below you can read why, and where you can complain."],
                RequestState.Withdrawn => words["No party was notified, and nothing was erased."],
                RequestState.Expired => words["It was not confirmed in time. Nothing was erased."],
            };
    }
}
