using JoinArena.PrivacyPortal.Access;

namespace JoinArena.PrivacyPortal.Acceptance.Reminders;

/// <summary>
/// Takes the one-click unsubscribe that an email program posts (RFC 8058): a form without cookies. For a POST this endpoint
/// comes before the page at the same address. The page, which a GET opens, asks first.
/// </summary>
internal static class ReminderStopApi
{
    public static void MapReminderStop(this IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/reminders/stop/{Link}",
                async (string link, ReminderStopService reminders, CancellationToken ct) =>
                    await reminders.StopAsync(link, ct)
                        ? Results.Text("You will not get these emails any more.")
                        : Results.Text("This link is not complete.", statusCode: StatusCodes.Status404NotFound)
            )
            .AllowAnonymous()
            .DisableAntiforgery()
            .RequireRateLimiting(RateLimits.SignedLinks)
            .ExcludeFromDescription()
            .WithOrder(-1);
}
