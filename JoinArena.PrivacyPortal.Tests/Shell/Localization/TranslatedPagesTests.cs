using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using JoinArena.PrivacyPortal.Shell.Localization;
using JoinArena.PrivacyPortal.Tests.Shell.Localization.Keys;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;

namespace JoinArena.PrivacyPortal.Tests.Shell.Localization;

/// <summary>A worker of the demo follows every link in Spanish and in Arabic, and finds one language on each page.</summary>
public sealed class TranslatedPagesTests(DemoPortal portal) : IClassFixture<DemoPortal>
{
    private const int MostPages = 70;

    [Theory]
    [InlineData("es")]
    [InlineData("ar")]
    public async Task No_page_that_a_worker_comes_to_has_an_English_word_left(string tag)
    {
        var language = PortalLanguage.Find(tag)!;
        var worker = await portal.SignInAsync("worker2@example.com", DemoPassword);
        await worker.PressAsync(language.Name);

        var left = new List<string>();
        foreach (var path in await WalkAsync(worker))
        {
            await worker.GoToAsync(path);
            worker.Page.DocumentElement.GetAttribute("lang").ShouldBe(tag, path);
            worker.Page.DocumentElement.GetAttribute("dir").ShouldBe(language.Direction, path);
            left.AddRange(ReadText.Find(worker.Page).Where(EnglishWords.AreIn).Select(text => $"{path}: {text}"));
        }

        left.Distinct().ShouldBeEmpty();
    }

    private static string DemoPassword => PrivacyPortal.Account.DemoAccounts.Password;

    /// <summary>One page of each kind: ids in addresses do not make another kind.</summary>
    internal static async Task<IReadOnlyList<string>> WalkAsync(HtmlClient reader)
    {
        var kinds = new Dictionary<string, string>();
        var seen = new HashSet<string>();
        var open = new Queue<string>(["/", "/problem/404", "/account/manage"]);
        while (open.TryDequeue(out var path) && kinds.Count < MostPages)
        {
            if (!seen.Add(GetKind(path)))
                continue;
            kinds.Add(GetKind(path), path);
            await reader.GoToAsync(path);
            // A file, such as a key, is no page.
            if (reader.Page.QuerySelector("main") is null)
                kinds.Remove(GetKind(path));
            foreach (
                var link in reader.Page.QuerySelectorAll<IHtmlAnchorElement>(
                    "main a[href], header a[href], footer a[href]"
                )
            )
            {
                if (IsPage(link))
                    open.Enqueue(link.PathName + link.Search);
            }
        }

        return [.. kinds.Values];
    }

    // Downloads are no pages; the reference of the API and the other languages' texts are English or their own.
    private static bool IsPage(IHtmlAnchorElement link) =>
        link.HostName is "localhost" or "127.0.0.1"
        && !link.HasAttribute("download")
        && !link.PathName.StartsWith("/api", StringComparison.Ordinal)
        && !link.PathName.StartsWith("/problems", StringComparison.Ordinal)
        && !link.PathName.Split('/')[^1].Contains('.', StringComparison.Ordinal)
        && !link.PathName.EndsWith("/proof", StringComparison.Ordinal)
        && !link.PathName.EndsWith("/text", StringComparison.Ordinal);

    private static string GetKind(string path)
    {
        var parts = path.Split('?')[0].Split('/');
        return string.Join('/', parts.Select((part, at) => IsId(part, parts[at is 0 ? 0 : at - 1]) ? "#" : part));
    }

    private static bool IsId(string part, string before) =>
        part.Any(char.IsAsciiDigit) || before is "parties" or "uses";
}
