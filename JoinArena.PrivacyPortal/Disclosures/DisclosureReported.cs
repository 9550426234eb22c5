using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Disclosures;

/// <summary>The ledger's record of a disclosure.</summary>
internal sealed record DisclosureReported(
    string Subject, DateTimeOffset At, Guid Id, string Source, string EventId, string Party, Direction Direction, Purpose Purpose,
    IReadOnlyList<ReportedItem> Items, string? InterviewId, Standing Standing, string? Version) : LedgerEvent("disclosure", Subject, At)
{
    public static DisclosureReported Of(Disclosure d) => new(
        d.WorkerId, d.Time, d.Id, d.Source, d.EventId, d.PartyId, d.Direction, d.Purpose, [.. d.Items.Select(i => new ReportedItem(i.ItemId, i.Category))],
        d.InterviewId, d.Standing, d.Version);
}
