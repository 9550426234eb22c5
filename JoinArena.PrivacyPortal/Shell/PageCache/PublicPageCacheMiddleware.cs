using System.Globalization;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Net.Http.Headers;

namespace JoinArena.PrivacyPortal.Shell.PageCache;

/// <summary>
/// Caches public pages. Only the body, the language and the type are kept, no other header. So no cookie can reach
/// another visitor, which did happen with the framework's output cache.
/// </summary>
internal sealed class PublicPageCacheMiddleware(
    RequestDelegate next,
    [FromKeyedServices(PublicPageCacheMiddleware.CacheKey)] IMemoryCache cache,
    IEnumerable<IPublicCacheVersion> versions
)
{
    /// <summary>The service key of the memory cache.</summary>
    public const string CacheKey = "shared-pages";

    private static readonly TimeSpan s_maxAge = TimeSpan.FromMinutes(10);

    public async Task InvokeAsync(HttpContext context)
    {
        if (!PublicCacheAttribute.AppliesTo(context))
        {
            await next(context);
            return;
        }

        // Blazor sets no-cache headers when a response starts. This callback is registered earlier, so it runs last.
        context.Response.OnStarting(() =>
        {
            if (context.Response.Headers.ETag.Count > 0)
                SetCacheHeaders(context.Response.Headers);
            return Task.CompletedTask;
        });

        var key = CreateKey(context);
        if (!cache.TryGetValue(key, out CachedPage? page))
        {
            page = await RenderAsync(context);
            if (page is null)
                return;
            cache.Set(
                key,
                page,
                new MemoryCacheEntryOptions { Size = page.Size, AbsoluteExpirationRelativeToNow = s_maxAge }
            );
        }

        SetCacheHeaders(context.Response.Headers);
        await page!.SendAsync(context);
    }

    private string CreateKey(HttpContext context) =>
        $"{context.Request.PathBase}{context.Request.Path}\n{CultureInfo.CurrentUICulture.Name} "
        + $"{CultureInfo.CurrentCulture.Name}\n{string.Join('\n', versions.Select(c => c.GetVersion(context)))}";

    /// <returns>The page, or null if the response was not a page. Then it has already been sent.</returns>
    private async Task<CachedPage?> RenderAsync(HttpContext context)
    {
        var answer = context.Response.Body;
        var rendered = new MemoryStream();
        context.Response.Body = rendered;
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = answer;
        }

        var bytes = rendered.ToArray();
        if (context.Response.StatusCode is StatusCodes.Status200OK)
            return CachedPage.Create(bytes, context.Response);

        await answer.WriteAsync(bytes, context.RequestAborted);
        return null;
    }

    // Anyone may store a copy, but must check with us before using it.
    private static void SetCacheHeaders(IHeaderDictionary headers)
    {
        headers.CacheControl = "no-cache";
        headers.Vary = $"{HeaderNames.AcceptLanguage}, {HeaderNames.AcceptEncoding}, {HeaderNames.Cookie}";
        headers.Remove(HeaderNames.Pragma);
    }
}
