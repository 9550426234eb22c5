using System.Buffers.Text;
using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace JoinArena.PrivacyPortal.Shell.PageCache;

/// <summary>
/// A rendered public page, plain and compressed. It contains no secret that its compressed length could reveal.
/// </summary>
internal sealed record CachedPage(byte[] Bytes, byte[] Brotli, string ETag, string? ContentType, StringValues Language)
{
    private const string Encoding = "br";

    /// <summary>The size in memory, in bytes.</summary>
    public long Size => Bytes.Length + Brotli.Length;

    public static CachedPage Create(byte[] bytes, HttpResponse rendered)
    {
        using var compressed = new MemoryStream();
        using (var brotli = new BrotliStream(compressed, CompressionLevel.SmallestSize))
            brotli.Write(bytes);
        return new(
            bytes,
            compressed.ToArray(),
            Base64Url.EncodeToString(SHA256.HashData(bytes))[..22],
            rendered.ContentType,
            rendered.Headers.ContentLanguage
        );
    }

    /// <summary>Sends the page, or 304 if the client already has it (RFC 9110 13.1.2).</summary>
    public async Task SendAsync(HttpContext context)
    {
        var response = context.Response;
        var isCompressed = AcceptedCodings.Accepts(context.Request, Encoding);
        // The same page in another coding is another representation (RFC 9110 8.8.3.3).
        var tag = isCompressed ? $"\"{ETag}-{Encoding}\"" : $"\"{ETag}\"";
        response.Headers.ETag = tag;
        response.Headers.ContentLanguage = Language;
        if (Has(context.Request, tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            response.Headers.Remove(HeaderNames.ContentType);
            return;
        }

        response.ContentType = ContentType;
        if (isCompressed)
            response.Headers.ContentEncoding = Encoding;
        var body = isCompressed ? Brotli : Bytes;
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, context.RequestAborted);
    }

    private static bool Has(HttpRequest request, string tag) =>
        request.Headers.IfNoneMatch is { Count: > 0 } held
        && EntityTagHeaderValue.TryParseList(held, out var tags)
        && tags.Any(t => t.Equals(EntityTagHeaderValue.Any) || t.Tag.Equals(tag, StringComparison.Ordinal));
}
