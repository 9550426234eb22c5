using Microsoft.AspNetCore.Authentication;

namespace JoinArena.PrivacyPortal.Acceptance;

/// <summary>What shows that it was the worker who accepted.</summary>
/// <param name="IpAddress">Where the request came from.</param>
/// <param name="UserAgent">What the browser said of itself, at most 500 characters.</param>
/// <param name="SignedInAt">When the sign-in began, or was last renewed.</param>
public sealed record AcceptanceEvidence(string? IpAddress, string? UserAgent, DateTimeOffset? SignedInAt)
{
    private const int MostOfUserAgent = 500;

    public static AcceptanceEvidence Of(HttpContext http)
    {
        var address = http.Connection.RemoteIpAddress is { IsIPv4MappedToIPv6: true } mapped ? mapped.MapToIPv4() : http.Connection.RemoteIpAddress;
        var agent = http.Request.Headers.UserAgent.ToString();
        var signIn = http.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Properties?.IssuedUtc;
        return new(address?.ToString(), agent.Length == 0 ? null : agent[..Math.Min(agent.Length, MostOfUserAgent)], signIn);
    }
}
