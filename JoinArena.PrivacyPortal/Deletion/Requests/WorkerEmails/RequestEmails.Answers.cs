using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Shell.Localization;

namespace JoinArena.PrivacyPortal.Deletion.Requests.WorkerEmails;

/// <content>The emails about the parties' answers, and about the end that they give the request.</content>
public sealed partial class RequestEmails
{
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
                    words["A party has answered your deletion request {0}", request.Number],
                    [
                        DescribeAnswer(request, task, shown),
                        .. task.Note is null ? Array.Empty<string>() : [words["They say: {0}", task.Note]],
                    ]
                ),
            ct
        );

    /// <summary>Says how the request ended.</summary>
    public async Task SendEndedAsync(
        PortalDbContext db,
        DeletionRequest request,
        Attachment certificate,
        CancellationToken ct
    ) =>
        await db.SendAboutAsync(
            request,
            await ComposeEndedAsync(db, request, ct) with
            {
                Attachments = [certificate],
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
                    DescribeEnd(request),
                    [
                        DescribeAnswers(request),
                        .. request.State is RequestState.Completed
                            ? []
                            : request
                                .Tasks.OrderBy(t => t.PartyName, StringComparer.OrdinalIgnoreCase)
                                .Select(t => DescribeAnswer(request, t, shown)),
                        .. request.State is RequestState.Completed
                            ? []
                            : words.DescribeRemedies(rules.FindRemedies(request.Places)),
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

    private string DescribeEnd(DeletionRequest request) =>
        request.State switch
        {
            RequestState.Completed when request.HadNothing => words[
                "There was nothing to erase for your deletion request {0}",
                request.Number
            ],
            RequestState.Completed => words["Your deletion request {0} is completed", request.Number],
            RequestState.PartlyCompleted => words["Your deletion request {0} is partly completed", request.Number],
            RequestState.Refused => words["Your deletion request {0} was refused", request.Number],
            RequestState.Submitted
            or RequestState.Confirmed
            or RequestState.InProgress
            or RequestState.Withdrawn
            or RequestState.Expired => throw new InvalidOperationException(
                $"The parties have not answered a request that is {request.State}."
            ),
        };

    private string DescribeAnswers(DeletionRequest request)
    {
        if (request.HadNothing)
        {
            return request.Tasks.All(t => t.IsOwnSearch)
                ? words[
                    "Our record names no party that held this data, and our privacy team found none in JoinArena’s systems."
                ]
                : words["Every party we asked has answered that it held none of this data."];
        }

        return request.State is RequestState.Completed
            ? words["Every party has answered. Each of them has erased this data or held none of it."]
            : words["Every party has answered:"];
    }

    private string DescribeAnswer(DeletionRequest request, ErasureTask task, DisplayFormatter shown) =>
        task.State switch
        {
            TaskState.Erased => words["{0} has erased your data.", task.PartyName],
            TaskState.NothingHeld => words["{0} held none of this data.", task.PartyName],
            TaskState.Retained => words[
                "{0} keeps your data until {1}. {2}",
                task.PartyName,
                shown.Date(task.Until!.Value),
                DescribeGround(request, task)
            ],
            TaskState.Irreversible => words["{0} cannot undo what was done with your data.", task.PartyName],
            TaskState.Refused => words["{0} has refused. {1}", task.PartyName, DescribeGround(request, task)],
            TaskState.Pending or TaskState.Sent or TaskState.Acknowledged or TaskState.Failed =>
                throw new InvalidOperationException($"A task that is {task.State} is no answer."),
        };

    private string DescribeGround(DeletionRequest request, ErasureTask task) =>
        rules.FindGround(request.Places, task.Ground) is { } ground ? $"{words[ground.Text]} ({ground.Citation})" : "";
}
