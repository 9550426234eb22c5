using JoinArena.PrivacyPortal.Access;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace JoinArena.PrivacyPortal.Shell.Middleware;

/// <summary>
/// Refuses what is sent to a page, or as the form of one, and is no form: with 415 if its type is not that of a form, and
/// with 400 if it cannot be read as one. The framework would answer both with 500. It must come before the antiforgery
/// middleware, which reads forms.
/// </summary>
internal sealed class FormTypeMiddleware(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (
            HttpMethods.IsPost(context.Request.Method)
            && (IsForPage(context) || IsFormForBrowser(context.Request))
            && await FindRefusalAsync(context) is { } status
        )
        {
            context.Response.StatusCode = status;
            return;
        }

        await next(context);
    }

    private static bool IsForPage(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not null;

    // What scripts of a page send may be no form; if it is one, its token is read from it.
    private static bool IsFormForBrowser(HttpRequest request) => request.HasFormContentType && !request.IsFromProgram;

    private static async Task<int?> FindRefusalAsync(HttpContext context)
    {
        if (!IsForm(context.Request.ContentType))
            return StatusCodes.Status415UnsupportedMediaType;
        try
        {
            // It is kept for the code that reads it next.
            await context.Request.ReadFormAsync(context.RequestAborted);
            return null;
        }
        catch (Exception fault) when (fault is InvalidDataException or (IOException and not BadHttpRequestException))
        {
            // More fields than a form has, or an end before the last boundary.
            return StatusCodes.Status400BadRequest;
        }
    }

    private static bool IsForm(string? contentType)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type))
            return false;
        var charset = HeaderUtilities.RemoveQuotes(type.Charset);
        if (charset.Length > 0 && !charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
            return false;
        if (type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
            return !StringSegment.IsNullOrEmpty(HeaderUtilities.RemoveQuotes(type.Boundary));
        return type.MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase);
    }
}
