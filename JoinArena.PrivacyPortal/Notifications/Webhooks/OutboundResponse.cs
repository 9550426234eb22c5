using System.Net.Http.Headers;

namespace JoinArena.PrivacyPortal.Notifications.Webhooks;

/// <summary>What came back.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="RetryAfter">When it says to come again.</param>
/// <param name="Body">Its beginning, at most <see cref="OutboundHttp.MaxBodyBytes"/> bytes.</param>
public sealed record OutboundResponse(int Status, RetryConditionHeaderValue? RetryAfter, string Body)
{
    public bool IsSuccess => Status is >= 200 and < 300;
}
