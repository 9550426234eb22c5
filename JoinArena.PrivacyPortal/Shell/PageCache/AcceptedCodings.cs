using Microsoft.Net.Http.Headers;

namespace JoinArena.PrivacyPortal.Shell.PageCache;

/// <summary>In which codings a reader takes an answer (RFC 9110 12.5.3).</summary>
internal static class AcceptedCodings
{
    /// <summary>Whether this one is among them.</summary>
    public static bool Accepts(HttpRequest request, string coding) =>
        request.Headers.AcceptEncoding is { Count: > 0 } accepted
        && StringWithQualityHeaderValue.TryParseList(accepted, out var codings)
        && codings.Any(c => c.Value.Equals(coding, StringComparison.OrdinalIgnoreCase) && c.Quality is not 0);
}
