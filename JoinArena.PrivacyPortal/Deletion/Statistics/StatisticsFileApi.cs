using System.Globalization;
using CsvHelper;
using JoinArena.PrivacyPortal.Access;

namespace JoinArena.PrivacyPortal.Deletion.Statistics;

/// <summary>The statistics as files for a report.</summary>
internal static class StatisticsFileApi
{
    private static readonly string[] s_years =
    [
        "year",
        "received",
        "completed",
        "partlyCompleted",
        "refused",
        "withdrawn",
        "open",
        "overdue",
        "extended",
        "onTimePercent",
        "medianDays",
        "meanDays",
    ];
    private static readonly string[] s_parties =
    [
        "year",
        "partyId",
        "name",
        "asked",
        "answered",
        "overdue",
        "onTimePercent",
        "medianDays",
    ];

    public static void MapStatisticsFileApi(this IEndpointRouteBuilder routes)
    {
        var files = routes
            .MapGroup("/staff")
            .RequireAuthorization(policy => policy.RequireRole(Roles.StaffRoles))
            .ExcludeFromDescription();
        files.MapGet(
            "statistics.csv",
            async (RequestStatistics statistics, CancellationToken ct) =>
                await FileAsync(
                    "deletion-requests.csv",
                    s_years,
                    (await statistics.FindByYearAsync(ct)).Select(y =>
                        new object?[]
                        {
                            y.Year,
                            y.Received,
                            y.Completed,
                            y.PartlyCompleted,
                            y.Refused,
                            y.Withdrawn,
                            y.Open,
                            y.Overdue,
                            y.Extended,
                            y.OnTimePercent,
                            y.MedianDays,
                            y.MeanDays,
                        }
                    )
                )
        );
        files.MapGet(
            "statistics/parties.csv",
            async (RequestStatistics statistics, CancellationToken ct) =>
                await FileAsync(
                    "answers-on-time.csv",
                    s_parties,
                    (await statistics.FindByPartyAsync(ct)).Select(p =>
                        new object?[]
                        {
                            p.Year,
                            p.PartyId,
                            p.Name,
                            p.Asked,
                            p.Answered,
                            p.Overdue,
                            p.OnTimePercent,
                            p.MedianDays,
                        }
                    )
                )
        );
    }

    private static async Task<IResult> FileAsync(string name, string[] head, IEnumerable<object?[]> lines)
    {
        await using var file = new MemoryStream();
        await using (
            var csv = CsvWriter.Create(file, new CsvWriterOptions { Injection = CsvInjection.Escape }, leaveOpen: true)
        )
        {
            foreach (var title in head)
                csv.WriteField(title);
            await csv.EndRecordAsync(CancellationToken.None);
            foreach (var line in lines)
            {
                foreach (var figure in line)
                    csv.WriteField(Convert.ToString(figure, CultureInfo.InvariantCulture));
                await csv.EndRecordAsync(CancellationToken.None);
            }
        }

        return Results.File(file.ToArray(), "text/csv; charset=utf-8", name);
    }
}
