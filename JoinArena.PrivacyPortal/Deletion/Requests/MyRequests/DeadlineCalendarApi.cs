using System.Text;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Deletion.Requests.WorkerEmails;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;

/// <summary>The deadline of a worker's request as a calendar file to download.</summary>
internal static class DeadlineCalendarApi
{
    public static void MapDeadlineCalendarApi(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/deletion/{number}/deadline.ics", DownloadAsync)
            .RequireAuthorization(WorkerAccess.Policy)
            .ExcludeFromDescription();

    private static async Task<IResult> DownloadAsync(
        string number,
        HttpContext http,
        RequestQueries requests,
        IStringLocalizer<SharedResource> words,
        CancellationToken ct
    )
    {
        if (await requests.FindAsync(http.User.GetWorkerId(), number, ct) is not { DueBy: { } due } request)
            return TypedResults.NotFound();
        var title = words.DescribeDeadlineTitle(request.DeadlineBasis, request.Number);
        return TypedResults.File(
            Encoding.UTF8.GetBytes(
                DeadlineCalendar.ToICalendar(request.Number, due, title, request.ConfirmedAt ?? request.SubmittedAt)
            ),
            "text/calendar; charset=utf-8",
            $"{request.Number}.ics"
        );
    }
}
