using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests.Outcomes;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Jurisdictions.Citations;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Shell.Localization;

namespace JoinArena.PrivacyPortal.Deletion.Requests.WorkerEmails;

/// <content>The emails about the parties' answers, and about the end that they give the request.</content>
public sealed partial class RequestEmails
{
    /// <summary>
    /// Says what a party answered: in the inbox at once, by email at once or with others of that day. A correction is
    /// emailed at once.
    /// </summary>
    /// <param name="corrected">The answer that this one replaces, if it is a correction.</param>
    public async Task SendAnsweredAsync(
        PortalDbContext db,
        DeletionRequest request,
        ErasureTask task,
        CorrectedAnswer? corrected,
        CancellationToken ct
    )
    {
        var notice = await ComposeAnsweredAsync(db, request, task, corrected, ct);
        if (corrected is null)
            await SendTodayAsync(db, request, notice, ct);
        else
            await db.SendAboutAsync(request, notice, clock.GetInstant(), ct);
    }

    private async Task<Notice> ComposeAnsweredAsync(
        PortalDbContext db,
        DeletionRequest request,
        ErasureTask task,
        CorrectedAnswer? corrected,
        CancellationToken ct
    )
    {
        var outcomes = await FindOutcomesAsync(db, request, ct);
        return await ComposeAsync(
            db,
            request,
            shown =>
                (
                    words[
                        "{0} ({1} of {2})",
                        words.DescribeAnswer(outcomes.Scope, outcomes.Interview?.At, task, shown),
                        outcomes.Answered,
                        outcomes.Asked
                    ],
                    [
                        .. corrected is null ? [] : DescribeCorrection(task, corrected),
                        DescribeAnswer(request, task, shown),
                        .. DescribeStillAwaited(request, outcomes, shown),
                    ]
                ),
            ct
        );
    }

    private string[] DescribeStillAwaited(DeletionRequest request, RequestOutcomes outcomes, DisplayFormatter shown) =>
        words.DescribeStillAwaited(outcomes.Awaited, request.DueBy!.Value, shown) is { } awaited ? [awaited] : [];

    /// <summary>Says how the request ended, and with which answer.</summary>
    /// <param name="last">The part whose answer ended it.</param>
    public async Task SendEndedAsync(
        PortalDbContext db,
        DeletionRequest request,
        ErasureTask last,
        Attachment certificate,
        CancellationToken ct
    ) =>
        await db.SendAboutAsync(
            request,
            await ComposeEndedAsync(db, request, last, ct) with
            {
                Attachments = [certificate],
            },
            clock.GetInstant(),
            ct
        );

    private async Task<Notice> ComposeEndedAsync(
        PortalDbContext db,
        DeletionRequest request,
        ErasureTask last,
        CancellationToken ct
    )
    {
        var name = await ScopeName.FindAsync(db, request.WorkerId, request.Scope, ct);
        var outcomes = RequestOutcomes.FromRequest(request, name) with
        {
            OtherHolders = await OtherHolders.CountAsync(db, request, ct),
        };
        // Of a request that is completed, those answers are told that no email has; of another, each once more.
        IEnumerable<ErasureTask> told =
            request.State is RequestState.Completed
                ? [.. (await ListUnnotifiedAsync(db, request, ct)).Where(t => t != last), last]
                : request.Tasks.OrderBy(t => t.PartyName, StringComparer.OrdinalIgnoreCase);
        return await ComposeAsync(
            db,
            request,
            shown =>
                (
                    DescribeEnd(request, outcomes, shown),
                    [
                        words["You asked for this to be deleted: {0}.", words.Describe(request.Scope, name, shown)],
                        DescribeAnswers(request),
                        .. DescribeAnswers(request, told, shown),
                        .. words.DescribeRest(outcomes),
                        .. request.State is RequestState.Completed
                            ? []
                            : words.DescribeRemedies(rules.FindRemedies(request.Places, request.KeepsSome)),
                        words[
                            "A signed certificate is attached to this email and is on the page of your request. "
                                + "Keep a copy."
                        ],
                        words[
                            "We keep the record of this request until {0}, and then erase it.",
                            shown.Date(request.KeptUntil!.Value)
                        ],
                    ]
                ),
            ct
        );
    }

    private static async Task<RequestOutcomes> FindOutcomesAsync(
        PortalDbContext db,
        DeletionRequest request,
        CancellationToken ct
    ) => RequestOutcomes.FromRequest(request, await ScopeName.FindAsync(db, request.WorkerId, request.Scope, ct));

    // The headline of an end that is mixed needs to be told what it is about.
    private string DescribeEnd(DeletionRequest request, RequestOutcomes outcomes, DisplayFormatter shown)
    {
        var headline = words.Headline(outcomes, shown);
        return request.State is RequestState.Completed
            ? words["{0} ({1})", headline, request.Number]
            : words["Your deletion request has ended: {0} ({1})", headline, request.Number];
    }

    private string[] DescribeCorrection(ErasureTask task, CorrectedAnswer corrected) =>
        corrected.Reason is null
            ?
            [
                words[
                    "{0} has corrected its answer. Before, it was: {1}.",
                    task.PartyName,
                    words.Describe(corrected.Before)
                ],
            ]
            :
            [
                words[
                    "JoinArena’s privacy team has corrected what it recorded as the answer of {0}. Before, it was: {1}.",
                    task.PartyName,
                    words.Describe(corrected.Before)
                ],
                words["Why: {0}", corrected.Reason],
            ];

    private string DescribeAnswers(DeletionRequest request)
    {
        if (!request.HadNothing)
        {
            return request.State is RequestState.Completed
                ? words["Every party we asked has answered. Each of them has erased this data or held none of it."]
                : words["Every party we asked has answered:"];
        }

        return request.Tasks.All(t => t.IsOwnSearch)
            ? words[
                "Our record names no party that held this data, and our privacy team found none in JoinArena’s systems."
            ]
            : words["Every party we asked has answered that it held none of this data."];
    }

    private string DescribeAnswer(DeletionRequest request, ErasureTask task, DisplayFormatter shown)
    {
        var answer = $"{words.DescribeAnswer(request.Scope.Kind, null, task, shown)}.";
        var ground = rules.FindGround(request.Places, task.Ground) is { } found
            ? $" {words[found.Text]} ({words.Cite(found.Citation)})"
            : "";
        var note = task switch
        {
            { Note: null } => "",
            { State: TaskState.NotAsked } => $" {words["Why: {0}", task.Note]}",
            _ => $" {words["The party’s words: {0}", task.Note]}",
        };
        return answer + ground + note;
    }
}
