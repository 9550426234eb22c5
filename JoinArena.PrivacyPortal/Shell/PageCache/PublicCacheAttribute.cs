using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.Primitives;

namespace JoinArena.PrivacyPortal.Shell.PageCache;

/// <summary>
/// Marks a page that is the same for every visitor who is not signed in and reads the same language. It is rendered
/// once and cached until its content changes. Signed-in people always get a page rendered for them, which is not
/// cached. The page must not take forms.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PublicCacheAttribute : Attribute
{
    /// <summary>
    /// True if this request may get the cached page. Not with a query: pages put their own address in links, and the
    /// number of possible queries has no limit.
    /// </summary>
    internal static bool AppliesTo(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<PublicCacheAttribute>() is not null
        && HttpMethods.IsGet(context.Request.Method)
        && !context.Request.QueryString.HasValue
        && context.User.Identity is not { IsAuthenticated: true }
        && StringValues.IsNullOrEmpty(context.Request.Headers.Authorization)
        && context.Features.Get<IStatusCodeReExecuteFeature>() is null
        && context.Features.Get<IExceptionHandlerFeature>() is null;
}
