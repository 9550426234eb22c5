using System.Security.Claims;
using JoinArena.PrivacyPortal.Data;

namespace JoinArena.PrivacyPortal.Shell;

/// <summary>Collects the home page parts of all slices.</summary>
public static class HomeCardExtensions
{
    extension(IEnumerable<IHomeCardSource> sources)
    {
        /// <summary>The groups for this person, in order.</summary>
        public async Task<IReadOnlyList<HomeCardGroup>> GetCardGroupsAsync(ClaimsPrincipal reader, CancellationToken ct)
        {
            var groups = new List<HomeCardGroup>();
            foreach (var source in sources)
            {
                if (await source.GetCardGroupAsync(reader, ct) is { } group)
                    groups.Add(group);
            }

            return [.. groups.OrderBy(a => a.Order)];
        }

        /// <summary>Calls <paramref name="onChange"/> when what waits for the privacy team may have changed.</summary>
        internal IReadOnlyList<IDisposable> Subscribe(ChangeFeed feed, Func<Task> onChange) =>
            [
                .. sources
                    .SelectMany(s => s.Subjects)
                    .Distinct(StringComparer.Ordinal)
                    .Select(s => feed.Subscribe(s, onChange)),
            ];
    }

    extension(IEnumerable<HomeCardGroup> groups)
    {
        /// <summary>All cards, the most urgent first.</summary>
        public List<HomeCard> SortedCards() => [.. groups.SelectMany(a => a.Cards).OrderByDescending(c => c.Kind)];

        /// <summary>How many things wait at each page, by its address. A thing that only came in does not count.</summary>
        internal IReadOnlyDictionary<string, int> CountWorkByPage(IReadOnlyList<NavEntry> pages) =>
            groups
                .SelectMany(g => g.WorkItems)
                .Where(w => !w.IsNews)
                .Select(w => (Page: FindPage(pages, w.Href), w.Count))
                .Where(w => w.Page is not null)
                .GroupBy(w => w.Page!, w => w.Count, StringComparer.Ordinal)
                .ToDictionary(g => g.Key, g => g.Sum(), StringComparer.Ordinal);
    }

    // The page of a request is below the page of all requests.
    private static string? FindPage(IReadOnlyList<NavEntry> pages, string href)
    {
        var path = new PathString(href.Split('?', '#')[0]);
        return pages
            .Where(p => p.Href != "/staff" && path.StartsWithSegments(p.Href, StringComparison.Ordinal))
            .MaxBy(p => p.Href.Length)
            ?.Href;
    }
}
