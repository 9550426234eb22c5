using System.Security.Cryptography;
using System.Text;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Ledger.Notes;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Certificates;

/// <summary>A certificate was issued; <paramref name="Sha256"/> is of the text that was signed.</summary>
public sealed record CertificateIssued(
    string Subject,
    DateTimeOffset At,
    string Request,
    string Certificate,
    string Sha256
) : LedgerEvent("certificate-issued", Subject, At);

/// <summary>Issues certificates, and finds them again for their worker.</summary>
public sealed class CertificateService(
    IDbContextFactory<PortalDbContext> contexts,
    DeadlineRules rules,
    PortalKey key,
    TimeProvider clock
)
{
    /// <summary>
    /// Issues the certificate of a request that has just ended, in the unit of work that ends it: no end without
    /// certificate, and none twice.
    /// </summary>
    /// <returns>The certificate, which goes to the worker by mail.</returns>
    public async Task<DeletionCertificate> IssueAsync(PortalDbContext db, DeletionRequest request, CancellationToken ct)
    {
        if (request.State is not (RequestState.Completed or RequestState.PartlyCompleted or RequestState.Refused))
            throw new InvalidOperationException($"A request that is {request.State} has nothing to certify.");

        var (id, now) = (Guid.CreateVersion7(), clock.GetInstant());
        request.SetRetentionEnd(
            rules
                .ComputeRetentionEnd(
                    request.Jurisdiction,
                    request.GetRetentionStart(at => rules.ToLocalDay(request.Jurisdiction, at))
                )
                .Day
        );
        var text = CertificateText
            .FromRequest(id, request, rules, (await LastAsync(db, request.Id, ct))?.Id, now)
            .ToCanonicalJson();
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        return db
            .DeletionCertificates.Add(
                new()
                {
                    Id = id,
                    RequestId = request.Id,
                    IssuedAt = now,
                    Note = key.Sign(text).ToString(),
                    LedgerEntryId = await db.Ledger.AppendAsync(
                        new CertificateIssued(request.WorkerId, now, request.Number, id.ToString("D"), sha256),
                        ct
                    ),
                }
            )
            .Entity;
    }

    /// <summary>
    /// The newest certificate of one of the worker's requests; null while it has not ended, and for another worker's.
    /// </summary>
    public async Task<DeletionCertificate?> FindAsync(string workerId, string number, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var request = await db
            .DeletionRequests.Where(r => r.Number == number && r.WorkerId == workerId && r.EndedAt != null)
            .Select(r => (Guid?)r.Id)
            .SingleOrDefaultAsync(ct);
        return request is { } id ? await LastAsync(db, id, ct) : null;
    }

    private static Task<DeletionCertificate?> LastAsync(PortalDbContext db, Guid requestId, CancellationToken ct) =>
        db
            .DeletionCertificates.AsNoTracking()
            .Where(c => c.RequestId == requestId)
            .OrderByDescending(c => c.IssuedAt)
            .ThenByDescending(c => c.Id)
            .FirstOrDefaultAsync(ct);
}
