using System.Text.Json;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger.Records;

namespace JoinArena.PrivacyPortal.Disclosures.Reconciliation;

/// <summary>
/// Retractions, to be compared with the ledger's records of them. A correction is recorded with the disclosure that
/// replaces the report.
/// </summary>
internal sealed class RecordedRetractions : RecordedRowSource<Amendment>
{
    public override string Kind => "retraction";

    protected override IEnumerable<RecordedRow> Describe(Amendment row) =>
        row.Kind is AmendmentKind.Retracted
            ? [new(row.Id, $"{row.Source} {row.EventId}", record => IsRecorded(row, record))]
            : [];

    private static bool IsRecorded(Amendment shown, string record)
    {
        using var json = JsonDocument.Parse(record);
        var root = json.RootElement;
        return Has(root, "source", shown.Source)
            && Has(root, "eventId", shown.EventId)
            && Has(root, "at", shown.At.ToIso())
            && root.TryGetProperty("of", out var of)
            && Has(of, "source", shown.TargetSource)
            && Has(of, "eventId", shown.TargetEventId);
    }

    private static bool Has(JsonElement record, string name, string text) =>
        record.TryGetProperty(name, out var value) && value.ValueEquals(text);
}
