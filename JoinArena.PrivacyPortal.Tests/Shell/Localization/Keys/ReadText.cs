using AngleSharp.Dom;

namespace JoinArena.PrivacyPortal.Tests.Shell.Localization.Keys;

/// <summary>What a reader of a page reads in the page's own language.</summary>
internal static class ReadText
{
    private static readonly string[] s_attributes = ["aria-label", "alt", "title", "placeholder"];

    // What people wrote, what is marked as another language, and what machines read.
    private const string NotOurs = "script, style, code, pre, head, [dir=auto], svg";

    /// <summary>Each text and each name of a control, as the page has it.</summary>
    public static IEnumerable<string> Find(IDocument page)
    {
        var language = page.DocumentElement.GetAttribute("lang");
        foreach (var element in page.Body!.QuerySelectorAll("*").Where(e => IsOurs(e, language)))
        {
            foreach (var text in element.ChildNodes.OfType<IText>().Select(t => t.Data.Trim()).Where(t => t.Length > 0))
                yield return text;
            foreach (var name in s_attributes.Select(element.GetAttribute).OfType<string>())
                yield return name;
        }
    }

    private static bool IsOurs(IElement element, string? language) =>
        element.Closest(NotOurs) is null && element.Closest("[lang]")?.GetAttribute("lang") == language;
}
