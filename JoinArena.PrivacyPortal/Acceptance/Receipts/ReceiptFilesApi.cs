using System.Net.Mime;
using JoinArena.PrivacyPortal.Access;
using Microsoft.AspNetCore.Authorization;

namespace JoinArena.PrivacyPortal.Acceptance.Receipts;

/// <summary>Downloads of a receipt: the signed note to keep, and its JSON for programs.</summary>
internal static class ReceiptFilesApi
{
    private const string Text = "text/plain; charset=utf-8";

    public static void MapReceiptFilesApi(this IEndpointRouteBuilder routes)
    {
        var files = routes
            .MapGroup("/acceptances/{id:guid}")
            .RequireAuthorization(new AuthorizeAttribute { Roles = Roles.Worker, Policy = WorkerAccess.Policy })
            .ExcludeFromDescription();
        files.MapGet(
            "receipt.note",
            (Guid id, HttpContext http, AcceptanceQueries acceptances) =>
                SendAsync(id, http, acceptances, r => r.Note, Text, "note")
        );
        files.MapGet(
            "receipt.json",
            (Guid id, HttpContext http, AcceptanceQueries acceptances) =>
                SendAsync(id, http, acceptances, r => r.Json, MediaTypeNames.Application.Json, "json")
        );
    }

    /// <summary>The file name of a receipt.</summary>
    public static string GetFileName(string version, string extension) => $"joinarena-acceptance-{version}.{extension}";

    private static async Task<IResult> SendAsync(
        Guid id,
        HttpContext http,
        AcceptanceQueries acceptances,
        Func<AcceptanceReceipt, string> content,
        string type,
        string extension
    )
    {
        var worker = http.User.GetWorkerId();
        if (
            await acceptances.FindAsync(worker, id, http.RequestAborted) is not { } acceptance
            || await acceptances.FindReceiptAsync(worker, id, http.RequestAborted) is not { } receipt
        )
        {
            return Results.NotFound();
        }

        http.Response.Headers.ContentDisposition =
            $"attachment; filename=\"{GetFileName(acceptance.Version, extension)}\"";
        return Results.Text(content(receipt), type);
    }
}
