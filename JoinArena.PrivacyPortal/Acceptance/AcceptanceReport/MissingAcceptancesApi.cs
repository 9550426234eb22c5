using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Shell;

namespace JoinArena.PrivacyPortal.Acceptance.AcceptanceReport;

/// <summary>Streams a CSV file of the workers who have not accepted a version.</summary>
internal static class MissingAcceptancesApi
{
    private static readonly string[] s_header = ["workerId", "jurisdiction", "lastAccepted"];

    public static void MapMissingAcceptancesApi(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/staff/acceptances/{version}/missing.csv", Download)
            .RequireAuthorization(policy => policy.RequireRole(Roles.StaffRoles))
            .ExcludeFromDescription();

    private static IResult Download(
        string version,
        PolicyLibrary library,
        AcceptanceReportQueries report,
        CancellationToken ct
    ) =>
        library.Find(version) is null
            ? Results.NotFound()
            : Results.Stream(
                to => WriteAsync(version, report, to, ct),
                SpreadsheetWriter.ContentType,
                $"not-accepted-{version}.csv"
            );

    private static async Task WriteAsync(
        string version,
        AcceptanceReportQueries report,
        Stream to,
        CancellationToken ct
    )
    {
        await using var csv = new SpreadsheetWriter(to);
        await csv.WriteRowAsync(s_header, ct);
        await foreach (var worker in report.StreamMissingAsync(version, ct))
            await csv.WriteRowAsync([worker.WorkerId, worker.Jurisdiction, worker.LastAccepted], ct);
    }
}
