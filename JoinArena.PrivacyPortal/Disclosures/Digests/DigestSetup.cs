using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data.BackgroundJobs;

namespace JoinArena.PrivacyPortal.Disclosures.Digests;

/// <summary>Letters nobody has asked for: what the portal does so as not to wait to be visited.</summary>
internal static class DigestSetup
{
    public static IServiceCollection AddDigests(this IServiceCollection services) =>
        services
            .AddSingleton<DigestLinks>()
            .AddSingleton<DigestPreferenceService>()
            .AddSingleton<DigestEmails>()
            .AddBackgroundJob<NewRecipientKindJob>(every: TimeSpan.FromMinutes(1))
            .AddBackgroundJob<MonthlyDigestJob>(every: TimeSpan.FromMinutes(10));

    /// <summary>
    /// What a mail program sends for its reader (RFC 8058): a form without cookies or page before it, at the address
    /// the mail's header names. It wins over the page
    /// there, which asks first: whoever only opens the address changes nothing.
    /// </summary>
    public static void MapDigests(this IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/digests/stop/{Link}",
                async (string link, DigestPreferenceService desk, CancellationToken ct) =>
                    await desk.UnsubscribeAsync(link, ct)
                        ? Results.Text("You will get no more of these letters.")
                        : Results.Text("This link is not whole.", statusCode: StatusCodes.Status404NotFound)
            )
            .AllowAnonymous()
            .DisableAntiforgery()
            .RequireRateLimiting(RateLimits.SignedLinks)
            .ExcludeFromDescription()
            .WithOrder(-1);
}

/// <summary><c>Portal:Disclosures:Digests</c>: whether letters are sent at all; on unless it says otherwise.</summary>
internal static class DigestConfiguration
{
    public static bool IsEnabled(IConfiguration configuration) =>
        configuration.GetValue("Portal:Disclosures:Digests", true);
}
