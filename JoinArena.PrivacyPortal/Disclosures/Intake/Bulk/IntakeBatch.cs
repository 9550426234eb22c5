using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Ledger.Log;
using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Disclosures.Intake.Bulk;

/// <summary>
/// Everything one group of reports adds to the database, written in one transaction. Counts are what is added to the
/// counts there, not the new totals.
/// </summary>
/// <param name="reports">How many reports the group has.</param>
internal sealed class IntakeBatch(int reports)
{
    /// <summary>The reports accepted so far.</summary>
    public Dictionary<EventRef, Report> Accepted { get; } = new(reports);

    public List<Disclosure> Disclosures { get; } = [];

    public List<DisclosureItem> Items { get; } = [];

    /// <summary>Items named for the first time, or with an interview they had not been named with before.</summary>
    public Dictionary<(string Worker, string Item), DataItem> MentionedItems { get; } = [];

    public Dictionary<(string Worker, string Party, string Item, Direction Direction), Holding> Holdings { get; } = [];

    public Dictionary<(string Worker, string Party), WorkerPartyTotals> Totals { get; } = [];

    public List<Amendment> Amendments { get; } = [];

    /// <summary>The ledger's entries.</summary>
    public List<LedgerEntry> Entries { get; } = [];

    /// <summary>Their leaves.</summary>
    public List<WaitingLeaf> Leaves { get; } = [];

    /// <summary>The one row by which all leaves wait for their places in the log.</summary>
    public PendingEntries Waiting => PendingEntries.Create(Leaves);

    /// <summary>Keys made for workers who had none, by worker.</summary>
    public Dictionary<string, SubjectKey> Keys { get; } = new(StringComparer.Ordinal);

    /// <summary>How many disclosures of each source were accepted.</summary>
    public Dictionary<string, int> AcceptedBySource { get; } = new(StringComparer.Ordinal);

    /// <summary>The same as rows of the day.</summary>
    public List<IntakeDay> Days { get; } = [];

    /// <summary>Reports that amendments refer to. What they count is recounted once the rows are written.</summary>
    public HashSet<EventRef> RecountTargets { get; } = [];

    /// <summary>True when there is nothing to write.</summary>
    public bool IsEmpty => Disclosures.Count == 0 && Amendments.Count == 0;

    /// <summary>An item's category by the database or by this group; null for an item nothing has named yet.</summary>
    public DataCategory? FindCategory(string worker, string item, IntakeLookup lookup)
    {
        if (lookup.Items.TryGetValue((worker, item), out var known))
            return known.Category;
        return MentionedItems.TryGetValue((worker, item), out var mentioned) ? mentioned.Category : null;
    }

    /// <summary>
    /// Adds an item a report names, where that says something new about it. An announced item keeps its interview; one
    /// that only disclosures name belongs to the first of their interviews in ordinal order.
    /// </summary>
    public void Mention(DisclosureReport report, ReportedItem item, IntakeLookup lookup)
    {
        var key = (report.WorkerId, item.Id);
        lookup.Items.TryGetValue(key, out var known);
        MentionedItems.TryGetValue(key, out var mentioned);
        if (known is not null || mentioned is not null)
        {
            if (report.InterviewId is null)
                return;
            var interview = mentioned?.InterviewId ?? known?.InterviewId;
            var isAnnounced = known is { IsAnnounced: true };
            if (interview is not null && (isAnnounced || string.CompareOrdinal(report.InterviewId, interview) >= 0))
            {
                return;
            }
        }

        MentionedItems[key] = new()
        {
            WorkerId = report.WorkerId,
            Id = item.Id,
            Category = item.Category,
            InterviewId = report.InterviewId,
        };
    }

    /// <summary>Adds an entry of the ledger and its leaf.</summary>
    public void Add(SealedEntry added)
    {
        Entries.Add(added.Entry);
        Leaves.Add(added.Leaf);
    }

    /// <summary>Counts one disclosure for its worker and party, and for each of its items.</summary>
    public void AddCounts(Disclosure d)
    {
        foreach (var item in d.Items)
            GetHolding(d, item).Add(d, item);
        if (!Totals.TryGetValue((d.WorkerId, d.PartyId), out var totals))
            Totals[(d.WorkerId, d.PartyId)] = totals = new() { WorkerId = d.WorkerId, PartyId = d.PartyId };
        totals.Add(d.Time, d.CoverageStatus.IsAllowed());
    }

    private Holding GetHolding(Disclosure d, DisclosureItem item)
    {
        var key = (d.WorkerId, d.PartyId, item.ItemId, d.Direction);
        if (!Holdings.TryGetValue(key, out var holding))
            Holdings[key] = holding = Holding.CreateEmpty(d, item);
        return holding;
    }
}
