using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Disclosures;

/// <summary>A disclosure as its worker sees it.</summary>
public sealed record DisclosureView(
    Guid Id,
    DateTimeOffset Time,
    string PartyId,
    string PartyName,
    PartyKind PartyKind,
    Direction Direction,
    Purpose Purpose,
    IReadOnlyList<DisclosureViewItem> Items,
    string? InterviewId,
    CoverageStatus CoverageStatus,
    string? Version,
    string Source,
    DateTimeOffset ReceivedAt,
    string? Detail
)
{
    /// <summary>
    /// The name of the party in the report, where it was merged into this one. Read only for a disclosure's own page.
    /// </summary>
    public string? ReportedAs { get; init; }

    /// <summary>The correction since which it no longer counts; null for none.</summary>
    public AmendmentView? Corrected { get; init; }

    /// <summary>The retraction since which it no longer counts; null for none.</summary>
    public AmendmentView? Retracted { get; init; }

    /// <summary>The correction it came with, where it replaces another disclosure; null otherwise.</summary>
    public AmendmentView? Corrects { get; init; }

    /// <summary>True while it counts: it has been neither corrected nor retracted.</summary>
    public bool IsInEffect => Corrected is null && Retracted is null;

    /// <summary>The clauses that allowed its items, each once.</summary>
    public IEnumerable<string> Clauses => Items.Select(i => i.Clause).OfType<string>().Distinct(StringComparer.Ordinal);

    /// <summary>The categories of its items, each once, in the order of the vocabulary.</summary>
    public IEnumerable<DataCategory> Categories => Items.Select(i => i.Category).Distinct().Order();
}

/// <summary>An item of a disclosure.</summary>
/// <param name="Clause">The clause that allowed it; null where none did or none was needed.</param>
/// <param name="Label">A name people understand, where JoinArena has announced one.</param>
public sealed record DisclosureViewItem(string Id, DataCategory Category, string? Clause, string? Label);

/// <summary>A source's later correction or retraction of a disclosure.</summary>
/// <param name="At">When the source made it.</param>
/// <param name="Reason">Why, in the source's words.</param>
/// <param name="OtherId">
/// The other disclosure: for a corrected one its replacement, for a replacement the one it corrects; null where there is
/// none, or it is another worker's.
/// </param>
/// <param name="Id">
/// The id of a retraction in the ledger. The ledger has a correction under the id of the disclosure that replaces it.
/// </param>
public sealed record AmendmentView(DateTimeOffset At, string? Reason, Guid? OtherId, Guid Id);
