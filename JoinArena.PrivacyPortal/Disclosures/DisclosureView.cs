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
    /// The name it was reported under, where that party was found to be the same as this one; on an entry's own page
    /// only.
    /// </summary>
    public string? ReportedAs { get; init; }

    /// <summary>That the source has said something else is right; what was said stays, and no longer counts.</summary>
    public AmendmentView? Corrected { get; init; }

    /// <summary>That the source has said it never happened; what was said stays, and no longer counts.</summary>
    public AmendmentView? Retracted { get; init; }

    /// <summary>Set where this entry says what is right instead of another.</summary>
    public AmendmentView? Corrects { get; init; }

    /// <summary>Whether it counts: neither corrected nor retracted since.</summary>
    public bool IsInEffect => Corrected is null && Retracted is null;

    /// <summary>The clauses it fell under, each once.</summary>
    public IEnumerable<string> Clauses => Items.Select(i => i.Clause).OfType<string>().Distinct(StringComparer.Ordinal);

    /// <summary>The categories of its items, each once, in the order of the vocabulary.</summary>
    public IEnumerable<DataCategory> Categories => Items.Select(i => i.Category).Distinct().Order();
}

/// <summary>An item of an entry.</summary>
/// <param name="Clause">What allowed it; null where nothing did, or nothing had to.</param>
/// <param name="Label">What a person would call it, where JoinArena has said so.</param>
public sealed record DisclosureViewItem(string Id, DataCategory Category, string? Clause, string? Label);

/// <summary>What a source said later about an entry.</summary>
/// <param name="At">When.</param>
/// <param name="Reason">Why, in its words.</param>
/// <param name="OtherId">
/// The worker's entry on the other side: the right one for a corrected entry, the corrected one for a right one; null
/// where there is none, or none of theirs.
/// </param>
/// <param name="Id">
/// Under which the ledger has a retraction; a correction stands there under the entry that says what is right.
/// </param>
public sealed record AmendmentView(DateTimeOffset At, string? Reason, Guid? OtherId, Guid Id);

/// <summary>What no clause covers, among the latest <see cref="MaxCounted"/> of it.</summary>
/// <param name="BeforeAccepting">How many happened before the worker had accepted any version.</param>
/// <param name="UnderNoClause">How many the version accepted then did not allow.</param>
/// <param name="Only">The one of those, where it is one.</param>
public sealed record UncoveredCount(int BeforeAccepting, int UnderNoClause, DisclosureView? Only)
{
    /// <summary>
    /// As far as it is counted: whoever has this many needs no exact number, and no page waits for one.
    /// </summary>
    public const int MaxCounted = 500;

    /// <summary>Whether there is no more than what was counted.</summary>
    public bool IsAll => BeforeAccepting + UnderNoClause < MaxCounted;
}

/// <summary>An interview to choose from.</summary>
public sealed record InterviewSummary(string Id, DateTimeOffset? At, string? Label);

/// <summary>What has happened under a clause.</summary>
public sealed record ClauseCount(string Clause, int Disclosures, int Parties);
