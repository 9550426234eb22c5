using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Ledger.Records;

namespace JoinArena.PrivacyPortal.Deletion.Casework.Holds;

/// <summary>
/// Legal holds, to be compared with the ledger's records of their placing and lifting. The party is not compared: it is
/// another one after a merge.
/// </summary>
internal sealed class RecordedHolds : RecordedRowSource<LegalHold>
{
    public override string Kind => "legal-hold";

    protected override IEnumerable<RecordedRow> Describe(LegalHold row)
    {
        yield return Describe(row, row.Id, "hold-put", row.PlacedAt);
        if (row.LiftLedgerEntryId is { } lifted)
            yield return Describe(row, lifted, "hold-lifted", row.LiftedAt!.Value);
    }

    private static RecordedRow Describe(LegalHold row, Guid entryId, string kind, DateTimeOffset at) =>
        RecordedRow.FromMembers(
            entryId,
            $"{row.WorkerId} {row.Id}",
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["kind"] = kind,
                ["subject"] = row.WorkerId,
                ["at"] = at.ToIso(),
                ["citation"] = row.Citation,
            }
        );
}
