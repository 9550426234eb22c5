using System.Globalization;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace JoinArena.PrivacyPortal.Disclosures.Export;

/// <summary>A worker's data as files to download.</summary>
internal static class ExportApi
{
    public static void MapExportApi(this IEndpointRouteBuilder routes)
    {
        var files = routes.MapGroup("/my-data").RequireAuthorization(WorkerAccess.Policy).ExcludeFromDescription();
        files.MapGet(
            "/export.json",
            async (HttpContext http, JsonExport export, TimeProvider clock) =>
            {
                SetHeaders(http, "application/json; charset=utf-8", "json", clock);
                await export.WriteAsync(http.User.GetWorkerId(), http.Response.BodyWriter, http.RequestAborted);
            }
        );
        files.MapGet(
            "/export.html",
            async (HttpContext http, HtmlExport export, DisplayFormatter shown, TimeProvider clock) =>
            {
                shown.UseZoneOf(http.User);
                SetHeaders(http, "text/html; charset=utf-8", "html", clock);
                await export.WriteAsync(http.User.GetWorkerId(), http.Response.Body, http.RequestAborted);
            }
        );
        files.MapGet(
            "/export.csv",
            async (HttpContext http, CsvExport export, TimeProvider clock) =>
            {
                SetHeaders(http, "text/csv; charset=utf-8", "csv", clock);
                await export.WriteAsync(http.User.GetWorkerId(), http.Response.Body, http.RequestAborted);
            }
        );
    }

    private static void SetHeaders(HttpContext http, string type, string extension, TimeProvider clock)
    {
        var day = clock.GetInstant().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        http.Response.ContentType = type;
        http.Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment")
        {
            FileName = $"my-data-{day}.{extension}",
        }.ToString();
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
    }
}
