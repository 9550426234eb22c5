using System.Security.Claims;
using System.Text;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Ledger.Proofs;

namespace JoinArena.PrivacyPortal.Deletion.Certificates;

/// <summary>A certificate as files: the signed note, and its text for programs.</summary>
internal static class CertificateFileApi
{
    public static void MapCertificateFileApi(this IEndpointRouteBuilder routes)
    {
        var files = routes
            .MapGroup("/deletion/{number}")
            .RequireAuthorization(policy => policy.RequireRole(Roles.Worker))
            .RequireAuthorization(WorkerAccess.Policy);
        files
            .MapGet(
                "certificate.note",
                (string number, ClaimsPrincipal reader, CertificateService certificates, CancellationToken ct) =>
                    FileAsync(number, reader, certificates, c => c.Note, "text/plain; charset=utf-8", "note", ct)
            )
            .ExcludeFromDescription();
        files.MapGet("certificate/proof", ProofAsync).ExcludeFromDescription();
        files.MapProofDownload("proof/{id:guid}", "deletion");
        files
            .MapGet(
                "certificate.json",
                (string number, ClaimsPrincipal reader, CertificateService certificates, CancellationToken ct) =>
                    FileAsync(number, reader, certificates, c => c.Json, "application/json", "json", ct)
            )
            .ExcludeFromDescription();
    }

    private static async Task<IResult> ProofAsync(
        string number,
        HttpContext http,
        CertificateService certificates,
        LedgerProofs proofs
    )
    {
        var worker = http.User.GetWorkerId();
        return await certificates.FindAsync(worker, number, http.RequestAborted) is { } certificate
            ? (await proofs.CreateProofAsync(certificate.LedgerEntryId, worker, http.RequestAborted)).ToDownload(
                $"certificate-{number}",
                http
            )
            : Results.NotFound();
    }

    private static async Task<IResult> FileAsync(
        string number,
        ClaimsPrincipal reader,
        CertificateService certificates,
        Func<DeletionCertificate, string> content,
        string type,
        string extension,
        CancellationToken ct
    ) =>
        await certificates.FindAsync(reader.GetWorkerId(), number, ct) is { } certificate
            ? Results.File(Encoding.UTF8.GetBytes(content(certificate)), type, $"certificate-{number}.{extension}")
            : Results.NotFound();
}
