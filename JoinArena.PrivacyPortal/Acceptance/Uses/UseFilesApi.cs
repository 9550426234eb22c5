using System.Net.Mime;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger.Proofs;
using Microsoft.AspNetCore.Authorization;

namespace JoinArena.PrivacyPortal.Acceptance.Uses;

/// <summary>Downloads of a decision's receipt and proof.</summary>
internal static class UseFilesApi
{
    public static void MapUseFilesApi(this IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/uses/{id:guid}/receipt.note", SendAsync)
            .RequireAuthorization(new AuthorizeAttribute { Roles = Roles.Worker, Policy = WorkerAccess.Policy })
            .ExcludeFromDescription();
        routes.MapProofDownload("/uses/{id:guid}/proof", "use");
    }

    /// <summary>The path of the page that shows a decision.</summary>
    public static string GetPageUrl(Guid id) => $"/uses/{id}";

    /// <summary>The file name of a receipt: <c>joinarena-use-stopped-model-improvement.note</c>.</summary>
    public static string GetFileName(UseDecision decision) =>
        $"joinarena-use-{decision.Kind.ToKebabCase()}-{decision.ClauseId}.note";

    private static async Task<IResult> SendAsync(Guid id, HttpContext http, UseQueries uses)
    {
        if (await uses.FindDecisionAsync(http.User.GetWorkerId(), id, http.RequestAborted) is not { } decision)
            return Results.NotFound();
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{GetFileName(decision)}\"";
        return Results.Text(decision.Receipt, $"{MediaTypeNames.Text.Plain}; charset=utf-8");
    }
}
