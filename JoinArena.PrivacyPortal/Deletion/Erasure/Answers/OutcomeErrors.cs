using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Shell.Components;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Deletion.Erasure.Answers;

/// <summary>Says at which field of a form, and in which words, an answer has to be corrected.</summary>
internal static class OutcomeErrors
{
    /// <summary>The fields of the form that an officer fills in for a party.</summary>
    public static Func<OutcomeField, string> StaffFields(Guid? task) =>
        field => OutcomeForm.FieldId(task, field.ToKebabCase());

    /// <summary>The fields of the party's own form, where each outcome has its own field for the ground.</summary>
    /// <param name="outcome">The chosen outcome, in kebab case.</param>
    public static Func<OutcomeField, string> PartyFields(string? outcome) =>
        field =>
            field switch
            {
                OutcomeField.Outcome => PartyAnswerForm.Ids.Outcome,
                OutcomeField.Ground when outcome == TaskOutcome.Refused.ToKebabCase() => PartyAnswerForm
                    .Ids
                    .RefusingGround,
                OutcomeField.Ground => PartyAnswerForm.Ids.KeepingGround,
                OutcomeField.Until => PartyAnswerForm.Ids.Until,
                OutcomeField.Note or OutcomeField.Reason => PartyAnswerForm.Ids.Note,
            };

    /// <summary>The message for an error, at the field that corrects it.</summary>
    /// <param name="ids">The element id of each field of the form.</param>
    public static FormError ToFormError(
        OutcomeError error,
        Func<OutcomeField, string> ids,
        IStringLocalizer<SharedResource> words
    ) =>
        error switch
        {
            OutcomeError.NotFound or OutcomeError.NotNow or OutcomeError.AskedAgain => new(
                ids(OutcomeField.Outcome),
                words[
                    "We could not record this answer, because the request has changed. "
                        + "This page shows its current state."
                ]
            ),
            OutcomeError.RefusalProposed => new(
                ids(OutcomeField.Outcome),
                words["A refusal is proposed for this party. It must be decided on before you notify the party."]
            ),
            OutcomeError.AlreadyAnswered => new(
                ids(OutcomeField.Outcome),
                words["A different answer has already been recorded. You find it below."]
            ),
            OutcomeError.GroundNeeded => new(
                ids(OutcomeField.Ground),
                words["Choose the ground on which the data is kept."]
            ),
            OutcomeError.GroundUnknown => new(
                ids(OutcomeField.Ground),
                words["This ground cannot be used with this answer. Choose another one, or none."]
            ),
            OutcomeError.UntilNeeded => new(
                ids(OutcomeField.Until),
                words["Give the last day on which the data is kept, today or later."]
            ),
            OutcomeError.UntilTooLate => new(
                ids(OutcomeField.Until),
                words["The ground does not allow that long. Give an earlier day, or write to the privacy team."]
            ),
            OutcomeError.HoldNeeded => new(
                ids(OutcomeField.Ground),
                words["This ground needs a legal hold, which the privacy team places first."]
            ),
            OutcomeError.NoteNeeded => new(
                ids(OutcomeField.Note),
                words["Say in a sentence what cannot be undone and what is done instead, or why it is refused."]
            ),
            OutcomeError.SearchNoteNeeded => new(
                ids(OutcomeField.Note),
                words["Say where you looked: the person reads it, and it is on the certificate."]
            ),
            OutcomeError.SameAnswer => new(
                ids(OutcomeField.Outcome),
                words["This is the answer that is recorded. Change what is wrong with it."]
            ),
            OutcomeError.ReasonNeeded => new(
                ids(OutcomeField.Reason),
                words["Say why you correct it, in at most {0} characters.", DeletionRequest.MaxReasonLength]
            ),
            OutcomeError.NoteTooLong => new(
                ids(OutcomeField.Note),
                words["Shorten it to {0} characters.", OutcomeReport.MaxNoteLength]
            ),
        };

    /// <summary>The first wrong field of an answer that could not be read.</summary>
    /// <param name="chooseOutcome">What to say where no outcome was chosen.</param>
    public static FormError ToFormError(
        InvalidFields wrong,
        Func<OutcomeField, string> ids,
        string chooseOutcome,
        IStringLocalizer<SharedResource> words
    ) =>
        wrong.Errors[0].Pointer switch
        {
            "/until" => ToFormError(OutcomeError.UntilNeeded, ids, words),
            "/ground" => ToFormError(OutcomeError.GroundUnknown, ids, words),
            "/note" => new(
                ids(OutcomeField.Note),
                words["This text contains a character that cannot be stored. Type the sentence again."]
            ),
            _ => new(ids(OutcomeField.Outcome), chooseOutcome),
        };
}

/// <summary>A part of an answer.</summary>
internal enum OutcomeField
{
    Outcome,
    Ground,
    Until,
    Note,
    Reason,
}
