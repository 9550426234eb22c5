using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;
using Microsoft.AspNetCore.Localization;

namespace JoinArena.PrivacyPortal.Shell.Localization;

/// <summary>
/// Decides which language a page is in: what the person chose, with their account or in this browser; then the language
/// that JoinArena announced for the worker; then the browser's languages; then English.
/// </summary>
internal sealed class ReaderLanguage(LanguageCookie cookie) : RequestCultureProvider
{
    /// <summary>The query parameter with which a live page connects in the language that it was rendered in.</summary>
    public const string Parameter = "lang";

    // What the privacy team and developers read. Its other readers would see parts of it in English in any case.
    private static readonly string[] s_english = ["/staff", "/design", "/problems"];

    // Browsers send fewer languages than this.
    private const int Most = 10;

    public override Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext) =>
        Task.FromResult<ProviderCultureResult?>(new(Choose(httpContext).Tag));

    /// <summary>The language for a request. Before the sign-in is read, it is that of an unknown visitor.</summary>
    public PortalLanguage Choose(HttpContext context)
    {
        if (context.User.IsStaff || IsEnglish(context))
            return PortalLanguage.English;

        return FindOfConnection(context.Request)
            ?? PortalLanguage.Find(context.User.FindFirstValue(WorkerAccess.ChosenLanguageClaim))
            ?? PortalLanguage.Find(cookie.Read(context.Request))
            ?? PortalLanguage.Find(context.User.FindFirstValue(WorkerAccess.LocaleClaim))
            ?? FindAccepted(context.Request)
            ?? PortalLanguage.English;
    }

    private static bool IsEnglish(HttpContext context)
    {
        var path = context.GetRequestedPath();
        return (context.Request.IsFromProgram && !IsConnection(context.Request))
            || Array.Exists(s_english, p => path.StartsWithSegments(p, StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsConnection(HttpRequest request) =>
        request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase);

    private static PortalLanguage? FindOfConnection(HttpRequest request) =>
        IsConnection(request) ? PortalLanguage.Find(request.Query[Parameter]) : null;

    private static PortalLanguage? FindAccepted(HttpRequest request) =>
        request
            .GetTypedHeaders()
            .AcceptLanguage.Where(l => l.Quality is not 0)
            .Take(Most)
            .OrderByDescending(l => l.Quality ?? 1)
            .Select(l => PortalLanguage.Find(l.Value.Value))
            .FirstOrDefault(l => l is not null);
}
