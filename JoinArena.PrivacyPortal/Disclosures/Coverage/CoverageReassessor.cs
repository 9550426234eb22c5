using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures.Coverage;

/// <summary>
/// Judges disclosures that are in the book already by what is known now, and keeps what they had counted as. Doing it
/// twice is doing it once.
/// </summary>
public sealed class CoverageReassessor(
    IDbContextFactory<PortalDbContext> contexts,
    AcceptanceQueries acceptances,
    TimeProvider clock
)
{
    /// <summary>Judges these again, in one transaction in which nobody else counts.</summary>
    /// <returns>How many stand otherwise now.</returns>
    internal async Task<int> ReassessAsync(IReadOnlyCollection<Guid> ids, ReassessmentReason why, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        await CountingLock.AcquireExclusiveAsync(db, ct);

        var disclosures = await db
            .Disclosures.AsNoTracking()
            .Include(d => d.Items)
            .Where(d => ids.Contains(d.Id))
            .OrderBy(d => d.Id)
            .ToListAsync(ct);
        string[] workers = [.. disclosures.Select(d => d.WorkerId).Distinct()],
            parties = [.. disclosures.Select(d => d.PartyId).Distinct()];
        var accepted = await acceptances.GetAcceptedVersionsAsync(db, workers, ct);
        var kinds = await db
            .Parties.Where(p => parties.Contains(p.Id))
            .Select(p => new { p.Id, p.Kind })
            .ToDictionaryAsync(p => p.Id, p => p.Kind, ct);
        var changed = disclosures
            .Select(d => (Disclosure: d, Coverage: Judge(d, accepted, kinds[d.PartyId])))
            .Where(c => Differs(c.Disclosure, c.Coverage))
            .ToList();
        foreach (var (disclosure, coverage) in changed)
            await ChangeAsync(db, disclosure, coverage, why, ct);
        await db.SaveChangesAsync(ct);

        foreach (var share in changed.GroupBy(c => (c.Disclosure.WorkerId, c.Disclosure.PartyId)))
        {
            await AmendmentRecount.RecountAsync(
                db,
                share.Key.WorkerId,
                share.Key.PartyId,
                [.. share.SelectMany(c => c.Disclosure.Items).Select(i => i.ItemId).Distinct()],
                ct
            );
        }

        foreach (var worker in changed.Select(c => c.Disclosure.WorkerId).Distinct())
            db.PublishChange(worker);
        await write.CommitAsync(ct);
        return changed.Count;
    }

    private static CoverageAssessment Judge(Disclosure d, AcceptedVersions accepted, PartyKind kind) =>
        CoverageAssessment.Assess(
            accepted.FindAcceptedAt(d.WorkerId, d.Time),
            kind,
            d.Purpose,
            d.Direction,
            [.. d.Items.Select(i => i.Category)]
        );

    private static bool Differs(Disclosure d, CoverageAssessment now) =>
        d.CoverageStatus != now.Status
        || !string.Equals(d.Version, now.Version, StringComparison.Ordinal)
        || !d.Items.Select(i => i.Clause).SequenceEqual(now.Clauses, StringComparer.Ordinal);

    private async Task ChangeAsync(
        PortalDbContext db,
        Disclosure d,
        CoverageAssessment now,
        ReassessmentReason why,
        CancellationToken ct
    )
    {
        var (disclosures, all, at) = (db.Disclosures, db.DisclosureItems, clock.GetInstant());
        await disclosures
            .Where(row => row.Id == d.Id)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(row => row.CoverageStatus, now.Status).SetProperty(row => row.Version, now.Version),
                ct
            );
        foreach (
            var (item, clause) in d
                .Items.Zip(now.Clauses)
                .Where(i => !string.Equals(i.First.Clause, i.Second, StringComparison.Ordinal))
        )
        {
            await all.Where(row => row.DisclosureId == d.Id && row.ItemId == item.ItemId)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Clause, clause), ct);
        }

        var judged = db
            .CoverageReassessments.Add(
                new()
                {
                    DisclosureId = d.Id,
                    WorkerId = d.WorkerId,
                    At = at,
                    Reason = why,
                    PreviousStatus = d.CoverageStatus,
                    PreviousVersion = d.Version,
                    NewStatus = now.Status,
                    NewVersion = now.Version,
                }
            )
            .Entity;
        await db.Ledger.AppendAsync(
            new DisclosureReassessed(d.WorkerId, at, d.Id.ToString("D"), why, now.Status, now.Version),
            judged.Id,
            ct
        );
    }
}
