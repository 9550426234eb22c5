using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures.Copies;
using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Disclosures.MyData;

/// <summary>
/// The layout of the diagram that shows which kinds of data went to which parties: kinds on the left, parties on the
/// right, and a band between them that is wider the more often data went. All lengths are units of the SVG's view box.
/// </summary>
public sealed class FlowDiagramLayout
{
    private const double LeftX = 204;
    private const double RightX = 640;
    private const double BarWidth = 6;
    private const double Gap = 22;

    /// <summary>The least distance of the middles of two bars, so that each has room for two lines of text.</summary>
    private const double MinPitch = 40;
    private const double MinBandWidth = 3;
    private const double Margin = 20;
    private const double BandsHeight = 260;

    /// <summary>How many parties have their own bar; the rest share one.</summary>
    private const int MaxParties = 7;

    /// <summary>The most bars of parties in the picture: those with their own, and one more.</summary>
    internal const int MaxEnds = MaxParties + 1;

    /// <summary>Takes the place of an id for the bar that the remaining parties share.</summary>
    internal const string OtherParties = "";

    private FlowDiagramLayout(
        IReadOnlyList<FlowEnd> kinds,
        IReadOnlyList<FlowEnd> parties,
        IReadOnlyList<FlowBand> bands
    )
    {
        Kinds = kinds;
        Parties = parties;
        Bands = bands;
        Height = Math.Max(GetBottom(kinds), GetBottom(parties)) + Margin;
    }

    public IReadOnlyList<FlowEnd> Kinds { get; }

    public IReadOnlyList<FlowEnd> Parties { get; }

    public IReadOnlyList<FlowBand> Bands { get; }

    public double Height { get; }

    /// <summary>Lays out what was sent to the parties. Data that only came from a party is left out.</summary>
    /// <param name="parties">The worker's parties.</param>
    /// <param name="nameOf">Names a kind of data in the reader's language.</param>
    /// <param name="nameOfOthers">
    /// Names the remaining parties by their number: "3 more parties". Null names every party.
    /// </param>
    /// <param name="copies">What has become of what was sent.</param>
    public static FlowDiagramLayout Create(
        IReadOnlyList<PartySummary> parties,
        Func<DataCategory, string> nameOf,
        Func<int, string>? nameOfOthers,
        CopyStatuses copies
    )
    {
        var recipients = parties.Where(p => p.HasReceived).OrderByDescending(p => p.Times).ToList();
        // A bar for a single remaining party would save nothing.
        var isMerging = nameOfOthers is not null && recipients.Count > MaxEnds;
        var named = isMerging ? recipients[..MaxParties] : recipients;
        var names = named.ToDictionary(p => p.Id, p => p.Name, StringComparer.Ordinal);
        names[OtherParties] = nameOfOthers?.Invoke(recipients.Count - named.Count) ?? "";
        List<string> order = [.. named.Select(p => p.Id), OtherParties];

        var flows = AddUp(recipients, names, copies)
            .OrderBy(f => order.IndexOf(f.PartyId))
            .ThenBy(f => f.Kind)
            .ToList();
        var kinds = Stack(
            flows
                .GroupBy(f => f.Kind)
                .OrderBy(g => g.Key)
                .Select(g => new Bar(ToId(g.Key), nameOf(g.Key), g.Sum(f => f.Times), [.. g]))
        );
        // A disclosure of several kinds is in several bands, and counts once for its party.
        var times = recipients.ToLookup(p => names.ContainsKey(p.Id) ? p.Id : OtherParties, p => p.Times);
        var ends = Stack(
            flows.GroupBy(f => f.PartyId).Select(g => new Bar(g.Key, names[g.Key], times[g.Key].Sum(), [.. g]))
        );
        return new(kinds, ends, Connect(flows, kinds, ends));
    }

    private static List<Flow> AddUp(
        List<PartySummary> recipients,
        Dictionary<string, string> names,
        CopyStatuses copies
    )
    {
        var sent =
            from party in recipients
            from data in party.DataFlows
            where data.Direction is Direction.Disclosed
            let partyId = names.ContainsKey(party.Id) ? party.Id : OtherParties
            let isGone = copies.IsGone(party.Id, data.Category, data.Items)
            group (Data: data, IsGone: isGone) by (PartyId: partyId, data.Category);
        var sums = sent.Select(g => new Flow(
                g.Key.Category,
                g.Key.PartyId,
                g.Sum(sent => sent.Data.Times),
                g.Sum(sent => sent.Data.Breaches),
                g.All(sent => sent.IsGone)
            ))
            .ToList();
        var total = Math.Max(1, sums.Sum(f => f.Times));
        return sums.ConvertAll(f => f with { Width = Math.Max(MinBandWidth, BandsHeight * f.Times / total) });
    }

