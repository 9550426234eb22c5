using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests.Outcomes;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Shell.Localization;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Deletion.Requests.WorkerEmails;

/// <summary>
/// The emails to the worker at each step of a request, which are also in their inbox. Each is sent in the transaction
/// of what it is about.
/// </summary>
public sealed partial class RequestEmails(
    IStringLocalizer<SharedResource> words,
    DeadlineRules rules,
    TimeProvider clock
)
{
    /// <param name="replaced">The number of the request that this one replaces, if any.</param>
    public async Task SendConfirmedAsync(
        PortalDbContext db,
        DeletionRequest request,
        string? replaced,
        CancellationToken ct
    )
    {
        var holders = await PartyHoldings.FindAsync(db, request.WorkerId, request.Scope, ct);
        var notice = await ComposeAsync(
            db,
            request,
            shown =>
                (
                    words["Your deletion request {0} is confirmed", request.Number],
                    [
                        .. replaced is null
                            ? Array.Empty<string>()
                            : [words["It replaces {0}, which is now withdrawn.", replaced]],
                        DescribeDeadline(request, shown)
                            + " "
                            + words[
                                "That time counts from {0}, when we received your request.",
                                shown.DateAndTime(request.CountsFrom!.Value)
                            ],
                        words["You can withdraw it until {0}.", shown.DateAndTime(request.CoolingOffEnds!.Value)]
                            + " "
                            + words.DescribeNotifyingAfterwards([.. holders.Select(h => h.Name)], shown),
                        words[
                            "We email you the first answer at once, and those of the next 24 hours together. "
                                + "At the end you get a signed certificate of what was erased and what was not."
                        ],
                    ]
                ),
            ct
        );
        var calendar = DeadlineCalendar.ToICalendar(
            request.Number,
            request.DueBy!.Value,
            words.DescribeDeadlineTitle(request.FindDeadlineBasis(rules), request.Number),
            request.ConfirmedAt!.Value
        );
        await db.SendAboutAsync(
            request,
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
                    DescribeStart(request, Parties(request), shown),
                    [
                        IsOwnSearch(request)
                            ? words[
                                "Our record names no party that holds it. You get an answer even if we find nothing."
                            ]
                            : words.Plural(
                                Parties(request).Count,
                                "We are asking 1 party to erase your data: {1}.",
                                "We are asking {0} parties to erase your data: {1}.",
                                shown.List(Parties(request))
                            ),
                        DescribeDeadline(request, shown),
                    ]
                ),
            ct
        );

    private string DescribeStart(DeletionRequest request, IReadOnlyList<string> parties, DisplayFormatter shown)
    {
        if (IsOwnSearch(request))
            return words["We are looking for your data in JoinArena’s own systems ({0})", request.Number];
        return parties.Count > HolderTexts.MaxNamed
            ? words["We are asking {0} parties to erase your data ({1})", parties.Count, request.Number]
            : words["We are asking {0} to erase your data ({1})", shown.List(parties), request.Number];
    }

    private static bool IsOwnSearch(DeletionRequest request) => request.Tasks.All(t => t.IsOwnSearch);

    // A party that another request already asks for some of the data has two tasks.
    private static IReadOnlyList<string> Parties(DeletionRequest request) =>
        [.. request.Tasks.DistinctBy(t => t.PartyId).Select(t => t.PartyName)];

    public Task SendWithdrawnAsync(PortalDbContext db, DeletionRequest request, CancellationToken ct) =>
        SendAsync(
            db,
            request,
            shown =>
                (
                    words["You have withdrawn your deletion request {0}", request.Number],
                    [words["No party was notified, and nothing was erased. You can ask again at any time."]]
                ),
            ct
        );

    /// <summary>Says that a party may no longer keep data, and is asked to erase it.</summary>
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
                    words["{0} may no longer keep your data", task.PartyName],
                    [
                        words[
                            "{0} was allowed to keep it until {1}. "
                                + "We are asking them to erase it now, and will email you their answer.",
                            task.PartyName,
                            shown.Date(until)
                        ],
                    ]
                ),
            ct
        );

    /// <summary>An email about a request, in the worker's language and time zone, to send or to preview.</summary>
    internal async Task<Notice> ComposeAsync(
        PortalDbContext db,
        DeletionRequest request,
        Func<DisplayFormatter, (string Subject, IReadOnlyList<string> Paragraphs)> write,
        CancellationToken ct
    )
    {
        var reader = await db
            .Workers.AsNoTracking()
            .Where(w => w.Id == request.WorkerId)
            .Select(w => new
            {
                w.Name,
                Language = w.ChosenLanguage ?? w.Locale,
                TimeZone = w.ChosenTimeZone ?? w.TimeZone,
            })
            .SingleAsync(ct);
        return CultureScope.Run(
            reader.Language,
            () =>
            {
                var (subject, paragraphs) = write(new DisplayFormatter(words, clock).UseZone(reader.TimeZone));
                return new Notice(subject, paragraphs, RequestPaths.WorkerPage(request.Number))
                {
                    Greeting = string.IsNullOrWhiteSpace(reader.Name)
                        ? words["Hello,"]
                        : words["Hello {0},", reader.Name],
                    ButtonText = words["See your request"],
                    About = RequestPaths.StaffPage(request.Number),
                };
            }
        );
    }

    private async Task SendAsync(
        PortalDbContext db,
        DeletionRequest request,
        Func<DisplayFormatter, (string Subject, IReadOnlyList<string> Paragraphs)> write,
        CancellationToken ct
    ) => await db.SendAboutAsync(request, await ComposeAsync(db, request, write, ct), clock.GetInstant(), ct);

    internal string DescribeDeadline(DeletionRequest request, DisplayFormatter shown) =>
        words.DescribeDeadline(request.FindDeadlineBasis(rules), shown.Date(request.DueBy!.Value));
}
