namespace JoinArena.PrivacyPortal.Access;

/// <summary>Tells requests of programs from requests of people.</summary>
public static class ApiRequest
{
    // Everything under /api is for programs but the page at /api itself, which people read and which never fails. The
    // hub is called by the script of a page, which reads a status and no page.
    private static readonly PathString[] s_paths = ["/api", "/openapi", "/_blazor"];

    extension(HttpRequest request)
    {
        /// <summary>
        /// True where a program has called: its errors are problem details (RFC 9457), and it is never sent to the
        /// sign-in page.
        /// </summary>
        public bool IsFromProgram =>
            Array.Exists(s_paths, path => request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase));
    }
}
