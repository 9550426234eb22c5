using Microsoft.AspNetCore.Diagnostics;

namespace JoinArena.PrivacyPortal.Shell;

/// <summary>
/// The address in the reader's browser, which is not the one being rendered when a page of ours explains a failure.
/// </summary>
public static class RequestAddress
{
    extension(HttpContext context)
    {
        /// <summary>The path that was asked for.</summary>
        public PathString GetRequestedPath() =>
            context.Features.Get<IStatusCodeReExecuteFeature>() is { } refused ? refused.OriginalPath
            : context.Features.Get<IExceptionHandlerPathFeature>() is { } failed ? failed.Path
            : context.Request.Path;

        /// <summary>Path and query as asked for: what a link to a place on the same page starts with.</summary>
        public string GetRequestedAddress() =>
            $"{context.GetRequestedPath()}{context.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalQueryString ?? context.Request.QueryString.Value}";
    }
}
