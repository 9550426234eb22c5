using System.Globalization;
using System.Text.Json;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Deletion.Requests.Receipt;
using JoinArena.PrivacyPortal.Shell;

namespace JoinArena.PrivacyPortal.Deletion.Statistics;

/// <summary>Downloads of the statistics as CSV files.</summary>
internal static class StatisticsFileApi
{
    /// <summary>The place of the rows that count all of a year's requests.</summary>
    private const string Everywhere = "all";

    private static readonly string[] s_yearColumns =
    [
        "year",
        "place",
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
        .. Enum.GetValues<DropOutcome>().Select(outcome => JsonNamingPolicy.CamelCase.ConvertName($"{outcome}")),
        .. Enum.GetValues<RequestChannel>().Select(channel => JsonNamingPolicy.CamelCase.ConvertName($"by{channel}")),
    ];

    private static readonly string[] s_partyColumns =
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
        files.MapGet("statistics.csv", DownloadYearsAsync);
        files.MapGet("statistics/parties.csv", DownloadPartiesAsync);
    }

    private static async Task<IResult> DownloadYearsAsync(RequestStatistics statistics, CancellationToken ct)
    {
        var years = await statistics.FindByYearAndPlaceAsync(ct);
        return await ToCsvFileAsync("deletion-requests.csv", s_yearColumns, years.Select(ToRow));
    }

    private static async Task<IResult> DownloadPartiesAsync(RequestStatistics statistics, CancellationToken ct)
    {
        var parties = await statistics.FindByPartyAsync(ct);
        return await ToCsvFileAsync("answers-on-time.csv", s_partyColumns, parties.Select(ToRow));
    }

    private static object?[] ToRow(YearlyRequestStatistics year) =>
        [
            year.Year,
            year.Place ?? Everywhere,
            year.Received,
            year.Completed,
            year.PartlyCompleted,
            year.Refused,
            year.Withdrawn,
            year.Open,
            year.Overdue,
            year.Extended,
            year.OnTimePercent,
            year.MedianDays,
            year.MeanDays,
            .. Enum.GetValues<DropOutcome>().Select(outcome => (object?)year.Outcomes.GetValueOrDefault(outcome)),
            .. Enum.GetValues<RequestChannel>().Select(channel => (object?)year.Channels.GetValueOrDefault(channel)),
        ];

    private static object?[] ToRow(PartyPunctuality party) =>
        [
            party.Year,
            party.PartyId,
            party.Name,
            party.Asked,
            party.Answered,
            party.Overdue,
            party.OnTimePercent,
            party.MedianDays,
        ];

    private static async Task<IResult> ToCsvFileAsync(string fileName, string[] columns, IEnumerable<object?[]> rows)
    {
        await using var file = new MemoryStream();
        await using (var csv = new SpreadsheetWriter(file))
        {
            await csv.WriteRowAsync(columns, CancellationToken.None);
            foreach (var row in rows)
                await csv.WriteRowAsync(row.Select(ToText), CancellationToken.None);
        }

        return Results.File(file.ToArray(), SpreadsheetWriter.ContentType, fileName);
    }

    private static string? ToText(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture);
}
