using System.Text;
using JoinArena.PrivacyPortal.Deletion.Certificates;
using JoinArena.PrivacyPortal.Shell.PageCache;

namespace JoinArena.PrivacyPortal.Deletion.Requests.ClosedAccounts;

/// <summary>The certificate of a request, for a reader who has no account and holds a tracking link.</summary>
internal static class TrackingLinkApi
{
    public static void MapTrackingLinkApi(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/deletion/follow/{secret}/{number}/certificate.note", DownloadCertificateAsync)
            .AllowAnonymous()
            .WithMetadata(new SecretAddressAttribute())
            .ExcludeFromDescription();

    private static async Task<IResult> DownloadCertificateAsync(
        string secret,
        string number,
        TrackingLinkService links,
        CertificateService certificates,
        CancellationToken ct
    )
    {
        var worker = await links.FindWorkerIdAsync(secret, ct);
        var certificate = worker is null ? null : await certificates.FindAsync(worker, number, ct);
        if (certificate is null)
            return Results.NotFound();
        var note = Encoding.UTF8.GetBytes(certificate.Note);
        return Results.File(note, "text/plain; charset=utf-8", $"certificate-{number}.note");
    }
}
