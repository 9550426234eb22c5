using System.Security.Cryptography;
using System.Text;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger.Records;

namespace JoinArena.PrivacyPortal.Deletion.Certificates;

/// <summary>Certificates, to be compared with the ledger's records of them.</summary>
internal sealed class RecordedCertificates : RecordedRowSource<DeletionCertificate>
{
    public override string Kind => "certificate";

    public override IEnumerable<IQueryable<Guid>> QueryEntryIds(PortalDbContext db) =>
        [db.DeletionCertificates.Select(c => c.LedgerEntryId)];

    protected override IEnumerable<RecordedRow> Describe(DeletionCertificate row)
    {
        var id = row.Id.ToString("D");
        yield return RecordedRow.FromMembers(
            row.LedgerEntryId,
            id,
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["kind"] = "certificate-issued",
                ["at"] = row.IssuedAt.ToIso(),
                ["certificate"] = id,
                ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(row.Json + "\n"))),
            }
        );
    }
}
