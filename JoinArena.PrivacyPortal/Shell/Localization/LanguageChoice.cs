using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;

namespace JoinArena.PrivacyPortal.Shell.Localization;

/// <summary>Keeps the language that a signed-in person chose, for their other browsers and for emails to them.</summary>
public interface ILanguageChoiceKeeper
{
    Task KeepAsync(ClaimsPrincipal reader, PortalLanguage language, CancellationToken ct);
}

/// <summary>Takes the form of the language switch, which is on every page and works without scripts.</summary>
internal static class LanguageChoice
{
    /// <summary>Where the form goes.</summary>
    public const string Path = "/language";

    /// <summary>The name of the field with the language's tag.</summary>
    public const string LanguageField = "language";

    /// <summary>The name of the field with the address of the page that the form was on.</summary>
    public const string PageField = "page";

    public static void MapLanguageChoice(this IEndpointRouteBuilder routes) =>
        // Pages that are cached for everyone carry the form too, so it has no token. Browsers say where a form comes from.
        routes.MapPost(Path, ChooseAsync).AllowAnonymous().DisableAntiforgery().ExcludeFromDescription();

    private static async Task<IResult> ChooseAsync(
        HttpContext http,
        LanguageCookie cookie,
        IEnumerable<ILanguageChoiceKeeper> keepers
    )
    {
        if (http.Request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site")
            return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        var form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync(http.RequestAborted) : null;
        var tag = form?[LanguageField].ToString();
        if (PortalLanguage.All.FirstOrDefault(l => l.Tag == tag) is { } language)
        {
            cookie.Write(http.Response, language);
            foreach (var keeper in keepers)
                await keeper.KeepAsync(http.User, language, http.RequestAborted);
        }

        http.Response.Headers.Location = LocalAddress.Parse(form?[PageField]) ?? "/";
        return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
    }
}
