using System.Security.Cryptography;
using System.Text;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Ledger.Notes;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Certificates;

/// <summary>Issues certificates and finds them for their worker.</summary>
public sealed class CertificateService(
    IDbContextFactory<PortalDbContext> contexts,
    DeadlineRules rules,
    PortalKey key,
    TimeProvider clock
)
{
    /// <summary>
    /// Issues the certificate of a request that has just ended. Adds to the caller's unit of work, so that the end of
    /// the request and its certificate are committed together.
    /// </summary>
    /// <returns>The certificate, to be attached to the worker's email.</returns>
    public async Task<DeletionCertificate> IssueAsync(PortalDbContext db, DeletionRequest request, CancellationToken ct)
    {
        if (request.State is not (RequestState.Completed or RequestState.PartlyCompleted or RequestState.Refused))
            throw new InvalidOperationException($"A request in state {request.State} has no certificate.");

        var id = Guid.CreateVersion7();
        var now = clock.GetInstant();
        request.SetRetentionEnd(request.ComputeRetentionEnd(rules).Day);

        var replaced = await FindNewestAsync(db, request.Id, ct);
        var certified = CertificateText.FromRequest(id, request, rules, replaced?.Id, now) with
        {
            Search = await CertifiedSearch.FindAsync(db, request, ct),
        };
        var text = certified.ToCanonicalJson();
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        var issued = new CertificateIssued(request.WorkerId, now, request.Number, id.ToString("D"), sha256);
        var certificate = new DeletionCertificate
        {
            Id = id,
            RequestId = request.Id,
            IssuedAt = now,
            Note = key.Sign(text).ToString(),
            LedgerEntryId = await db.Ledger.AppendAsync(issued, ct),
        };
        db.DeletionCertificates.Add(certificate);
        return certificate;
    }

    /// <summary>
    /// The newest certificate of a request; null if the request has not ended, is withheld or belongs to another worker.
    /// </summary>
    public async Task<DeletionCertificate?> FindAsync(string workerId, string number, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var requestId = await db
            .DeletionRequests.Where(r =>
                r.Number == number && r.WorkerId == workerId && r.EndedAt != null && r.WithheldSince == null
            )
            .Select(r => (Guid?)r.Id)
            .SingleOrDefaultAsync(ct);
        return requestId is { } id ? await FindNewestAsync(db, id, ct) : null;
    }

    /// <summary>What people call what a certificate names by its id; null unless that is one party or interview.</summary>
    public async Task<ScopeName?> FindScopeNameAsync(string workerId, DeletionScope scope, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await ScopeName.FindAsync(db, workerId, scope, ct);
    }

    private static Task<DeletionCertificate?> FindNewestAsync(
        PortalDbContext db,
        Guid requestId,
        CancellationToken ct
    ) =>
        db
            .DeletionCertificates.AsNoTracking()
            .Where(c => c.RequestId == requestId)
            .OrderByDescending(c => c.IssuedAt)
            .ThenByDescending(c => c.Id)
            .FirstOrDefaultAsync(ct);
}
