using JoinArena.PrivacyPortal.Access;

namespace JoinArena.PrivacyPortal.Shell.Middleware;

/// <summary>
/// Makes redirects within the portal relative. The framework writes them with the request's <c>Host</c>, which a client
/// can choose, and which behind a proxy may be an address that only the proxy can reach. Source: RFC 9110, section
/// 10.2.2. A path is one within the portal and gets the base path; what the framework wrote has it already.
/// </summary>
internal sealed class RelativeRedirectMiddleware(RequestDelegate next, BasePath site)
{
    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(() =>
        {
            var request = context.Request;
            var headers = context.Response.Headers;
            if (headers.Location.ToString() is { Length: > 0 } location)
                headers.Location = MakeRelative(site.ToUrl(location), request.Scheme, request.Host);
            return Task.CompletedTask;
        });
        return next(context);
    }

    /// <summary>The path, query and fragment of an address on this host; any other address as it is.</summary>
    internal static string MakeRelative(string location, string scheme, HostString host)
    {
        if (
            !Uri.TryCreate(location, UriKind.Absolute, out var target)
            || !Uri.TryCreate($"{scheme}://{host}", UriKind.Absolute, out var own)
            || Uri.Compare(
                target,
                own,
                UriComponents.SchemeAndServer,
                UriFormat.SafeUnescaped,
                StringComparison.OrdinalIgnoreCase
            ) != 0
        )
        {
            return location;
        }

        var path = target.GetComponents(UriComponents.PathAndQuery | UriComponents.Fragment, UriFormat.UriEscaped);
        // Two slashes at the start would name another host.
        return path.StartsWith("//", StringComparison.Ordinal) ? $"/.{path}" : path;
    }
}
