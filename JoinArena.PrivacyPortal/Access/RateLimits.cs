using System.Globalization;
using System.Security.Claims;
using System.Threading.RateLimiting;
using JoinArena.PrivacyPortal.Access.SecurityEvents;
using Microsoft.AspNetCore.RateLimiting;

namespace JoinArena.PrivacyPortal.Access;

/// <summary>The rate limits of the API and of forms that can be abused.</summary>
public static class RateLimits
{
    /// <summary>API requests, per key.</summary>
    public const string PerKey = "per-key";

    /// <summary>
    /// Forms that take a password or send email: per account if someone is signed in, else per known browser or per
    /// network.
    /// </summary>
    public const string Credentials = "credentials";

    /// <summary>Calls to signed links, which need no key, per network.</summary>
    public const string SignedLinks = "signed-links";

    /// <summary>Searches for people by staff, per account.</summary>
    public const string Searches = "searches";

    internal static void Configure(RateLimiterOptions limiter, IConfiguration configuration)
    {
        var perKey = configuration.GetValue("Portal:Limits:RequestsPerKeyAndSecond", 50_000);
        var credentials = configuration.GetValue("Portal:Limits:CredentialsPerMinute", 30);
        limiter.AddPolicy(
            PerKey,
            context => LimitPerSecond(context.User.FindFirstValue(ClaimTypes.Name) ?? "", perKey, perKey)
        );
        limiter.AddPolicy(Credentials, context => LimitForms(context, FindSender, credentials));
        limiter.AddPolicy(Searches, context => LimitForms(context, c => c.User.Identity?.Name ?? "", 30));
        limiter.AddPolicy(SignedLinks, context => LimitPerSecond(context.GetClientNetwork(), 200, 50));
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.OnRejected = async (rejected, _) => await AnswerAsync(rejected);
    }

    /// <summary>So many requests a second, and so many at once after a pause.</summary>
    private static RateLimitPartition<string> LimitPerSecond(string sender, int atOnce, int perSecond) =>
        RateLimitPartition.GetTokenBucketLimiter(
            sender,
            _ =>
                new()
                {
                    TokenLimit = atOnce,
                    TokensPerPeriod = perSecond,
                    ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                    AutoReplenishment = true,
                }
        );

    /// <summary>So many forms sent in any minute. Reading a page is not limited.</summary>
    private static RateLimitPartition<string> LimitForms(
        HttpContext context,
        Func<HttpContext, string> findSender,
        int perMinute
    ) =>
        HttpMethods.IsPost(context.Request.Method)
            ? RateLimitPartition.GetSlidingWindowLimiter(
                findSender(context),
                _ =>
                    new()
                    {
                        PermitLimit = perMinute,
                        Window = TimeSpan.FromMinutes(1),
                        SegmentsPerWindow = 6,
                    }
            )
            : RateLimitPartition.GetNoLimiter("reading");

    private static async Task AnswerAsync(OnRejectedContext rejected)
    {
        var http = rejected.HttpContext;
        http.RequestServices.GetRequiredService<RefusalLog>().Record(RefusedInput.Limit);
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var retryAfter)
            ? retryAfter
            : TimeSpan.FromSeconds(10);
        http.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds))
            .ToString(CultureInfo.InvariantCulture);
        if (!http.Request.IsFromProgram)
            return;
        await ApiProblem
            .Create(
                429,
                "too-many-requests",
                "Too many requests",
                "Wait for the number of seconds in Retry-After, then send the request again."
            )
            .ExecuteAsync(http);
    }

    // By account, not by address: many people can share one address. A browser that is known counts as its account and
    // not by itself, or one account could be turned into any number of allowances.
    private static string FindSender(HttpContext context)
    {
        if (context.User.FindFirstValue(ClaimTypes.NameIdentifier) is { } account)
            return $"account {account}";
        return context.RequestServices.GetService<IKnownBrowsers>()?.FindAccount(context) is { } known
            ? $"known browser of {known}"
            : context.GetClientNetwork();
    }
}
