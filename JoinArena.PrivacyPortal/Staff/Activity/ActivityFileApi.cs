using CsvHelper;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;

namespace JoinArena.PrivacyPortal.Staff.Activity;

/// <summary>Streams the team's audit trail as a CSV file.</summary>
internal static class ActivityFileApi
{
    private const int PageSize = 500;

    // Names come from outside. A cell that a spreadsheet would run as a formula gets an apostrophe.
    private static readonly CsvWriterOptions s_csvOptions = new()
    {
        Injection = CsvInjection.Escape,
        WriteByteOrderMark = true,
    };
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
            "text/csv; charset=utf-8",
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
        await using var csv = CsvWriter.Create(to, s_csvOptions, leaveOpen: true);
        await WriteRowAsync(csv, s_header, ct);
        Guid? before = null;
        do
        {
            var page = await activity.ListAsync(filter, before, ct, PageSize);
            foreach (var entry in page.Entries)
                await WriteRowAsync(csv, GetCells(entry), ct);
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

    private static async Task WriteRowAsync(CsvWriter csv, IEnumerable<string?> cells, CancellationToken ct)
    {
        foreach (var cell in cells)
            csv.WriteField(cell);
        await csv.EndRecordAsync(ct);
    }
}
