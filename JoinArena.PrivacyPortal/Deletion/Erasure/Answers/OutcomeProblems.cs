using System.Diagnostics;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using Microsoft.AspNetCore.Http.HttpResults;

namespace JoinArena.PrivacyPortal.Deletion.Erasure.Answers;

/// <summary>The problem details that a party receives when its answer is not recorded.</summary>
internal static class OutcomeProblems
{
    /// <summary>What is kept has no last day, or one that is over.</summary>
    public static FieldError UntilNeeded { get; } =
        new("/until", "Give the last day on which the data is kept, today or later, such as 2027-12-31.");

    public static ProblemHttpResult Create(OutcomeLinkError error) =>
        error switch
        {
            OutcomeLinkError.Forged => ApiProblem.Create(
                403,
                "link-invalid",
                "This link is not valid",
                "Use the link exactly as we sent it, for the erasure we sent it for. Nothing was changed."
            ),
            OutcomeLinkError.Expired => ApiProblem.Create(
                410,
                "link-expired",
                "This link has expired",
                "Answer with an API key, or write to the privacy team. Nothing was changed."
            ),
        };

    public static ProblemHttpResult Create(OutcomeError error) =>
        error switch
        {
            OutcomeError.NotFound => ApiProblem.Create(
                404,
                "not-found",
                "There is nothing with this id",
                "Check that the task id is the one we gave you."
            ),
            OutcomeError.NotNow => ApiProblem.Create(
                409,
                "not-now",
                "This erasure is not open",
                "Its request has not started yet or has ended, or JoinArena decided not to ask for it. Nothing was changed."
            ),
            OutcomeError.AlreadyAnswered => ApiProblem.Create(
                409,
                "already-answered",
                "This erasure already has a different answer",
                "The first answer remains valid. We kept this one for the privacy team. "
                    + "If the first answer was wrong, write to the privacy team."
            ),
            OutcomeError.AskedAgain => ApiProblem.Create(
                410,
                "link-superseded",
                "We have asked you again since we sent this link",
                "Use the link of our latest message. We kept your answer for the privacy team; it changes nothing."
            ),
            // Only officers notify parties or correct with a reason, and not through the API.
            OutcomeError.RefusalProposed or OutcomeError.SameAnswer or OutcomeError.ReasonNeeded =>
                throw new UnreachableException(),
            OutcomeError.GroundNeeded => CreateInvalid(
                "/ground",
                "Give the code of the legal ground for keeping the data."
            ),
            OutcomeError.GroundUnknown => CreateInvalid(
                "/ground",
                "The law that applies to the worker has no such ground for this outcome."
            ),
            OutcomeError.UntilNeeded => ApiProblem.CreateInvalid(new(UntilNeeded)),
            OutcomeError.UntilTooLate => CreateInvalid(
                "/until",
                "The ground does not allow that long. Give an earlier day, or write to the privacy team."
            ),
            OutcomeError.HoldNeeded => CreateInvalid(
                "/ground",
                "This ground needs a legal hold, which the privacy team places. Write to them, with the case."
            ),
            OutcomeError.NoteNeeded => CreateInvalid(
                "/note",
                "Say in a sentence what cannot be undone and what you do instead, or why you refuse."
            ),
            OutcomeError.SearchNoteNeeded => CreateInvalid(
                "/note",
                "Say where you looked: the worker reads it, and it is on the certificate."
            ),
            OutcomeError.NoteTooLong => CreateInvalid(
                "/note",
                $"Give at most {OutcomeReport.MaxNoteLength} characters."
            ),
        };

    private static ProblemHttpResult CreateInvalid(string pointer, string detail) =>
        ApiProblem.CreateInvalid(new(new FieldError(pointer, detail)));
}
