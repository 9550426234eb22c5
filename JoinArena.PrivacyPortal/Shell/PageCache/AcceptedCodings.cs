using Microsoft.Net.Http.Headers;

namespace JoinArena.PrivacyPortal.Shell.PageCache;

/// <summary>Reads <c>Accept-Encoding</c> (RFC 9110 12.5.3).</summary>
internal static class AcceptedCodings
{
    /// <summary>True if the client accepts this content coding.</summary>
    public static bool Accepts(HttpRequest request, string coding) =>
        request.Headers.AcceptEncoding is { Count: > 0 } accepted
        && StringWithQualityHeaderValue.TryParseList(accepted, out var codings)
        && codings.Any(c => c.Value.Equals(coding, StringComparison.OrdinalIgnoreCase) && c.Quality is not 0);
}
