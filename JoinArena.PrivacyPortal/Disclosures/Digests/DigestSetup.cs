using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data.BackgroundJobs;
using JoinArena.PrivacyPortal.Workers;

namespace JoinArena.PrivacyPortal.Disclosures.Digests;

/// <summary>The updates that workers get about their disclosures without visiting the portal.</summary>
internal static class DigestSetup
{
    public static IServiceCollection AddDigests(this IServiceCollection services) =>
        services
            .AddSingleton<DigestLinks>()
            .AddSingleton<DigestPreferenceService>()
            .AddSingleton<DigestEmails>()
            .AddSingleton<IExportedList, ExportedUpdates>()
            .AddBackgroundJob<NewRecipientKindJob>(every: TimeSpan.FromMinutes(1))
            .AddBackgroundJob<MonthlyDigestJob>(every: TimeSpan.FromMinutes(10));

    /// <summary>
    /// Takes the one-click unsubscribe that an email program posts (RFC 8058): a form without cookies, sent to the address
    /// in the email's header. For a POST this endpoint comes before the page at the same address. The page, which a GET
    /// opens, asks first.
    /// </summary>
    public static void MapDigests(this IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/digests/stop/{Link}",
                async (string link, DigestPreferenceService preferences, CancellationToken ct) =>
                    await preferences.UnsubscribeAsync(link, ct)
                        ? Results.Text("You will not get these emails any more.")
                        : Results.Text("This link is not complete.", statusCode: StatusCodes.Status404NotFound)
            )
            .AllowAnonymous()
            .DisableAntiforgery()
            .RequireRateLimiting(RateLimits.SignedLinks)
            .ExcludeFromDescription()
            .WithOrder(-1);
}
