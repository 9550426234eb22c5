using JoinArena.PrivacyPortal.Access;

namespace JoinArena.PrivacyPortal.Acceptance;

/// <summary>What shows that it was the worker who accepted.</summary>
/// <param name="IpAddress">Where the request came from.</param>
/// <param name="UserAgent">What the browser said of itself, at most 500 characters.</param>
/// <param name="SignedInAt">When the worker had shown who they are.</param>
/// <param name="SignedInBy">How, in the words of RFC 8176, divided by blanks: <c>pwd</c>.</param>
public sealed record AcceptanceEvidence(
    string? IpAddress,
    string? UserAgent,
    DateTimeOffset? SignedInAt,
    string? SignedInBy = null
)
{
    private const int MostOfUserAgent = 500;
    private const int MostOfMethods = 60;

    /// <summary>The words of the page that were said yes to.</summary>
    public AcceptanceWording? Wording { get; init; }

    public static AcceptanceEvidence FromHttpContext(HttpContext http, AcceptanceWording wording)
    {
        var address = http.Connection.RemoteIpAddress is { IsIPv4MappedToIPv6: true } mapped
            ? mapped.MapToIPv4()
            : http.Connection.RemoteIpAddress;
        return new(
            address?.ToString(),
            Upto(MostOfUserAgent, http.Request.Headers.UserAgent.ToString()),
            http.User.GetSignInTime(),
            Upto(MostOfMethods, string.Join(' ', http.User.GetSignInMethods()))
        )
        {
            Wording = wording,
        };
    }

    private static string? Upto(int most, string text) => text.Length == 0 ? null : text[..Math.Min(text.Length, most)];
}
