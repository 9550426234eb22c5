using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Deletion.Requests.WorkerEmails;

/// <summary>What one party answered, as the subject of an email or the begin of a paragraph, without a full stop.</summary>
internal static class AnswerTexts
{
    extension(IStringLocalizer<SharedResource> words)
    {
        /// <param name="scope">What the request is about: who erased one interview has not erased everything.</param>
        /// <param name="interviewAt">When the interview was held that it is about; null to leave that unsaid.</param>
        /// <param name="task">A part that has ended.</param>
        public string DescribeAnswer(
            ScopeKind scope,
            DateTimeOffset? interviewAt,
            ErasureTask task,
            DisplayFormatter shown
        ) =>
            task.State switch
            {
                TaskState.Erased => scope switch
                {
                    ScopeKind.Everything or ScopeKind.Party => words["{0} has erased your data", task.PartyName],
                    ScopeKind.Interview when interviewAt is { } held => words[
                        "{0} has erased your interview of {1}",
                        task.PartyName,
                        shown.Date(held)
                    ],
                    ScopeKind.Interview => words["{0} has erased your interview", task.PartyName],
                    ScopeKind.Categories or ScopeKind.Uncovered => words[
                        "{0} has erased the data you chose",
                        task.PartyName
                    ],
                },
                TaskState.NothingHeld => words["{0} held none of this data", task.PartyName],
                TaskState.Retained => words[
                    "{0} keeps this data until {1}",
                    task.PartyName,
                    shown.Date(task.Until!.Value)
                ],
                TaskState.Irreversible => words["{0} cannot undo what was done with this data", task.PartyName],
                TaskState.Refused => words["{0} has refused to erase this data", task.PartyName],
                TaskState.NotAsked => words["We refused to ask {0}, so it gave no answer", task.PartyName],
                TaskState.Pending or TaskState.Sent or TaskState.Acknowledged or TaskState.Failed =>
                    throw new InvalidOperationException($"A part that is {task.State} has not ended."),
            };
    }
}
