using JoinArena.PrivacyPortal.Acceptance.Uses.Objections;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Staff.Objections;

/// <summary>The emails to the team about a stop that has to be answered soon; none names a worker.</summary>
public sealed class ObjectionAlertEmails(IStringLocalizer<SharedResource> words, TimeProvider clock)
{
    internal Notice Compose(UseObjection objection, DeadlineStage stage)
    {
        var shown = new DisplayFormatter(words, clock);
        var subject = stage switch
        {
            DeadlineStage.WithinWeek => words["An answer to a stop is due within a week"],
            DeadlineStage.WithinTwoDays or DeadlineStage.LastDay => words["An answer to a stop is due within two days"],
            DeadlineStage.Overdue => words["An answer to a stop is overdue"],
        };
        return new(
            subject,
            [words["An answer to the worker is due by {0} ({1}).", shown.Date(objection.DueBy), objection.Citation]],
            $"/staff/objections/{objection.Id}"
        );
    }
}
