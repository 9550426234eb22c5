namespace JoinArena.PrivacyPortal.Disclosures.Intake.Bulk;

/// <summary>The keys a group of reports is looked up by, as lists for PostgreSQL. Lists of pairs have the same order.</summary>
internal sealed class LookupKeys
{
    /// <summary>Empty lists, to prepare statements with.</summary>
    public static readonly LookupKeys None = FromReports([]);

    /// <summary>The source of each report, with <see cref="EventIds"/>.</summary>
    public required string[] Sources { get; init; }

    public required string[] EventIds { get; init; }

    /// <summary>The source of each report that is amended, with <see cref="TargetEventIds"/>.</summary>
    public required string[] TargetSources { get; init; }

    public required string[] TargetEventIds { get; init; }

    public required string[] Workers { get; init; }

    public required string[] Parties { get; init; }

    /// <summary>The worker of each item, with <see cref="ItemIds"/>.</summary>
    public required string[] ItemWorkers { get; init; }

    public required string[] ItemIds { get; init; }

    public static LookupKeys FromReports(IReadOnlyList<Report> reports)
    {
        List<DisclosureReport> disclosures = [.. reports.OfType<DisclosureReport>()];
        List<EventRef> targets = [.. reports.Select(r => r.Amends?.Target).OfType<EventRef>()];
        List<(string Worker, string Item)> items =
        [
            .. disclosures.SelectMany(d => d.Items, (d, item) => (d.WorkerId, item.Id)).Distinct(),
        ];
        return new()
        {
            Sources = [.. reports.Select(r => r.Source)],
            EventIds = [.. reports.Select(r => r.EventId)],
            TargetSources = [.. targets.Select(t => t.Source)],
            TargetEventIds = [.. targets.Select(t => t.EventId)],
            Workers = [.. reports.Select(r => r.WorkerId).Distinct(StringComparer.Ordinal)],
            Parties = [.. disclosures.Select(d => d.PartyId).Distinct(StringComparer.Ordinal)],
            ItemWorkers = [.. items.Select(i => i.Worker)],
            ItemIds = [.. items.Select(i => i.Item)],
        };
    }
}
