using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Parties;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures;

/// <summary>Reads disclosures as their worker sees them.</summary>
internal static class DisclosureViewQueries
{
    extension(IQueryable<Disclosure> rows)
    {
        /// <summary>Newest first.</summary>
        public IOrderedQueryable<Disclosure> NewestFirst() =>
            rows.OrderByDescending(d => d.Time).ThenByDescending(d => d.Id);

        /// <summary>
        /// Uncovered disclosures that count. The condition must have the words of the index filter, or the index is not used.
        /// </summary>
        public IQueryable<Disclosure> Uncovered() =>
            rows.Where(d =>
                    d.CoverageStatus == CoverageStatus.NoClause
                    || d.CoverageStatus == CoverageStatus.NothingAccepted
                    || d.CoverageStatus == CoverageStatus.AgainstStop
                )
                .Where(d => d.EndedBy == null);

        /// <summary>
        /// The disclosures in the order of the rows, without what only a disclosure's own page shows: labels and details.
        /// </summary>
        public async Task<List<DisclosureView>> ToViewsAsync(
            PortalDbContext db,
            string workerId,
            CancellationToken ct
        ) => await AmendmentReader.ApplyAsync(db, workerId, await rows.SelectViews(db).ToListAsync(ct), ct);

        private IQueryable<DisclosureViewRow> SelectViews(PortalDbContext db) =>
            from d in rows
            join party in db.Parties on d.PartyId equals party.Id
            select new DisclosureViewRow(
                new DisclosureView(
                    d.Id,
                    d.Time,
                    party.Id,
                    party.Name,
                    party.Kind,
                    d.Direction,
                    d.Purpose,
                    d.Items.OrderBy(i => i.Category)
                        .ThenBy(i => i.ItemId)
                        .Select(i => new DisclosureViewItem(i.ItemId, i.Category, i.Clause, null))
                        .ToList(),
                    d.InterviewId,
                    d.CoverageStatus,
                    d.Version,
                    d.Source,
                    d.ReceivedAt,
                    null
                ),
                d.BroughtBy,
                d.EndedBy
            );
    }

    /// <summary>One disclosure with everything known about it; null when the worker has none with that id.</summary>
    public static async Task<DisclosureView?> FindAsync(
        PortalDbContext db,
        string workerId,
        Guid id,
        CancellationToken ct
    )
    {
        var row = db.Disclosures.AsNoTracking().Where(d => d.WorkerId == workerId && d.Id == id);
        if ((await row.ToViewsAsync(db, workerId, ct)).SingleOrDefault() is not { } disclosure)
            return null;
        var items = disclosure.Items.Select(i => i.Id).ToList();
        var labels = await db
            .DataItems.Where(i => i.WorkerId == workerId && i.Label != null && items.Contains(i.Id))
            .ToDictionaryAsync(i => i.Id, i => i.Label, ct);
        return disclosure with
        {
            Items = [.. disclosure.Items.Select(i => i with { Label = labels.GetValueOrDefault(i.Id) })],
            Detail = await row.Select(d => d.Detail).SingleAsync(ct),
            ReportedAs = await row.Join(db.Parties, d => d.ReportedAs, p => p.Id, (_, p) => p.Name)
                .SingleOrDefaultAsync(ct),
        };
    }
}
