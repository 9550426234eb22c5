using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.Primitives;

namespace JoinArena.PrivacyPortal.Shell.PageCache;

/// <summary>
/// Put on a page that reads the same to every stranger who asks for it in the same language: it is rendered once and
/// given out again until what it
/// shows changes. Whoever is signed in always gets a page of their own, and nothing of it is kept. The page takes no
/// form.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PublicCacheAttribute : Attribute
{
    /// <summary>
    /// Whether this request may be answered with what somebody else was. An address with a query is not: a page names
    /// its own address in its links, and there
    /// is no end to queries.
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

/// <summary>What shared pages show, beside their address: as long as it is the same, so are they.</summary>
public interface IPublicCacheVersion
{
    /// <summary>Differs whenever the pages would, for this request.</summary>
    string GetVersion(HttpContext context);
}
