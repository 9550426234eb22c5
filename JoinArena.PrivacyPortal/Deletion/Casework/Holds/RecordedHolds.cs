using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Ledger.Records;
using JoinArena.PrivacyPortal.Parties.Merging;

namespace JoinArena.PrivacyPortal.Deletion.Casework.Holds;

/// <summary>Legal holds, to be compared with the ledger's records of their placing and lifting.</summary>
internal sealed class RecordedHolds : RecordedRowSource<LegalHold>
{
    public override string Kind => "legal-hold";

    protected override async Task<IEnumerable<RecordedRow>> DescribeAsync(
        PortalDbContext db,
        IReadOnlyList<LegalHold> rows,
        CancellationToken ct
    )
    {
        var merged = await MergedParties.LoadAsync(db, ct);
        return rows.SelectMany(row => Describe(row, merged));
    }

    private static IEnumerable<RecordedRow> Describe(LegalHold row, MergedParties merged)
    {
        yield return Describe(row, merged, row.Id, "hold-put", row.PlacedAt);
        if (row.LiftLedgerEntryId is { } lifted)
            yield return Describe(row, merged, lifted, "hold-lifted", row.LiftedAt!.Value);
    }

    private static RecordedRow Describe(
        LegalHold row,
        MergedParties merged,
        Guid entryId,
        string kind,
        DateTimeOffset at
    ) =>
        RecordedRow.FromMembers(
            entryId,
            $"{row.WorkerId} {row.Id}",
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["kind"] = kind,
                ["subject"] = row.WorkerId,
                ["at"] = at.ToIso(),
                ["citation"] = row.Citation,
            },
            party => merged.IsSame(party, row.PartyId)
        );
}
