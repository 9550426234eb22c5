using System.IO.Compression;
using JoinArena.PrivacyPortal.Ledger.Tree;
using JoinArena.PrivacyPortal.Shell.PageCache;
using Microsoft.Net.Http.Headers;

namespace JoinArena.PrivacyPortal.Ledger.Log;

/// <summary>The log as C2SP tlog-tiles wants it served: read by anyone, from anywhere.</summary>
internal static class LedgerFilesApi
{
    private const string Octets = "application/octet-stream",
        Gzip = "gzip";
    private static readonly string[] s_reading = [HttpMethods.Get, HttpMethods.Head];

    public static void MapLedgerFilesApi(this IEndpointRouteBuilder routes)
    {
        var files = routes.MapGroup("/ledger").AllowAnonymous().WithTags("Ledger");
        files
            .MapMethods("checkpoint", s_reading, CheckpointAsync)
            .WithSummary("The log's name, size and root, signed (C2SP tlog-checkpoint).");
        files
            .MapMethods("tile/{**path}", s_reading, TileAsync)
            .WithSummary("Tiles of hashes and bundles of entries (C2SP tlog-tiles).");
    }

    private static async Task<IResult> CheckpointAsync(LedgerLog log, HttpContext http)
    {
        if (await log.ReadCheckpointAsync(http.RequestAborted) is not { } note)
            return Missing("No checkpoint is signed yet.");
        Headers(http, "no-cache");
        return Results.Text(note, "text/plain; charset=utf-8");
    }

    private static async Task<IResult> TileAsync(string? path, LedgerLog log, HttpContext http)
    {
        if (!TilePath.TryParse(path, out var tile))
            return Missing("This is not the address of a tile.");
        if (await log.ReadTileAsync(tile, http.RequestAborted) is not { } bytes)
            return Missing("No signed checkpoint needs this tile.");
        Headers(http, "public, max-age=31536000, immutable");
        // Hashes are as long compressed; entries are not.
        if (tile.Level is not null)
            return Results.Bytes(bytes, Octets);
        http.Response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (!AcceptedCodings.Accepts(http.Request, Gzip))
            return Results.Bytes(bytes, Octets);
        http.Response.Headers.ContentEncoding = Gzip;
        return Results.Bytes(Compressed(bytes), Octets);
    }

    private static byte[] Compressed(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal))
            gzip.Write(bytes);
        return compressed.ToArray();
    }

    private static void Headers(HttpContext http, string caching)
    {
        http.Response.Headers.CacheControl = caching;
        http.Response.Headers.AccessControlAllowOrigin = "*";
    }

    private static IResult Missing(string why) =>
        Results.Text($"{why}\n", "text/plain; charset=utf-8", statusCode: StatusCodes.Status404NotFound);
}
