using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;

/// <summary>What earlier requests came to, for a worker who is about to ask again.</summary>
public static class EarlierAnswerTexts
{
    extension(IStringLocalizer<SharedResource> words)
    {
        /// <summary>"Northwind, until 31 December 2027", or that it refused.</summary>
        public string Describe(EarlierAnswer answer, DisplayFormatter shown) =>
            answer.State switch
            {
                TaskState.Retained => words["{0}, until {1}", answer.PartyName, shown.Date(answer.Until!.Value)],
                TaskState.Refused => words["{0} has refused to erase this data", answer.PartyName],
                TaskState.Irreversible => words["{0} cannot undo what was done with this data", answer.PartyName],
                TaskState.NotAsked => words["JoinArena refused to ask {0}", answer.PartyName],
                TaskState.Pending
                or TaskState.Sent
                or TaskState.Acknowledged
                or TaskState.Erased
                or TaskState.NothingHeld
                or TaskState.Failed => throw new InvalidOperationException(
                    $"A part that is {answer.State} left nothing."
                ),
            };

        /// <summary>Whose answer it was, and to which request.</summary>
        public string DescribeOrigin(EarlierAnswer answer) =>
            answer.State is TaskState.NotAsked
                ? words["That was our decision on {0}.", answer.Number]
                : words["That was its answer to {0}.", answer.Number];
    }
}
