using System.Text.Json;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger.Records;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures.Reconciliation;

/// <summary>
/// Disclosures as pages show them, to be compared with the ledger's records of them. What may change later (their
/// coverage, their corrections) has records of its own.
/// </summary>
internal sealed class RecordedDisclosures : RecordedRowSource<Disclosure>
{
    public override string Kind => "disclosure";

    protected override IQueryable<Disclosure> Include(IQueryable<Disclosure> rows) => rows.Include(d => d.Items);

    protected override IEnumerable<RecordedRow> Describe(Disclosure row) =>
        [new(row.Id, $"{row.Source} {row.EventId}", record => IsRecorded(row, record))];

    private static bool IsRecorded(Disclosure shown, string record)
    {
        using var json = JsonDocument.Parse(record);
        var root = json.RootElement;
        return ReadText(root, "subject") == shown.WorkerId
            && ReadText(root, "source") == shown.Source
            && ReadText(root, "eventId") == shown.EventId
            && ReadText(root, "party") == (shown.ReportedAs ?? shown.PartyId)
            && ReadText(root, "interviewId") == shown.InterviewId
            && ReadText(root, "at") == shown.Time.ToIso()
            && ReadText(root, "direction") == shown.Direction.ToKebabCase()
            && ReadText(root, "purpose") == shown.Purpose.ToKebabCase()
            && ReadItems(root).SetEquals(shown.Items.Select(i => $"{i.ItemId} {i.Category.ToKebabCase()}"));
    }

    private static string? ReadText(JsonElement record, string name) =>
        record.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static HashSet<string> ReadItems(JsonElement record) =>
        record
            .GetProperty("items")
            .EnumerateArray()
            .Select(i => $"{i.GetProperty("id").GetString()} {i.GetProperty("category").GetString()}")
            .ToHashSet(StringComparer.Ordinal);
}
