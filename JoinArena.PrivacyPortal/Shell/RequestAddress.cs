using Microsoft.AspNetCore.Diagnostics;

namespace JoinArena.PrivacyPortal.Shell;

/// <summary>
/// The address in the reader's browser. It differs from the rendered page when an error page replaces the response.
/// </summary>
public static class RequestAddress
{
    extension(HttpContext context)
    {
        // These paths have been decoded already. Converted from text, they would be decoded once more.
        /// <summary>The path that the browser asked for.</summary>
        public PathString GetRequestedPath() =>
            context.Features.Get<IStatusCodeReExecuteFeature>() is { } refused ? new PathString(refused.OriginalPath)
            : context.Features.Get<IExceptionHandlerPathFeature>() is { } failed ? new PathString(failed.Path)
            : context.Request.Path;

        /// <summary>
        /// The path and query that the browser asked for, to build links to an anchor on the same page.
        /// </summary>
        public string GetRequestedAddress()
        {
            var query =
                context.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalQueryString
                ?? context.Request.QueryString.Value;
            return $"{context.GetRequestedPath()}{query}";
        }
    }
}
