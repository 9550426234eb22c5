using System.Globalization;
using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.AspNetCore.Http.Headers;

namespace JoinArena.PrivacyPortal.Policies.Reading;

/// <summary>
/// Chooses the language of a text if the address has none: that of the page, the one JoinArena announced for the worker,
/// the browser's languages, then English.
/// </summary>
internal static class PolicyLanguage
{
    // Browsers send fewer than this.
    private const int Most = 10;

    /// <summary>The text of a version in the reader's preferred language.</summary>
    public static PolicyText ChooseText(this PolicyVersion version, HttpContext reader) =>
        version.Texts[GetPreferredLanguages(reader).FirstOrDefault(version.Texts.ContainsKey) ?? PolicyVersion.English];

    /// <summary>
    /// The reader's languages, preferred first, each followed by the same language without its region.
    /// </summary>
    public static IEnumerable<string> GetPreferredLanguages(HttpContext reader)
    {
        IEnumerable<string> page = [PortalLanguage.Current.Tag];
        var asked = reader.Request.GetTypedHeaders() is var headers ? Asked(headers) : [];
        IEnumerable<string> own = reader.User.FindFirstValue(WorkerAccess.LocaleClaim) is { Length: > 0 } locale
            ? [locale]
            : [];
        return page.Concat(own)
            .Concat(asked)
            .SelectMany(tag =>
                tag.IndexOf('-', StringComparison.Ordinal) is > 0 and var at ? (string[])[tag, tag[..at]] : [tag]
            );
    }

    private static IEnumerable<string> Asked(RequestHeaders headers) =>
        headers
            .AcceptLanguage.Where(l => l.Quality is not 0 && l.Value.HasValue)
            .Take(Most)
            .OrderByDescending(l => l.Quality ?? 1)
            .Select(l => Spelled(l.Value.Value!));

    // Text files are named with BCP 47 tags in the usual case: pt-BR, zh-Hant.
    private static string Spelled(string tag)
    {
        var parts = tag.Split('-');
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] =
                i > 0 && parts[i].Length == 2 ? parts[i].ToUpperInvariant()
                : i > 0 && parts[i].Length == 4
                    ? CultureInfo.InvariantCulture.TextInfo.ToTitleCase(parts[i].ToLowerInvariant())
                : parts[i].ToLowerInvariant();
        }

        return string.Join('-', parts);
    }
}
