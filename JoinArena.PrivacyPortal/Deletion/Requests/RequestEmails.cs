using System.Globalization;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Certificates;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Shell.Localization;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Deletion.Requests;

/// <summary>
/// What is written to the worker at each step, and to a party that is told by mail. Each letter joins the unit of work
/// of what it tells.
/// </summary>
public sealed class RequestEmails(IStringLocalizer<SharedResource> words, DeadlineRules rules, TimeProvider clock)
{
    /// <param name="db">The transaction that confirms it.</param>
    /// <param name="request">What was confirmed.</param>
    /// <param name="replaced">The number of the request it takes the place of.</param>
    /// <param name="ct">Stops.</param>
    public async Task SendConfirmedAsync(
        PortalDbContext db,
        DeletionRequest request,
        string? replaced,
        CancellationToken ct
    )
    {
        var notice = await ComposeAsync(
            db,
            request,
            shown =>
                (
                    words["Your deletion request {0} is confirmed", request.Number],
                    [
                        .. replaced is null
                            ? Array.Empty<string>()
                            : [words["It takes the place of {0}, which is withdrawn.", replaced]],
                        $"{Expected(request, shown)} {words["That counts from {0}, when we received it.", shown.DateAndTime(request.CountsFrom!.Value)]}",
                        words[
                            "You can take it back until {0}. After that we tell everyone who has your data.",
                            shown.DateAndTime(request.CoolingOffEnds!.Value)
                        ],
                        words[
                            "Each of them has to answer, and you get an e-mail with every answer. At the end you get a signed certificate of what was erased and what was not."
                        ],
                    ]
                ),
            ct
        );
        var calendar = DeadlineCalendar.ToICalendar(
            request.Number,
            request.DueBy!.Value,
            words["Answer expected to deletion request {0}", request.Number],
            request.ConfirmedAt!.Value
        );
        await db.Notices.SendToWorkerAsync(
            request.WorkerId,
            notice with
            {
                Attachments = [new($"{request.Number}.ics", calendar)],
            },
            clock.GetInstant(),
            ct
        );
    }

    public Task SendStartedAsync(PortalDbContext db, DeletionRequest request, CancellationToken ct) =>
        SendAsync(
            db,
            request,
            shown =>
                (
                    words["Your deletion request {0} is under way", request.Number],
                    [
                        words.Plural(
                            request.Tasks.Count,
                            "1 party is being told to erase your data: {1}.",
                            "{0} parties are being told to erase your data: {1}.",
                            shown.List(request.Tasks.Select(t => t.PartyName))
                        ),
                        Expected(request, shown),
                    ]
                ),
            ct
        );

    public Task SendAnsweredAsync(
        PortalDbContext db,
        DeletionRequest request,
        ErasureTask task,
        CancellationToken ct
    ) =>
        SendAsync(
            db,
            request,
            shown =>
                (
                    words["There is an answer to your deletion request {0}", request.Number],
                    [
                        Answer(request, task, shown),
                        .. task.Note is null ? Array.Empty<string>() : [words["They say: {0}", task.Note]],
                    ]
                ),
            ct
        );

    /// <summary>Says how it ended; the certificate goes with the mail.</summary>
    public async Task SendEndedAsync(
        PortalDbContext db,
        DeletionRequest request,
        DeletionCertificate certificate,
        CancellationToken ct
    ) =>
        await db.Notices.SendToWorkerAsync(
            request.WorkerId,
            await ComposeEndedAsync(db, request, ct) with
            {
                Attachments = [certificate.ToAttachment(request.Number)],
            },
            clock.GetInstant(),
            ct
        );

    private Task<Notice> ComposeEndedAsync(PortalDbContext db, DeletionRequest request, CancellationToken ct) =>
        ComposeAsync(
            db,
            request,
            shown =>
                (
                    request.State switch
                    {
                        RequestState.Completed when request.HadNothing => words[
                            "There was nothing to erase for your deletion request {0}",
                            request.Number
                        ],
                        RequestState.Completed => words["Your deletion request {0} is completed", request.Number],
                        RequestState.PartlyCompleted => words[
                            "Your deletion request {0} is completed in part",
                            request.Number
                        ],
                        RequestState.Refused => words["Your deletion request {0} was refused", request.Number],
                        RequestState.Submitted
                        or RequestState.Confirmed
                        or RequestState.InProgress
                        or RequestState.Withdrawn
                        or RequestState.Expired => throw new InvalidOperationException(
                            $"A request that is {request.State} has not come to its end."
                        ),
                    },
                    [
                        request.HadNothing ? words["Everyone we asked has answered that they had nothing of yours."]
                        : request.State is RequestState.Completed
                            ? words["Everyone has answered. Nobody we told holds your data any more."]
                        : words["Everyone has answered:"],
                        .. request.State is RequestState.Completed
                            ? []
                            : request
                                .Tasks.OrderBy(t => t.PartyName, StringComparer.OrdinalIgnoreCase)
                                .Select(t => Answer(request, t, shown)),
                        .. request.State is RequestState.Completed
                            ? []
                            : words.DescribeRemedies(rules.FindRemedies(request.Jurisdiction)),
                        words[
                            "A signed certificate of this goes with this mail, and is on the page of your request: keep a copy."
                        ],
                        words[
                            "We keep the record of this request until {0}, and then erase it.",
                            shown.Date(request.KeptUntil!.Value)
                        ],
                    ]
                ),
            ct
        );

