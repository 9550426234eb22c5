using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Shell;

namespace JoinArena.PrivacyPortal.Staff.Activity;

/// <summary>Streams the team's audit trail as a CSV file.</summary>
internal static class ActivityFileApi
{
    private const int PageSize = 500;

    private static readonly string[] s_header =
    [
        "time",
        "kind",
        "result",
        "origin",
        "accountId",
        "account",
        "sessionId",
        "subjectId",
        "subject",
        "detail",
    ];

    public static void MapActivityFile(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/staff/activity.csv", Download)
            .RequireAuthorization(policy => policy.RequireRole(Roles.StaffRoles))
            .ExcludeFromDescription();

    private static IResult Download(HttpContext http, ActivityQueries activity, CancellationToken ct)
    {
        var filter = ActivityFilter.Parse(http.Request.Query);
        return Results.Stream(
            to => WriteAsync(activity, filter, to, ct),
            SpreadsheetWriter.ContentType,
            "team-activity.csv"
        );
    }

    private static async Task WriteAsync(
        ActivityQueries activity,
        ActivityFilter filter,
        Stream to,
        CancellationToken ct
    )
    {
        await using var csv = new SpreadsheetWriter(to);
        await csv.WriteRowAsync(s_header, ct);
        Guid? before = null;
        do
        {
            var page = await activity.ListAsync(filter, before, ct, PageSize);
            foreach (var entry in page.Entries)
                await csv.WriteRowAsync(GetCells(entry), ct);
            before = page.OlderThan;
        } while (before is not null);
    }

    private static string?[] GetCells(ActivityEntry entry) =>
        [
            entry.Event.At.ToIso(),
            entry.Event.Kind.ToKebabCase(),
            entry.Event.Result.ToKebabCase(),
            entry.Event.Origin.ToKebabCase(),
            entry.Event.ActorId?.ToString(),
            entry.Actor,
            entry.Event.SessionId?.ToString(),
            entry.Event.SubjectId?.ToString(),
            entry.Subject,
            entry.Event.Detail,
        ];
}
