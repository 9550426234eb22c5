using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Shell;

namespace JoinArena.PrivacyPortal.Disclosures.Export;

/// <summary>The disclosures as a table for a spreadsheet.</summary>
internal sealed class CsvExport(ExportReader reader)
{
    private static readonly string[] s_header =
    [
        "time",
        "direction",
        "party",
        "partyId",
        "partyKind",
        "purpose",
        "categories",
        "items",
        "interviewId",
        "covered",
        "version",
        "clause",
        "reason",
        "source",
        "eventId",
        "id",
        "corrected",
        "rightId",
        "retracted",
        "amendmentReason",
        "jobLocations",
    ];

    public async Task WriteAsync(string workerId, Stream to, CancellationToken ct)
    {
        await using var csv = new SpreadsheetWriter(to);
        await csv.WriteRowAsync(s_header, ct);
        await csv.FlushAsync(ct);
        await foreach (var page in reader.ReadPagesAsync(workerId, ct))
        {
            foreach (var row in page)
                await csv.WriteRowAsync(GetCells(row), ct);
            await csv.FlushAsync(ct);
        }
    }

    private static string?[] GetCells(ExportRow row) =>
        [
            row.Time.ToIso(),
            row.Direction.ToKebabCase(),
            row.PartyName,
            row.PartyId,
            row.PartyKind.ToKebabCase(),
            row.Purpose.ToKebabCase(),
            string.Join(", ", row.Items.Select(i => i.Category.ToKebabCase()).Distinct(StringComparer.Ordinal)),
            string.Join(", ", row.Items.Select(i => i.Id)),
            row.InterviewId,
            row.CoverageStatus.IsAllowed() ? "yes" : "no",
            row.Version,
            row.Clause,
            row.NotCoveredReason,
            row.Source,
            row.EventId,
            row.Id.ToString(),
            row.Corrected?.ToIso(),
            row.ReplacementId?.ToString(),
            row.Retracted?.ToIso(),
            row.Reason,
            string.Join(", ", row.AllJobLocations),
        ];
}
