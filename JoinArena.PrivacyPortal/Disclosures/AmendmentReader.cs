using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures;

/// <summary>An entry with the amendments that touch it.</summary>
internal sealed record DisclosureViewRow(DisclosureView Entry, Guid? BroughtBy, Guid? EndedBy);

/// <summary>Puts to entries what sources have said about them later.</summary>
internal static class AmendmentReader
{
    public static async Task<List<DisclosureView>> ApplyAsync(
        PortalDbContext db,
        string workerId,
        List<DisclosureViewRow> rows,
        CancellationToken ct
    )
    {
        List<Guid> named = [.. rows.SelectMany(r => new[] { r.BroughtBy, r.EndedBy }).OfType<Guid>().Distinct()];
        if (named.Count == 0)
            return rows.ConvertAll(r => r.Entry);

        var disclosures = db.Disclosures;
        var amendments = await (
            from a in db.Amendments.AsNoTracking()
            where named.Contains(a.Id)
            // Another worker's side of a mix-up is not this worker's to see.
            select new
            {
                Said = a,
                RightId = disclosures
                    .Where(d => d.Id == a.ReplacementId && d.WorkerId == workerId)
                    .Select(d => (Guid?)d.Id)
                    .FirstOrDefault(),
                OriginalId = disclosures
                    .Where(d => d.Source == a.TargetSource && d.EventId == a.TargetEventId && d.WorkerId == workerId)
                    .Select(d => (Guid?)d.Id)
                    .FirstOrDefault(),
            }
        ).ToDictionaryAsync(a => a.Said.Id, ct);
        return rows.ConvertAll(r =>
            r.Entry with
            {
                Corrected = Ended(r, AmendmentKind.Corrected),
                Retracted = Ended(r, AmendmentKind.Retracted),
                Corrects = r.BroughtBy is { } by
                    ? new(amendments[by].Said.At, amendments[by].Said.Reason, amendments[by].OriginalId, by)
                    : null,
            }
        );

        AmendmentView? Ended(DisclosureViewRow row, AmendmentKind kind) =>
            row.EndedBy is { } by && amendments[by] is var a && a.Said.Kind == kind
                ? new(a.Said.At, a.Said.Reason, a.RightId, by)
                : null;
    }
}
