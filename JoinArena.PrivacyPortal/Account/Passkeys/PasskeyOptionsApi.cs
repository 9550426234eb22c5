using JoinArena.PrivacyPortal.Access;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;

namespace JoinArena.PrivacyPortal.Account.Passkeys;

/// <summary>Endpoints with the options that a page's script needs to ask the browser for a passkey.</summary>
internal static class PasskeyOptionsApi
{
    public static void MapPasskeyOptionsApi(this IEndpointRouteBuilder routes)
    {
        var group = routes
            .MapGroup("/account/passkeys")
            .RequireRateLimiting(RateLimits.Credentials)
            .WithMetadata(new RequireAntiforgeryTokenAttribute())
            .ExcludeFromDescription();
        group
            .MapPost(
                "/request-options",
                async (HttpContext http, [FromServices] PasskeyService passkeys) =>
                    TypedResults.Text(await passkeys.GetRequestOptionsAsync(http.User), "application/json")
            )
            .AllowAnonymous();
        group.MapPost(
            "/creation-options",
            async Task<IResult> (HttpContext http, [FromServices] PasskeyService passkeys) =>
                await passkeys.GetCreationOptionsAsync(http.User) is { } options
                    ? TypedResults.Text(options, "application/json")
                    : TypedResults.StatusCode(StatusCodes.Status403Forbidden)
        );
    }
}
