using Microsoft.AspNetCore.Http.HttpResults;

namespace JoinArena.PrivacyPortal.Account.Oidc;

/// <summary>Where the platform says that a session there has ended, by itself or through the person's browser.</summary>
internal static partial class ProviderLogoutApi
{
    public static void MapProviderLogoutApi(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(OidcProvider.BackChannelLogoutPath, EndByTokenAsync);
        routes.MapGet(OidcProvider.FrontChannelLogoutPath, EndByAddressAsync);
    }

    // The body is read by hand: this form comes from the provider and has no token of a page.
    private static Task<IResult> EndByTokenAsync(
        HttpContext http,
        LogoutTokenReader tokens,
        ProviderLogoutService sessions,
        ILogger<LogoutTokenReader> log
    ) =>
        EndAsync(
            http,
            sessions,
            log,
            async ct =>
                http.Request.HasFormContentType
                    ? await tokens.ReadAsync((await http.Request.ReadFormAsync(ct))["logout_token"], ct)
                    : null
        );

    // Called in a frame of the provider's page, where browsers send no cookie of ours. So the session is found by its
    // name, which nobody can guess.
    private static Task<IResult> EndByAddressAsync(
        HttpContext http,
        OidcIssuer provider,
        ProviderLogoutService sessions,
        ILogger<LogoutTokenReader> log
    ) =>
        EndAsync(
            http,
            sessions,
            log,
            _ =>
                Task.FromResult(
                    http.Request.Query["sid"].ToString() is { Length: > 0 } sid
                    && provider.Is(http.Request.Query["iss"])
                        ? new ProviderLogout(Subject: null, sid, StartedBy: null)
                        : null
                )
        );

    private static async Task<IResult> EndAsync(
        HttpContext http,
        ProviderLogoutService sessions,
        ILogger log,
        Func<CancellationToken, Task<ProviderLogout?>> read
    )
    {
        var ct = http.RequestAborted;
        http.Response.Headers.CacheControl = "no-store";
        try
        {
            if (await read(ct) is not { } logout)
                return Refuse(StatusCodes.Status400BadRequest, "invalid_request");
            await sessions.EndAsync(logout, ct);
            return TypedResults.Content("", "text/plain");
        }
        catch (Exception fault) when (fault is InvalidOperationException or IOException or HttpRequestException)
        {
            // The provider's keys cannot be had. It may try again.
            WarnAboutLogout(log, fault.ToKinds());
            return Refuse(StatusCodes.Status503ServiceUnavailable, "temporarily_unavailable");
        }
    }

    private static JsonHttpResult<Dictionary<string, string>> Refuse(int status, string error) =>
        TypedResults.Json(
            new Dictionary<string, string>(StringComparer.Ordinal) { ["error"] = error },
            statusCode: status
        );

    [LoggerMessage(
        EventId = 1,
        Level = LogLevel.Warning,
        Message = "A sign-out at the provider had no effect here: {Kinds}."
    )]
    private static partial void WarnAboutLogout(ILogger log, string kinds);
}
