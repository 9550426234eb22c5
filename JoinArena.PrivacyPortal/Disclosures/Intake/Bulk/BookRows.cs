using JoinArena.PrivacyPortal.Disclosures.Coverage;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Ledger.Log;
using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Disclosures.Intake.Bulk;

/// <summary>Everything one group of reports adds to the book, to be written in one transaction. Counts are what is to be added, not what will stand.</summary>
internal sealed class BookRows
{
    public List<Disclosure> Disclosures { get; } = [];

    public List<DisclosureItem> Items { get; } = [];

    /// <summary>Items mentioned for the first time, or with an interview they had not been mentioned with.</summary>
    public Dictionary<(string Worker, string Item), DataItem> Mentioned { get; } = [];

    public Dictionary<(string Worker, string Party, string Item, Direction Direction), Holding> Holdings { get; } = [];

    public Dictionary<(string Worker, string Party), PartyShare> Shares { get; } = [];

    public List<Amendment> Amendments { get; } = [];

    public List<LedgerEntry> Leaves { get; } = [];

    /// <summary>The one row by which all leaves wait for their places.</summary>
    public WaitingEntries Waiting => WaitingEntries.Of([.. Leaves.Select(l => l.Id)]);

    public List<SubjectKey> Keys { get; } = [];

    public Dictionary<string, int> AcceptedBySource { get; } = new(StringComparer.Ordinal);

    /// <summary>What was accepted of each source, counted on the day.</summary>
    public List<IntakeDay> Days { get; } = [];

    /// <summary>Reports that amendments are about; what they count is worked out anew once the rows are written.</summary>
    public HashSet<EventRef> Restated { get; } = [];

    /// <summary>Whether there is anything to write.</summary>
    public bool IsEmpty => Disclosures.Count == 0 && Amendments.Count == 0;

    /// <summary>Counts one disclosure with the worker, the party and each item.</summary>
    public void Count(Disclosure d)
    {
        foreach (var item in d.Items) HoldingOf(d, item).Count(d, item);
        if (!Shares.TryGetValue((d.WorkerId, d.PartyId), out var share)) Shares[(d.WorkerId, d.PartyId)] = share = new() { WorkerId = d.WorkerId, PartyId = d.PartyId };
        share.Count(d.Time, d.Standing.IsAllowed());
    }

    private Holding HoldingOf(Disclosure d, DisclosureItem item)
    {
        var key = (d.WorkerId, d.PartyId, item.ItemId, d.Direction);
        if (!Holdings.TryGetValue(key, out var holding)) Holdings[key] = holding = Holding.Of(d, item);
        return holding;
    }
}