    public Task SendHoldPlacedAsync(
        PortalDbContext db,
        DeletionRequest request,
        LegalHold hold,
        CancellationToken ct
    ) =>
        SendAsync(
            db,
            request,
            shown =>
                (
                    words["Some of your data must be kept for now: {0}", request.Number],
                    [
                        words[
                            "The law obliges us to keep data about you as evidence. Until that ends, those who have it and have not been told are not told to erase it."
                        ],
                        words["Why: {0}", hold.Reason],
                        .. words.DescribeRemedies(rules.FindRemedies(request.Jurisdiction)),
                    ]
                ),
            ct
        );

    public Task SendHoldLiftedAsync(PortalDbContext db, DeletionRequest request, CancellationToken ct) =>
        SendAsync(
            db,
            request,
            _ =>
                (
                    words["Your data need no longer be kept: {0}", request.Number],
                    [
                        words[
                            "What had to be kept as evidence no longer has to. Those who were not told because of it are told now."
                        ],
                    ]
                ),
            ct
        );

    public Task SendWithdrawnAsync(PortalDbContext db, DeletionRequest request, CancellationToken ct) =>
        SendAsync(
            db,
            request,
            shown =>
                (
                    words["You have withdrawn your deletion request {0}", request.Number],
                    [words["Nobody was told, and nothing was erased. You can ask again at any time."]]
                ),
            ct
        );

    /// <summary>Says that what was to be kept for a time is due, and that the party is asked anew.</summary>
    public Task SendReopenedAsync(
        PortalDbContext db,
        DeletionRequest request,
        ErasureTask task,
        DateOnly until,
        CancellationToken ct
    ) =>
        SendAsync(
            db,
            request,
            shown =>
                (
                    words["{0} may keep your data no longer", task.PartyName],
                    [
                        words[
                            "{0} was allowed to keep it until {1}. We have asked them to erase it now, and you will hear when it is gone.",
                            task.PartyName,
                            shown.Date(until)
                        ],
                    ]
                ),
            ct
        );

    /// <summary>A letter about a request, in the worker's language and zone, to be sent or to be shown first.</summary>
    internal async Task<Notice> ComposeAsync(
        PortalDbContext db,
        DeletionRequest request,
        Func<DisplayFormatter, (string Subject, IReadOnlyList<string> Paragraphs)> letter,
        CancellationToken ct
    )
    {
        var reader = await db
            .Workers.AsNoTracking()
            .Where(w => w.Id == request.WorkerId)
            .Select(w => new { w.Locale, w.TimeZone })
            .SingleAsync(ct);
        var (subject, paragraphs) = InLanguageOf(
            reader.Locale,
            () => letter(new DisplayFormatter(words, clock).UseZone(reader.TimeZone))
        );
        return new(subject, paragraphs, $"/deletion/{request.Number}")
        {
            About = RequestPaths.StaffPage(request.Number),
        };
    }

    private async Task SendAsync(
        PortalDbContext db,
        DeletionRequest request,
        Func<DisplayFormatter, (string Subject, IReadOnlyList<string> Paragraphs)> letter,
        CancellationToken ct
    ) =>
        await db.Notices.SendToWorkerAsync(
            request.WorkerId,
            await ComposeAsync(db, request, letter, ct),
            clock.GetInstant(),
            ct
        );

    /// <summary>
    /// The one who causes a letter may be an officer, a party or nobody: it is written in the language of the one who
    /// reads it.
    /// </summary>
    private static T InLanguageOf<T>(string locale, Func<T> write)
    {
        var (culture, ui) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        var language =
            SharedResource.SupportedCultures.FirstOrDefault(l =>
                locale.Split('-')[0].Equals(l.TwoLetterISOLanguageName, StringComparison.OrdinalIgnoreCase)
            ) ?? SharedResource.SupportedCultures[0];
        try
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (language, language);
            return write();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, ui);
        }
    }

    /// <summary>A date the law gives only once counsel has checked our reading of it.</summary>
    private string Expected(DeletionRequest request, DisplayFormatter shown) =>
        request.IsDeadlineReviewed
            ? words["The law requires an answer by {0}.", shown.Date(request.DueBy!.Value)]
            : words["An answer is expected by {0}.", shown.Date(request.DueBy!.Value)];

    private string Answer(DeletionRequest request, ErasureTask task, DisplayFormatter shown) =>
        task.State switch
        {
            TaskState.Erased => words["{0} has erased your data.", task.PartyName],
            TaskState.NothingHeld => words["{0} had nothing of yours.", task.PartyName],
            TaskState.Retained => words[
                "{0} keeps your data until {1}. {2}",
                task.PartyName,
                shown.Date(task.Until!.Value),
                Ground(request, task)
            ],
            TaskState.Irreversible => words["{0} cannot undo what was done with your data.", task.PartyName],
            TaskState.Refused => words["{0} has refused. {1}", task.PartyName, Ground(request, task)],
            TaskState.Pending or TaskState.Sent or TaskState.Acknowledged or TaskState.Failed =>
                throw new InvalidOperationException($"A task that is {task.State} is no answer."),
        };

    private string Ground(DeletionRequest request, ErasureTask task) =>
        rules.FindGround(request.Jurisdiction, task.Ground) is { } ground
            ? $"{words[ground.Text]} ({ground.Citation})"
            : "";
}
