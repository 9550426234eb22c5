using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Disclosures.Intake;

/// <summary>
/// The ledger's record of a disclosure, as its source reported it: under the reported party's id, even after that party
/// was merged into another.
/// </summary>
internal sealed record DisclosureReported(
    string Subject,
    DateTimeOffset At,
    Guid Id,
    string Source,
    string EventId,
    string Party,
    Direction Direction,
    Purpose Purpose,
    IReadOnlyList<ReportedItem> Items,
    string? InterviewId,
    CoverageStatus Standing,
    string? Version,
    CorrectedEvent? InsteadOf
) : LedgerEvent(InsteadOf is null ? "disclosure" : "disclosure-corrected", Subject, At)
{
    public static DisclosureReported FromDisclosure(Disclosure d, AmendmentReport? amends) =>
        new(
            d.WorkerId,
            d.Time,
            d.Id,
            d.Source,
            d.EventId,
            d.ReportedAs ?? d.PartyId,
            d.Direction,
            d.Purpose,
            [.. d.Items.Select(i => new ReportedItem(i.ItemId, i.Category))],
            d.InterviewId,
            d.CoverageStatus,
            d.Version,
            CorrectedEvent.FromAmendment(amends)
        );
}

/// <summary>The ledger's record of a retraction.</summary>
internal sealed record DisclosureRetracted(
    string Subject,
    DateTimeOffset At,
    Guid Id,
    string Source,
    string EventId,
    CorrectedEvent Of
) : LedgerEvent("disclosure-retracted", Subject, At)
{
    public static DisclosureRetracted FromRetraction(Retraction r, Guid id) =>
        new(r.WorkerId, r.Amends!.At, id, r.Source, r.EventId, CorrectedEvent.FromAmendment(r.Amends)!);
}

/// <summary>The report that is amended, as its source names it.</summary>
internal sealed record CorrectedEvent(string Source, string EventId)
{
    public static CorrectedEvent? FromAmendment(AmendmentReport? amends) =>
        amends is null ? null : new(amends.Target.Source, amends.Target.EventId);
}
