using System.Globalization;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace JoinArena.PrivacyPortal.Disclosures.Export;

/// <summary>A worker's data as files to keep.</summary>
internal static class ExportApi
{
    public static void MapExportApi(this IEndpointRouteBuilder routes)
    {
        var files = routes.MapGroup("/my-data").RequireAuthorization(WorkerAccess.Policy).ExcludeFromDescription();
        files.MapGet(
            "/export.json",
            async (HttpContext http, JsonExport export, TimeProvider clock) =>
            {
                Head(http, "application/json; charset=utf-8", "json", clock);
                await export.WriteAsync(http.User.GetWorkerId(), http.Response.BodyWriter, http.RequestAborted);
            }
        );
        files.MapGet(
            "/export.csv",
            async (HttpContext http, CsvExport export, TimeProvider clock) =>
            {
                Head(http, "text/csv; charset=utf-8", "csv", clock);
                await export.WriteAsync(http.User.GetWorkerId(), http.Response.Body, http.RequestAborted);
            }
        );
    }

    private static void Head(HttpContext http, string type, string ending, TimeProvider clock)
    {
        var day = clock.GetInstant().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        http.Response.ContentType = type;
        http.Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment")
        {
            FileName = $"my-data-{day}.{ending}",
        }.ToString();
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
    }
}
