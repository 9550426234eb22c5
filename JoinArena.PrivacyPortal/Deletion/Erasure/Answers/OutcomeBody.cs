using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Input;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;

namespace JoinArena.PrivacyPortal.Deletion.Erasure.Answers;

/// <summary>The JSON body of a party's answer.</summary>
/// <param name="Outcome">A <see cref="TaskOutcome"/> in kebab case.</param>
/// <param name="Ground">The code of a legal ground, for <c>retained</c> and <c>refused</c>.</param>
/// <param name="Until">The last day on which the data is kept, <c>YYYY-MM-DD</c>, for <c>retained</c>.</param>
/// <param name="Note">Words for the worker.</param>
internal sealed record OutcomeBody(string? Outcome, string? Ground = null, string? Until = null, string? Note = null)
{
    /// <summary>Returns the report, or each field that cannot be read.</summary>
    public Result<OutcomeReport, InvalidFields> ToReport()
    {
        var errors = new List<FieldError>();
        if (!KebabCase.TryParse<TaskOutcome>(Outcome, out var outcome))
            errors.Add(new("/outcome", $"Give one of {string.Join(", ", KebabCase.GetNames<TaskOutcome>())}."));
        // Only what is retained has a day. Clients that were generated cannot leave it out, and send 0001-01-01.
        var until =
            outcome is not TaskOutcome.Retained ? IsoDay.ReadBound(Until)
            : IsoDay.TryParse(Until, out var day) ? day
            : (DateOnly?)null;
        if (Until is not null && until is null)
            errors.Add(new("/until", "Give a date such as 2027-12-31."));
        errors.AddTextFault("/ground", Ground);
        errors.AddTextFault("/note", Note, allowsLines: true);
        return errors.Count > 0 ? new InvalidFields(errors) : new OutcomeReport(outcome, Ground, until, Note);
    }
}
