using JoinArena.PrivacyPortal.Disclosures.Coverage;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Ledger.Log;
using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Disclosures.Intake.Bulk;

/// <summary>
/// Everything one group of reports adds to the book, to be written in one transaction. Counts are what is to be added,
/// not what will stand.
/// </summary>
internal sealed class IntakeBatch
{
    public List<Disclosure> Disclosures { get; } = [];

    public List<DisclosureItem> Items { get; } = [];

    /// <summary>Items mentioned for the first time, or with an interview they had not been mentioned with.</summary>
    public Dictionary<(string Worker, string Item), DataItem> MentionedItems { get; } = [];

    public Dictionary<(string Worker, string Party, string Item, Direction Direction), Holding> Holdings { get; } = [];

    public Dictionary<(string Worker, string Party), WorkerPartyTotals> Totals { get; } = [];

    public List<Amendment> Amendments { get; } = [];

    public List<LedgerEntry> Leaves { get; } = [];

    /// <summary>The one row by which all leaves wait for their places.</summary>
    public PendingEntries Waiting => PendingEntries.Create([.. Leaves.Select(l => l.Id)]);

    public List<SubjectKey> Keys { get; } = [];

    public Dictionary<string, int> AcceptedBySource { get; } = new(StringComparer.Ordinal);

    /// <summary>What was accepted of each source, counted on the day.</summary>
    public List<IntakeDay> Days { get; } = [];

    /// <summary>
    /// Reports that amendments are about; what they count is worked out anew once the rows are written.
    /// </summary>
    public HashSet<EventRef> RecountTargets { get; } = [];

    /// <summary>Whether there is anything to write.</summary>
    public bool IsEmpty => Disclosures.Count == 0 && Amendments.Count == 0;

    /// <summary>Counts one disclosure with the worker, the party and each item.</summary>
    public void AddCounts(Disclosure d)
    {
        foreach (var item in d.Items)
            HoldingOf(d, item).Add(d, item);
        if (!Totals.TryGetValue((d.WorkerId, d.PartyId), out var share))
            Totals[(d.WorkerId, d.PartyId)] = share = new() { WorkerId = d.WorkerId, PartyId = d.PartyId };
        share.Add(d.Time, d.CoverageStatus.IsAllowed());
    }

    private Holding HoldingOf(Disclosure d, DisclosureItem item)
    {
        var key = (d.WorkerId, d.PartyId, item.ItemId, d.Direction);
        if (!Holdings.TryGetValue(key, out var holding))
            Holdings[key] = holding = Holding.CreateEmpty(d, item);
        return holding;
    }
}
