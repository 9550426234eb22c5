using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Disclosures.MyData;

/// <summary>
/// Which kinds of data went to which parties, laid out: bands from left to right, wider where it was more often. Units
/// are those of the SVG's view box.
/// </summary>
public sealed class FlowDiagramLayout
{
    private const double Left = 204,
        Right = 640,
        Bar = 6,
        Gap = 26,
        Thinnest = 3,
        Top = 14,
        BandsHeight = 260;

    /// <summary>How many parties are named; the rest are drawn as one.</summary>
    private const int MostParties = 7;

    private FlowDiagramLayout(
        IReadOnlyList<FlowEnd> kinds,
        IReadOnlyList<FlowEnd> parties,
        IReadOnlyList<FlowBand> bands,
        double height
    ) => (Kinds, Parties, Bands, Height) = (kinds, parties, bands, height);

    public IReadOnlyList<FlowEnd> Kinds { get; }

    public IReadOnlyList<FlowEnd> Parties { get; }

    public IReadOnlyList<FlowBand> Bands { get; }

    public double Height { get; }

    /// <summary>
    /// Lays out what was sent; <paramref name="nameOf"/> and <paramref name="others"/> give the words.
    /// </summary>
    /// <param name="parties">The worker's parties.</param>
    /// <param name="nameOf">A kind in words.</param>
    /// <param name="others">"3 more parties"</param>
    public static FlowDiagramLayout Create(
        IReadOnlyList<PartySummary> parties,
        Func<DataCategory, string> nameOf,
        Func<int, string> others
    )
    {
        var sent = parties.Where(p => p.HasReceived).OrderByDescending(p => p.Times).ToList();
        var rest =
            sent.Count > MostParties + 1
                ? sent.Skip(MostParties).Select(p => p.Id).ToHashSet(StringComparer.Ordinal)
                : [];
        var flows = sent.SelectMany(p =>
                p.DataFlows.Where(t => t.Direction is Direction.Disclosed)
                    .Select(t => (Party: rest.Contains(p.Id) ? "" : p.Id, Kind: t.Category, t.Times, t.Uncovered))
            )
            .GroupBy(f => (f.Party, f.Kind))
            .Select(g => (g.Key.Party, g.Key.Kind, Times: g.Sum(f => f.Times), Uncovered: g.Sum(f => f.Uncovered)))
            .ToList();
        var total = Math.Max(1, flows.Sum(f => f.Times));
        double Width(int times) => Math.Max(Thinnest, BandsHeight * times / total);

        var names = sent.Where(p => !rest.Contains(p.Id)).ToDictionary(p => p.Id, p => p.Name, StringComparer.Ordinal);
        names[""] = others(rest.Count);
        var kinds = Stack(
            flows
                .GroupBy(f => f.Kind)
                .OrderBy(g => g.Key)
                .Select(g =>
                    (Kebabbed(g.Key), nameOf(g.Key), g.Sum(f => Width(f.Times)), g.All(f => f.Uncovered == f.Times))
                )
        );
        var ends = Stack(
            flows
                .GroupBy(f => f.Party)
                .OrderBy(g => sent.FindIndex(p => p.Id == g.Key) is var at && at < 0 ? int.MaxValue : at)
                .Select(g => (g.Key, names[g.Key], g.Sum(f => Width(f.Times)), g.All(f => f.Uncovered == f.Times)))
        );

        var (leftAt, rightAt) = (
            kinds.ToDictionary(k => k.Id, k => k.Y, StringComparer.Ordinal),
            ends.ToDictionary(e => e.Id, e => e.Y, StringComparer.Ordinal)
        );
        var bands = new List<FlowBand>();
        foreach (var flow in flows.OrderBy(f => ends.FindIndex(e => e.Id == f.Party)).ThenBy(f => f.Kind))
        {
            var (kind, width) = (Kebabbed(flow.Kind), Width(flow.Times));
            bands.Add(
                new(
                    Left + Bar,
                    leftAt[kind] + (width / 2),
                    Right,
                    rightAt[flow.Party] + (width / 2),
                    width,
                    flow.Uncovered == flow.Times,
                    nameOf(flow.Kind),
                    names[flow.Party],
                    flow.Times,
                    flow.Uncovered
                )
            );
            leftAt[kind] += width;
            rightAt[flow.Party] += width;
        }

        return new(kinds, ends, bands, Math.Max(Bottom(kinds), Bottom(ends)) + Top);
    }

    private static string Kebabbed(DataCategory kind) => KebabCase.ToKebabCase(kind);

    private static List<FlowEnd> Stack(IEnumerable<(string Id, string Name, double Height, bool IsOff)> ends)
    {
        var (y, stacked) = (Top, new List<FlowEnd>());
        foreach (var end in ends)
        {
            stacked.Add(new(end.Id, end.Name, y, end.Height, end.IsOff));
            y += end.Height + Gap;
        }

        return stacked;
    }

    private static double Bottom(List<FlowEnd> ends) => ends.Count == 0 ? 0 : ends[^1].Y + ends[^1].Height;
}

/// <summary>A kind of data on the left, or a party on the right.</summary>
/// <param name="IsOff">Whether nothing of it was covered.</param>
public sealed record FlowEnd(string Id, string Name, double Y, double Height, bool IsOff);

/// <summary>A band from a kind to a party, and what it says in the table.</summary>
/// <param name="IsOff">Whether none of it was covered.</param>
public sealed record FlowBand(
    double FromX,
    double FromY,
    double ToX,
    double ToY,
    double Width,
    bool IsOff,
    string Kind,
    string Party,
    int Times,
    int Uncovered
);
