using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Account.SigningIn;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;

namespace JoinArena.PrivacyPortal.Account.Passkeys;

/// <summary>What a page's script asks for before it asks the browser for a passkey.</summary>
internal static class PasskeyOptions
{
    public static void MapPasskeyOptions(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/account/passkeys").RequireRateLimiting(Limits.Credentials).WithMetadata(new RequireAntiforgeryTokenAttribute()).ExcludeFromDescription();
        group.MapPost("/request-options", async (HttpContext http, [FromServices] PasskeyService passkeys) => TypedResults.Text(await passkeys.RequestOptionsAsync(http.User), "application/json")).AllowAnonymous();
        group.MapPost("/creation-options", async Task<IResult> (HttpContext http, [FromServices] PasskeyService passkeys) =>
            http.User.IsFresh(http.RequestServices.GetRequiredService<TimeProvider>()) && await passkeys.CreationOptionsAsync(http.User) is { } options
                ? TypedResults.Text(options, "application/json") : TypedResults.StatusCode(StatusCodes.Status403Forbidden));
    }
}
