using System.IO.Compression;
using JoinArena.PrivacyPortal.Ledger.Tree;
using JoinArena.PrivacyPortal.Shell.PageCache;
using Microsoft.Net.Http.Headers;

namespace JoinArena.PrivacyPortal.Ledger.Log.Reading;

/// <summary>Serves the log as C2SP tlog-tiles requires: anyone can read it, from any site.</summary>
internal static class LedgerFilesApi
{
    private const string Octets = "application/octet-stream",
        Gzip = "gzip";
    private static readonly string[] s_readMethods = [HttpMethods.Get, HttpMethods.Head];

    public static void MapLedgerFilesApi(this IEndpointRouteBuilder routes)
    {
        var files = routes.MapGroup("/ledger").AllowAnonymous().WithTags("Ledger");
        files
            .MapMethods("checkpoint", s_readMethods, CheckpointAsync)
            .WithSummary("The log's name, size and root, signed (C2SP tlog-checkpoint).");
        files
            .MapMethods("tile/{**path}", s_readMethods, TileAsync)
            .WithSummary("Tiles of hashes and bundles of entries (C2SP tlog-tiles).");
    }

    private static async Task<IResult> CheckpointAsync(LedgerLog log, HttpContext http)
    {
        if (await log.ReadCheckpointAsync(http.RequestAborted) is not { } note)
            return NotFound("No checkpoint has been signed yet.");
        SetHeaders(http, "no-cache");
        return Results.Text(note, "text/plain; charset=utf-8");
    }

    private static async Task<IResult> TileAsync(string? path, LedgerLog log, HttpContext http)
    {
        if (!TilePath.TryParse(path, out var tile))
            return NotFound("This is not the path of a tile.");
        if (await log.ReadTileAsync(tile, http.RequestAborted) is not { } bytes)
            return NotFound("The published log does not reach this tile.");
        SetHeaders(http, "public, max-age=31536000, immutable");
        // Compression does not make hashes smaller, only entries.
        if (tile.Level is not null)
            return Results.Bytes(bytes, Octets);
        http.Response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (!AcceptedCodings.Accepts(http.Request, Gzip))
            return Results.Bytes(bytes, Octets);
        http.Response.Headers.ContentEncoding = Gzip;
        return Results.Bytes(Compress(bytes), Octets);
    }

    private static byte[] Compress(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal))
            gzip.Write(bytes);
        return compressed.ToArray();
    }

    private static void SetHeaders(HttpContext http, string caching)
    {
        http.Response.Headers.CacheControl = caching;
        http.Response.Headers.AccessControlAllowOrigin = "*";
    }

    private static IResult NotFound(string reason) =>
        Results.Text($"{reason}\n", "text/plain; charset=utf-8", statusCode: StatusCodes.Status404NotFound);
}
