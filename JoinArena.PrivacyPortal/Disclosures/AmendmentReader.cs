using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures;

/// <summary>A disclosure with the ids of the amendments that concern it.</summary>
/// <param name="BroughtBy">The correction this disclosure came with; null for a first report.</param>
/// <param name="EndedBy">The amendment since which it no longer counts; null while it counts.</param>
internal sealed record DisclosureViewRow(DisclosureView Disclosure, Guid? BroughtBy, Guid? EndedBy);

/// <summary>Adds to disclosures what their sources have corrected or retracted later.</summary>
internal static class AmendmentReader
{
    public static async Task<List<DisclosureView>> ApplyAsync(
        PortalDbContext db,
        string workerId,
        List<DisclosureViewRow> rows,
        CancellationToken ct
    )
    {
        List<Guid> ids = [.. rows.SelectMany(r => new[] { r.BroughtBy, r.EndedBy }).OfType<Guid>().Distinct()];
        if (ids.Count == 0)
            return rows.ConvertAll(r => r.Disclosure);
        var amendments = await FindAmendmentsAsync(db, workerId, ids, ct);
        return rows.ConvertAll(r => Apply(r, amendments));
    }

    private static async Task<Dictionary<Guid, FoundAmendment>> FindAmendmentsAsync(
        PortalDbContext db,
        string workerId,
        List<Guid> ids,
        CancellationToken ct
    )
    {
        var disclosures = db.Disclosures;
        // A mix-up may concern two workers. Neither may see the other's disclosure.
        var found = await (
            from a in db.Amendments.AsNoTracking()
            where ids.Contains(a.Id)
            select new
            {
                Amendment = a,
                ReplacementId = disclosures
                    .Where(d => d.Id == a.ReplacementId && d.WorkerId == workerId)
                    .Select(d => (Guid?)d.Id)
                    .FirstOrDefault(),
            }
        ).ToListAsync(ct);
        List<EventRef> targets = [.. found.Select(f => Target(f.Amendment)).Distinct()];
        var originals = (await EventLookup.FindByEventAsync(db, targets, ct))
            .Where(d => d.WorkerId == workerId)
            .ToDictionary(d => new EventRef(d.Source, d.EventId), d => (Guid?)d.Id);
        return found.ToDictionary(
            f => f.Amendment.Id,
            f => new FoundAmendment(f.Amendment, f.ReplacementId, originals.GetValueOrDefault(Target(f.Amendment)))
        );

        static EventRef Target(Amendment a) => new(a.TargetSource, a.TargetEventId);
    }

    private static DisclosureView Apply(DisclosureViewRow row, Dictionary<Guid, FoundAmendment> amendments)
    {
        var broughtBy = row.BroughtBy is { } correction ? amendments[correction] : null;
        var endedBy = row.EndedBy is { } amendment ? amendments[amendment] : null;
        return row.Disclosure with
        {
            Corrected =
                endedBy?.Amendment.Kind is AmendmentKind.Corrected ? ToView(endedBy, endedBy.ReplacementId) : null,
            Retracted =
                endedBy?.Amendment.Kind is AmendmentKind.Retracted ? ToView(endedBy, endedBy.ReplacementId) : null,
            Corrects = broughtBy is null ? null : ToView(broughtBy, broughtBy.OriginalId),
        };
    }

    private static AmendmentView ToView(FoundAmendment found, Guid? otherId) =>
        new(found.Amendment.At, found.Amendment.Reason, otherId, found.Amendment.Id);

    /// <param name="ReplacementId">The disclosure that replaces the report, where it is this worker's.</param>
    /// <param name="OriginalId">The disclosure that is amended, where it is this worker's.</param>
    private sealed record FoundAmendment(Amendment Amendment, Guid? ReplacementId, Guid? OriginalId);
}
