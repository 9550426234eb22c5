using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger.Records;

namespace JoinArena.PrivacyPortal.Acceptance.Uses.Objections;

/// <summary>Answers to stops, to be compared with the ledger's records of them.</summary>
internal sealed class RecordedObjections : RecordedRowSource<UseObjection>
{
    public override string Kind => "use-stop-answer";

    public override IEnumerable<IQueryable<Guid>> QueryEntryIds(PortalDbContext db) =>
        [db.UseObjections.Where(o => o.AnsweredAt != null).Select(o => o.Id)];

    protected override IEnumerable<RecordedRow> Describe(UseObjection row) =>
        row.AnsweredAt is null
            ? []
            : [RecordedRow.FromEvent(row.Id, $"{row.WorkerId} {row.ClauseId}", ObjectionAnswered.FromObjection(row))];
}
