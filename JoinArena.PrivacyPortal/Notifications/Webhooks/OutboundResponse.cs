using System.Net.Http.Headers;

namespace JoinArena.PrivacyPortal.Notifications.Webhooks;

/// <summary>The response to a call.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="RetryAfter">When to call again, if the response says so.</param>
/// <param name="Body">The beginning of the body, at most <see cref="OutboundHttp.MaxBodyBytes"/> bytes.</param>
public sealed record OutboundResponse(int Status, RetryConditionHeaderValue? RetryAfter, string Body)
{
    public bool IsSuccess => Status is >= 200 and < 300;
}
