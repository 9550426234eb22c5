using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Deletion.Casework.Queue;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;
using JoinArena.PrivacyPortal.Deletion.Requests.Outcomes;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Deletion;

/// <summary>The home page's cards: a worker's open requests, or the queue for staff.</summary>
internal sealed class DeletionHomeCards(
    RequestQueries requests,
    RequestQueue queue,
    RequestWorkItems work,
    IStringLocalizer<SharedResource> words,
    DisplayFormatter shown
) : IHomeCardSource
{
    public IEnumerable<string> Subjects => [RequestChanges.QueueSubject];

    public async Task<HomeCardGroup?> GetCardGroupAsync(ClaimsPrincipal reader, CancellationToken ct)
    {
        if (reader.FindWorkerId() is { } worker)
        {
            var mine = await requests.ListAsync(worker, ct);
            return new(30)
            {
                Cards = [.. mine.Select(Card).OfType<HomeCard>()],
                Answer = new(HomeQuestion.Deleted, Answer(mine)),
            };
        }

        return reader.IsStaff ? await GetStaffGroupAsync(reader, ct) : null;
    }

    private async Task<HomeCardGroup> GetStaffGroupAsync(ClaimsPrincipal reader, CancellationToken ct)
    {
        var count = await queue.CountAsync(ct);
        var views = await queue.CountByViewAsync(reader.Identity?.Name, ct);
        var (sentence, named, items) = await work.FindAsync(reader, ct);
        HomeCard?[] cards =
        [
            CreateQueueCard(count),
            CreateDecisionCard(views[QueueView.ToDecide]),
            CreateMessageCard(views[QueueView.Unanswered]),
        ];
        return new(10, sentence)
        {
            Work = items,
            Named = named is null ? null : new(named, RequestPaths.StaffPage(named)),
            Cards = [.. cards.OfType<HomeCard>()],
        };
    }

    private HomeCard CreateQueueCard(QueueCount count) =>
        new(
            words["Requests"],
            words.Describe(count, shown),
            "/staff/requests",
            words["Open the queue"],
            count.Overdue > 0 ? StatusKind.Error
                : count.Open > 0 ? StatusKind.Pending
                : StatusKind.Neutral
        );

    private HomeCard? CreateDecisionCard(int toDecide) =>
        toDecide == 0
            ? null
            : new(
                words["Proposed refusals"],
                words.Plural(toDecide, "1 is waiting for a second officer.", "{0} are waiting for a second officer."),
                "/staff/requests?view=to-decide",
                words["Read and decide"],
                StatusKind.Pending
            );

    private HomeCard? CreateMessageCard(int unanswered) =>
        unanswered == 0
            ? null
            : new(
                words["Messages"],
                words.Plural(
                    unanswered,
                    "1 worker is waiting for an answer.",
                    "{0} workers are waiting for an answer."
                ),
                "/staff/requests?view=unanswered",
                words["See who"],
                StatusKind.Pending
            );

    private string Answer(IReadOnlyList<RequestSummary> mine)
    {
        if (mine.Count == 0)
            return words["You have not made a request."];
        var open = mine.Count(r => r.State is RequestState.Confirmed or RequestState.InProgress);
        return open > 0
            ? words.Plural(open, "1 request is in progress.", "{0} requests are in progress.")
            : words.Plural(
                mine.Count,
                "You have made 1 request. None is in progress.",
                "You have made {0} requests. None is in progress."
            );
    }

    private HomeCard? Card(RequestSummary request) => request.IsWithheld ? ProofCard(request) : StateCard(request);

    private HomeCard ProofCard(RequestSummary request) =>
        new(
            words["Your deletion request {0}", request.Number],
            words["Please prove that this request is yours"],
            $"/deletion/{request.Number}",
            words["Read how"],
            StatusKind.Pending
        );

    private HomeCard? StateCard(RequestSummary request) =>
        request.State switch
        {
            RequestState.Submitted => new(
                words["A deletion request is not finished"],
                words["Nothing happens until you confirm it."],
                $"/deletion/new?number={request.Number}&step=2",
                words["Continue"],
                StatusKind.Pending
            ),
            // Most laws pause their period until then, so the card names no day.
            RequestState.Confirmed when request.Outcomes.IsProofAwaited => new(
                words["Your deletion request {0}", request.Number],
                words.Headline(request.Outcomes, shown),
                $"/deletion/{request.Number}",
                words["Read how"],
                StatusKind.Pending
            ),
            RequestState.Confirmed or RequestState.InProgress => new(
                words["Your deletion request {0}", request.Number],
                words[
                    "{0}. {1}",
                    words.Headline(request.Outcomes, shown),
                    words.DescribeDeadline(
                        request.DeadlineBasis,
                        $"{shown.Date(request.DueBy!.Value)} ({shown.DaysUntil(request.DueBy.Value)})"
                    )
                ],
                $"/deletion/{request.Number}",
                words["See progress"]
            )
            {
                IsNews = true,
            },
            RequestState.Completed
            or RequestState.PartlyCompleted
            or RequestState.Refused
            or RequestState.Withdrawn
            or RequestState.Expired => null,
        };
}
