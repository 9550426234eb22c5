using System.Globalization;
using CsvHelper;
using JoinArena.PrivacyPortal.Access;

namespace JoinArena.PrivacyPortal.Deletion;

/// <summary>The statistics as a file for a report.</summary>
internal static class StatisticsFile
{
    private static readonly string[] s_head = ["year", "received", "completed", "partlyCompleted", "refused", "withdrawn", "open", "overdue", "extended", "onTimePercent", "medianDays"];

    public static void MapStatisticsFile(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/staff/statistics.csv", DownloadAsync).RequireAuthorization(policy => policy.RequireRole(Roles.Staff.Split(','))).ExcludeFromDescription();

    private static async Task<IResult> DownloadAsync(RequestStatistics statistics, CancellationToken ct)
    {
        await using var file = new MemoryStream();
        await using (var csv = CsvWriter.Create(file, new CsvWriterOptions(), leaveOpen: true))
        {
            foreach (var name in s_head) csv.WriteField(name);
            await csv.EndRecordAsync(ct);
            foreach (var year in await statistics.ByYearAsync(ct))
            {
                foreach (var figure in Figures(year)) csv.WriteField(Convert.ToString(figure, CultureInfo.InvariantCulture));
                await csv.EndRecordAsync(ct);
            }
        }

        return Results.File(file.ToArray(), "text/csv; charset=utf-8", "deletion-requests.csv");
    }

    private static object?[] Figures(YearOfRequests year) =>
        [year.Year, year.Received, year.Completed, year.PartlyCompleted, year.Refused, year.Withdrawn, year.Open, year.Overdue, year.Extended, year.OnTimePercent, year.MedianDays];
}
