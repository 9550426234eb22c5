using System.Globalization;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Net.Http.Headers;

namespace JoinArena.PrivacyPortal.Shell.PageCache;

/// <summary>
/// Gives out shared pages as they were rendered for the first who asked. Of that answer only the page is kept, with its
/// language and type; never a header, and so never
/// a cookie, which the framework's own output cache was seen to hand on to the next.
/// </summary>
internal sealed class PublicPageCacheMiddleware(
    RequestDelegate next,
    [FromKeyedServices(PublicPageCacheMiddleware.CacheKey)] IMemoryCache shelf,
    IEnumerable<IPublicCacheVersion> contents
)
{
    /// <summary>The key of the cache that holds them.</summary>
    public const string CacheKey = "shared-pages";

    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(10);

    public async Task InvokeAsync(HttpContext context)
    {
        if (!PublicCacheAttribute.AppliesTo(context))
        {
            await next(context);
            return;
        }

        // Blazor forbids copies of every page as it begins to be sent; this is registered before, and so has the last
        // word.
        context.Response.OnStarting(() =>
        {
            if (context.Response.Headers.ETag.Count > 0)
                Say(context.Response.Headers);
            return Task.CompletedTask;
        });

        var key = KeyOf(context);
        if (!shelf.TryGetValue(key, out CachedPage? page))
        {
            page = await RenderAsync(context);
            if (page is null)
                return;
            shelf.Set(
                key,
                page,
                new MemoryCacheEntryOptions { Size = page.Size, AbsoluteExpirationRelativeToNow = s_longest }
            );
        }

        Say(context.Response.Headers);
        await page!.SendAsync(context);
    }

    private string KeyOf(HttpContext context) =>
        $"{context.Request.PathBase}{context.Request.Path}\n{CultureInfo.CurrentUICulture.Name} {CultureInfo.CurrentCulture.Name}\n{string.Join('\n', contents.Select(c => c.GetVersion(context)))}";

    /// <returns>The page, or null where what came is no page and has been passed on.</returns>
    private async Task<CachedPage?> RenderAsync(HttpContext context)
    {
        var (answer, rendered) = (context.Response.Body, new MemoryStream());
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

    // Everyone may keep a copy, nobody may show it without asking.
    private static void Say(IHeaderDictionary headers)
    {
        headers.CacheControl = "no-cache";
        headers.Vary = $"{HeaderNames.AcceptLanguage}, {HeaderNames.AcceptEncoding}, {HeaderNames.Cookie}";
        headers.Remove(HeaderNames.Pragma);
    }
}
