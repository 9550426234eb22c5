using System.Globalization;
using Microsoft.Playwright;

namespace JoinArena.PrivacyPortal.Tests.Shell.Design;

/// <summary>Where a box of a page is.</summary>
/// <param name="Name">Its element and classes.</param>
/// <param name="Edges">From the part's start and top, then its width and height, in CSS pixels.</param>
internal sealed record PlacedBox(string Name, IReadOnlyList<double> Edges);

/// <summary>The boxes of a part of a page, which is what the layout places.</summary>
internal static class BoxMap
{
    /// <summary>
    /// By how many pixels a box may be elsewhere: words between words of another direction are measured one by one, and
    /// each may be a fraction of a pixel wider.
    /// </summary>
    public const double Tolerance = 2;

    // Of a text, only the paragraph around it is read: English words keep their order between Arabic ones.
    private const string ReadBoxes = """
        (part, mirrored) => {
          const outer = part.getBoundingClientRect();
          const display = e => getComputedStyle(e).display;
          const isPlaced = e => /flex|grid/.test(display(e.parentElement)) || !display(e).startsWith('inline');
          return [...part.querySelectorAll('*')]
            .filter(e => e.localName === 'svg' || !e.closest('svg'))
            .filter(e => !['none', 'contents'].includes(display(e)) && e.localName !== 'option')
            .filter(e => isPlaced(e) && display(e.parentElement) !== 'inline')
            .map(e => {
              const box = e.getBoundingClientRect();
              const start = mirrored ? outer.right - box.right : box.left - outer.left;
              const name = e.localName + '.' + (e.getAttribute('class') ?? '').replaceAll(' ', '.');
              return [name, start, box.top - outer.top, box.width, box.height].join(' ');
            });
        }
        """;

    /// <param name="part">The part of the page.</param>
    /// <param name="mirrored">Whether it begins on the right.</param>
    public static async Task<IReadOnlyList<PlacedBox>> ReadAsync(ILocator part, bool mirrored) =>
        [
            .. (await part.EvaluateAsync<string[]>(ReadBoxes, mirrored))
                .Select(line => line.Split(' '))
                .Select(words => new PlacedBox(
                    words[0],
                    [.. words.Skip(1).Select(number => double.Parse(number, CultureInfo.InvariantCulture))]
                )),
        ];

    /// <summary>The boxes that are not where the others are, in words.</summary>
    public static IReadOnlyList<string> FindMoved(IReadOnlyList<PlacedBox> boxes, IReadOnlyList<PlacedBox> others)
    {
        if (boxes.Count != others.Count)
            return [$"{boxes.Count} boxes are {others.Count}"];
        return
        [
            .. boxes
                .Zip(others)
                .Where(pair => pair.First.Name != pair.Second.Name || IsMoved(pair.First, pair.Second))
                .Select(pair => $"{Describe(pair.First)} is {Describe(pair.Second)}"),
        ];
    }

    private static bool IsMoved(PlacedBox box, PlacedBox other) =>
        box.Edges.Zip(other.Edges).Any(edge => Math.Abs(edge.First - edge.Second) > Tolerance);

    private static string Describe(PlacedBox box) =>
        $"{box.Name} ({string.Join(' ', box.Edges.Select(edge => edge.ToString("0.0", CultureInfo.InvariantCulture)))})";
}
