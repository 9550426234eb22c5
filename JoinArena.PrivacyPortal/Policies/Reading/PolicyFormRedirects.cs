namespace JoinArena.PrivacyPortal.Policies.Reading;

/// <summary>
/// Redirects the forms that choose two versions or a day to the page with its own address.
/// </summary>
internal static class PolicyFormRedirects
{
    public static void MapPolicyFormRedirects(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/policy/compare", Compare).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/policy/at", At).AllowAnonymous().ExcludeFromDescription();
    }

    private static IResult Compare(string? from, string? to, PolicyLibrary library) =>
        library.Find(from ?? "") is { } a && library.Find(to ?? "") is { } b
            ? Results.Redirect(PolicyUrls.GetComparisonUrl(a, b))
            : Results.NotFound();

    private static IResult At(string? day) =>
        DateOnly.TryParseExact(day, "yyyy-MM-dd", out _)
            ? Results.Redirect($"/policy/at/{day}")
            : Results.Redirect("/policy/history");
}
