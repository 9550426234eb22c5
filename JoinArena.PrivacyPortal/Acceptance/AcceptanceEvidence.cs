using JoinArena.PrivacyPortal.Access;

namespace JoinArena.PrivacyPortal.Acceptance;

/// <summary>The evidence that the worker accepted.</summary>
/// <param name="IpAddress">The address the request came from.</param>
/// <param name="UserAgent">The browser's <c>User-Agent</c>, at most 500 characters.</param>
/// <param name="SignedInAt">When the worker last proved their identity.</param>
/// <param name="SignedInBy">The methods used, with the names of RFC 8176, separated by spaces: <c>pwd</c>.</param>
public sealed record AcceptanceEvidence(
    string? IpAddress,
    string? UserAgent,
    DateTimeOffset? SignedInAt,
    string? SignedInBy = null
)
{
    private const int MostOfUserAgent = 500;
    private const int MostOfMethods = 60;

    /// <summary>The text of the checkbox and the button.</summary>
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
