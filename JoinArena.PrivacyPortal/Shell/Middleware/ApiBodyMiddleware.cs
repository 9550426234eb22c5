using JoinArena.PrivacyPortal.Shell.Errors;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace JoinArena.PrivacyPortal.Shell.Middleware;

/// <summary>
/// Readies the body of a program's request: a compressed one is decompressed as it is read, within the limit of its
/// endpoint. Another charset than UTF-8 and another coding than gzip are refused with what is taken
/// (RFC 9110 15.5.16).
/// </summary>
internal sealed class ApiBodyMiddleware(RequestDelegate next)
{
    private const string Gzip = "gzip";

    public async Task InvokeAsync(HttpContext context)
    {
        if (FindOtherCharset(context.Request) is not null)
        {
            throw new UnreadableBodyException(
                "Send the body in UTF-8, which is JSON's only charset. Leave 'charset' out, or write charset=utf-8.",
                StatusCodes.Status415UnsupportedMediaType
            );
        }

        switch (context.Request.Headers.ContentEncoding.ToString().Trim().ToLowerInvariant())
        {
            case "" or "identity":
                await next(context);
                break;
            case Gzip or "x-gzip":
                await DecompressAsync(context);
                break;
            default:
                context.Response.OnStarting(() =>
                {
                    context.Response.Headers.AcceptEncoding = Gzip;
                    return Task.CompletedTask;
                });
                throw new UnreadableBodyException(
                    "Send the body as it is or compressed with gzip, and once only.",
                    StatusCodes.Status415UnsupportedMediaType
                );
        }
    }

    /// <returns>Null if the body is in UTF-8, or in ASCII, which is part of it.</returns>
    private static string? FindOtherCharset(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
            return null;
        var charset = HeaderUtilities.RemoveQuotes(type.Charset).ToString();
        return charset.ToLowerInvariant() is "" or "utf-8" or "utf8" or "us-ascii" or "ascii" ? null : charset;
    }

    private async Task DecompressAsync(HttpContext context)
    {
        var request = context.Request;
        var limit = context.Features.Get<IHttpMaxRequestBodySizeFeature>();
        await using var body = new GzipBodyStream(request.Body, limit);
        request.Body = body;
        request.ContentLength = null;
        request.Headers.Remove(HeaderNames.ContentEncoding);
        await next(context);
    }
}
