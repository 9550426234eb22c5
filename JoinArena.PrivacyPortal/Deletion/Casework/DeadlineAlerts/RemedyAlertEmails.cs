using JoinArena.PrivacyPortal.Account;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Remedies;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Deletion.Casework.DeadlineAlerts;

/// <summary>
/// The emails to the team about a complaint or an appeal that is due soon; none names a worker. They go to every
/// officer, and to the administrators too once the day has passed or if there is no officer.
/// </summary>
public sealed class RemedyAlertEmails(IStringLocalizer<SharedResource> words, TimeProvider clock)
{
    internal async Task SendAlertAsync(
        PortalDbContext db,
        DeletionRequest request,
        RemedyCase remedy,
        DeadlineStage stage,
        CancellationToken ct
    )
    {
        var notice = Compose(request, remedy, stage);
        foreach (var address in await db.GetAlertAddressesAsync(stage is DeadlineStage.Overdue, ct))
            db.Notices.SendToAddress(address, null, notice, clock.GetInstant());
    }

    private Notice Compose(DeletionRequest request, RemedyCase remedy, DeadlineStage stage)
    {
        var shown = new DisplayFormatter(words, clock);
        var kind = words.Describe(remedy.Kind);
        var subject = stage switch
        {
            DeadlineStage.WithinWeek => words["{0} about {1} is due within a week", kind, request.Number],
            DeadlineStage.WithinTwoDays or DeadlineStage.LastDay => words[
                "{0} about {1} is due within two days",
                kind,
                request.Number
            ],
            DeadlineStage.Overdue => words["{0} about {1} is overdue", kind, request.Number],
        };
        return new(
            subject,
            [words["An answer to the worker is due by {0} ({1}).", shown.Date(remedy.DueBy), remedy.Citation]],
            $"/staff/remedies/{remedy.Id}"
        );
    }
}
