using CsvHelper;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Acceptance.AcceptanceReport;

/// <summary>Streams a CSV file of the workers who have not accepted a version.</summary>
internal static class MissingAcceptancesApi
{
    // Ids and jurisdictions come from outside. A cell that a spreadsheet would run as a formula gets an apostrophe.
    private static readonly CsvWriterOptions s_csvOptions = new()
    {
        Injection = CsvInjection.Escape,
        WriteByteOrderMark = true,
    };
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
                "text/csv; charset=utf-8",
                $"not-accepted-{version}.csv"
            );

    private static async Task WriteAsync(
        string version,
        AcceptanceReportQueries report,
        Stream to,
        CancellationToken ct
    )
    {
        await using var csv = CsvWriter.Create(to, s_csvOptions, leaveOpen: true);
        await RowAsync(csv, s_header, ct);
        await foreach (var worker in report.StreamMissingAsync(version, ct))
            await RowAsync(csv, [worker.WorkerId, worker.Jurisdiction, worker.LastAccepted], ct);
    }

    private static async Task RowAsync(CsvWriter csv, IEnumerable<string?> cells, CancellationToken ct)
    {
        foreach (var cell in cells)
            csv.WriteField(cell);
        await csv.EndRecordAsync(ct);
    }
}
