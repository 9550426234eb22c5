using AngleSharp.Dom;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;

namespace JoinArena.PrivacyPortal.Tests.Documentation.Pictures;

/// <summary>
/// Finds the pages that a reader can open: those without parameters by their address, the others by following links.
/// </summary>
internal sealed class PageWalk(HtmlClient reader)
{
    // Of many requests one may be refused, and only an open one can be.
    private const int MaxTries = 20;

    // They answer with the status that they are about.
    private static readonly string[] s_aboutErrors = ["/error", "/not-found", "/problem/{Status:int:range(400,599)}"];

    // Pages that only some of their kind lead to: an ended request has a certificate, an open one can be extended.
    private static readonly Dictionary<string, string[]> s_beside = new(StringComparer.Ordinal)
    {
        ["/deletion/{Number}"] = ["certificate", "confirm", "remedy", "withdraw"],
        ["/staff/parties/{Id}"] = ["merge"],
        ["/staff/requests/{Number}"] = ["extend", "identity", "refuse"],
    };

    private readonly Dictionary<string, string> _found = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _tries = new(StringComparer.Ordinal);
    private readonly Queue<string> _ahead = new();

    /// <param name="reader">A reader who has signed in, or a visitor.</param>
    /// <param name="links">Addresses that the reader has from elsewhere, such as from emails.</param>
    /// <returns>For each page its pattern, with the first address that opened it.</returns>
    public static async Task<IReadOnlyDictionary<string, string>> FindPagesAsync(
        HtmlClient reader,
        IEnumerable<string> links
    )
    {
        var walk = new PageWalk(reader);
        foreach (var address in PageRoutes.WithoutParameters.Concat(links))
            walk.Notice(address);
        while (walk._ahead.TryDequeue(out var next))
            await walk.OpenAsync(next);
        return walk._found;
    }

    private void Notice(string address)
    {
        if (PageRoutes.Find(PathOf(address)) is not { } pattern)
            return;
        foreach (var page in s_beside.GetValueOrDefault(pattern, []))
            Notice($"{PathOf(address)}/{page}");
        if (_found.ContainsKey(pattern))
            return;
        var tries = _tries.GetValueOrDefault(pattern);
        if (tries == MaxTries)
            return;
        _tries[pattern] = tries + 1;
        _ahead.Enqueue(address);
    }

    private async Task OpenAsync(string address)
    {
        var pattern = PageRoutes.Find(PathOf(address))!;
        if (_found.ContainsKey(pattern))
            return;
        await reader.GoToAsync(address);
        // A page that asks to sign in first is another page.
        var opened = reader.Status == 200 || s_aboutErrors.Contains(pattern);
        if (!opened || PageRoutes.Find(PathOf(reader.Path)) != pattern)
            return;
        _found[pattern] = address;
        foreach (var link in reader.Page.QuerySelectorAll("a[href^='/']"))
            Notice(reader.Within(link.GetAttribute("href")!));
    }

    private static string PathOf(string address) => address.Split('?', '#')[0];
}
