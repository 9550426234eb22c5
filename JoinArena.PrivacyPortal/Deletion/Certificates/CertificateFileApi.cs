using System.Security.Claims;
using System.Text;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Ledger.Proofs;

namespace JoinArena.PrivacyPortal.Deletion.Certificates;

/// <summary>Downloads of a certificate: the signed note, its JSON text, and the ledger proof.</summary>
internal static class CertificateFileApi
{
    private const string NoteContentType = "text/plain; charset=utf-8";

    public static void MapCertificateFileApi(this IEndpointRouteBuilder routes)
    {
        var files = routes
            .MapGroup("/deletion/{number}")
            .RequireAuthorization(policy => policy.RequireRole(Roles.Worker))
            .RequireAuthorization(WorkerAccess.Policy);
        files.MapGet("certificate.note", DownloadNoteAsync).ExcludeFromDescription();
        files.MapGet("certificate.json", DownloadJsonAsync).ExcludeFromDescription();
        files.MapGet("certificate/proof", DownloadProofAsync).ExcludeFromDescription();
        files.MapProofDownload("proof/{id:guid}", "deletion");
    }

    private static async Task<IResult> DownloadNoteAsync(
        string number,
        ClaimsPrincipal reader,
        CertificateService certificates,
        CancellationToken ct
    ) => ToNoteFile(await certificates.FindAsync(reader.GetWorkerId(), number, ct), number);

    private static async Task<IResult> DownloadJsonAsync(
        string number,
        ClaimsPrincipal reader,
        CertificateService certificates,
        CancellationToken ct
    ) =>
        await certificates.FindAsync(reader.GetWorkerId(), number, ct) is { } certificate
            ? Results.File(Encoding.UTF8.GetBytes(certificate.Json), "application/json", $"certificate-{number}.json")
            : Results.NotFound();

    private static async Task<IResult> DownloadProofAsync(
        string number,
        HttpContext http,
        CertificateService certificates,
        LedgerProofs proofs
    )
    {
        var workerId = http.User.GetWorkerId();
        if (await certificates.FindAsync(workerId, number, http.RequestAborted) is not { } certificate)
            return Results.NotFound();
        var proof = await proofs.CreateProofAsync(certificate.LedgerEntryId, workerId, http.RequestAborted);
        return proof.ToDownload($"certificate-{number}", http);
    }

    private static IResult ToNoteFile(DeletionCertificate? certificate, string number) =>
        certificate is null
            ? Results.NotFound()
            : Results.File(Encoding.UTF8.GetBytes(certificate.Note), NoteContentType, $"certificate-{number}.note");
}