    private static List<FlowEnd> Stack(IEnumerable<Bar> bars)
    {
        var stacked = new List<FlowEnd>();
        foreach (var bar in bars)
        {
            var height = bar.Flows.Sum(f => f.Width);
            var y = stacked is [.., var above]
                ? Math.Max(above.Y + above.Height + Gap, above.Middle + MinPitch - (height / 2))
                : Margin;
            stacked.Add(
                new(
                    bar.Id,
                    bar.Name,
                    y,
                    height,
                    bar.Times,
                    bar.Flows.TrueForAll(f => f.IsUncovered),
                    bar.Flows.TrueForAll(f => f.IsGone)
                )
            );
        }

        return stacked;
    }

    // The bands of a bar lie one below the other, in the order of the flows.
    private static List<FlowBand> Connect(List<Flow> flows, List<FlowEnd> kinds, List<FlowEnd> parties)
    {
        var kindsById = kinds.ToDictionary(k => k.Id, StringComparer.Ordinal);
        var partiesById = parties.ToDictionary(p => p.Id, StringComparer.Ordinal);
        var nextKindY = kinds.ToDictionary(k => k.Id, k => k.Y, StringComparer.Ordinal);
        var nextPartyY = parties.ToDictionary(p => p.Id, p => p.Y, StringComparer.Ordinal);
        var bands = new List<FlowBand>();
        foreach (var flow in flows)
        {
            var kind = kindsById[ToId(flow.Kind)];
            var party = partiesById[flow.PartyId];
            var middle = flow.Width / 2;
            bands.Add(
                new(
                    LeftX + BarWidth,
                    nextKindY[kind.Id] + middle,
                    RightX,
                    nextPartyY[party.Id] + middle,
                    flow.Width,
                    flow.IsUncovered,
                    flow.IsGone,
                    kind.Name,
                    party.Name,
                    flow.Times,
                    flow.Uncovered,
                    kinds.IndexOf(kind),
                    parties.IndexOf(party)
                )
            );
            nextKindY[kind.Id] += flow.Width;
            nextPartyY[party.Id] += flow.Width;
        }

        return bands;
    }

    private static string ToId(DataCategory kind) => kind.ToKebabCase();

    private static double GetBottom(IReadOnlyList<FlowEnd> ends) => ends is [.., var last] ? last.Y + last.Height : 0;

    /// <summary>All disclosures of one kind of data to one party.</summary>
    private sealed record Flow(DataCategory Kind, string PartyId, int Times, int Uncovered, bool IsGone)
    {
        public double Width { get; init; }

        public bool IsUncovered => Uncovered == Times;
    }

    /// <summary>A bar that is not yet placed.</summary>
    private sealed record Bar(string Id, string Name, int Times, List<Flow> Flows);
}

/// <summary>The bar of a kind of data on the left, or of a party on the right.</summary>
/// <param name="Y">Its upper edge.</param>
/// <param name="IsUncovered">Whether each of its disclosures went against an accepted version or a stop.</param>
/// <param name="IsGone">Whether nothing of it is left anywhere, or nothing at the party.</param>
public sealed record FlowEnd(string Id, string Name, double Y, double Height, int Times, bool IsUncovered, bool IsGone)
{
    /// <summary>How it is drawn, as a class of the style sheet; null as usual.</summary>
    public string? Look =>
        IsUncovered ? "off"
        : IsGone ? "gone"
        : null;

    /// <summary>Where its text stands.</summary>
    public double Middle => Y + (Height / 2);
}

/// <summary>The band from a kind of data to a party, and its row in the table.</summary>
/// <param name="IsUncovered">Whether each of its disclosures went against an accepted version or a stop.</param>
/// <param name="IsGone">Whether the party has none of it any more.</param>
/// <param name="KindAt">The place of its kind among the kinds of the picture.</param>
/// <param name="PartyAt">The place of its party among the parties of the picture.</param>
public sealed record FlowBand(
    double FromX,
    double FromY,
    double ToX,
    double ToY,
    double Width,
    bool IsUncovered,
    bool IsGone,
    string Kind,
    string Party,
    int Times,
    int Uncovered,
    int KindAt,
    int PartyAt
);
