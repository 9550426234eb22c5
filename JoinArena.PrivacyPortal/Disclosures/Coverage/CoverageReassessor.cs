using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures.Coverage;

/// <summary>
/// Assesses stored disclosures again by what is known now, and records the status each had before. Assessing twice has
/// the same result as assessing once.
/// </summary>
public sealed class CoverageReassessor(
    IDbContextFactory<PortalDbContext> contexts,
    AcceptanceQueries acceptances,
    TimeProvider clock
)
{
    /// <summary>Assesses these disclosures again, in one transaction in which nothing else counts.</summary>
    /// <returns>How many have another status, version or clause now.</returns>
    internal async Task<int> ReassessAsync(
        IReadOnlyCollection<Guid> ids,
        ReassessmentReason reason,
        CancellationToken ct
    )
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        await CountingLock.AcquireExclusiveAsync(db, ct);

        var changes = await FindChangesAsync(db, ids, ct);
        foreach (var change in changes)
            await ApplyAsync(db, change, reason, ct);
        await db.SaveChangesAsync(ct);

        foreach (var counted in changes.GroupBy(c => (c.Disclosure.WorkerId, c.Disclosure.PartyId)))
        {
            List<string> items = [.. counted.SelectMany(c => c.Disclosure.Items).Select(i => i.ItemId).Distinct()];
            await AmendmentRecount.RecountAsync(db, counted.Key.WorkerId, counted.Key.PartyId, items, ct);
        }

        foreach (var worker in changes.Select(c => c.Disclosure.WorkerId).Distinct())
            db.PublishChange(worker);
        await write.CommitAsync(ct);
        return changes.Count;
    }

    private async Task<List<Change>> FindChangesAsync(
        PortalDbContext db,
        IReadOnlyCollection<Guid> ids,
        CancellationToken ct
    )
    {
        var disclosures = await db
            .Disclosures.AsNoTracking()
            .Include(d => d.Items)
            .Where(d => ids.Contains(d.Id))
            .OrderBy(d => d.Id)
            .ToListAsync(ct);
        string[] workers = [.. disclosures.Select(d => d.WorkerId).Distinct()];
        string[] parties = [.. disclosures.Select(d => d.PartyId).Distinct()];
        var history = await acceptances.GetHistoryAsync(db, workers, ct);
        var kinds = await db
            .Parties.Where(p => parties.Contains(p.Id))
            .Select(p => new { p.Id, p.Kind })
            .ToDictionaryAsync(p => p.Id, p => p.Kind, ct);
        return
        [
            .. disclosures
                .Select(d => new Change(d, Assess(d, history, kinds[d.PartyId])))
                .Where(c => IsDifferent(c.Disclosure, c.Assessment)),
        ];
    }

    private static CoverageAssessment Assess(Disclosure d, AcceptanceHistory history, PartyKind kind) =>
        CoverageAssessment.Assess(
            history.GetAllowedAt(d.WorkerId, d.Time),
            kind,
            d.Purpose,
            d.Direction,
            [.. d.Items.Select(i => i.Category)]
        );

    private static bool IsDifferent(Disclosure d, CoverageAssessment now) =>
        d.CoverageStatus != now.Status
        || !string.Equals(d.Version, now.Version, StringComparison.Ordinal)
        || !d.Items.Select(i => i.Clause).SequenceEqual(now.Clauses, StringComparer.Ordinal);

    private async Task ApplyAsync(PortalDbContext db, Change change, ReassessmentReason reason, CancellationToken ct)
    {
        var (d, now) = change;
        var at = clock.GetInstant();
        await db
            .Disclosures.Where(row => row.Id == d.Id)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(row => row.CoverageStatus, now.Status).SetProperty(row => row.Version, now.Version),
                ct
            );
        foreach (var (item, clause) in d.Items.Zip(now.Clauses))
        {
            if (string.Equals(item.Clause, clause, StringComparison.Ordinal))
                continue;
            await db
                .DisclosureItems.Where(row => row.DisclosureId == d.Id && row.ItemId == item.ItemId)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Clause, clause), ct);
        }

        var reassessment = new CoverageReassessment
        {
            DisclosureId = d.Id,
            WorkerId = d.WorkerId,
            At = at,
            Reason = reason,
            PreviousStatus = d.CoverageStatus,
            PreviousVersion = d.Version,
            NewStatus = now.Status,
            NewVersion = now.Version,
        };
        db.CoverageReassessments.Add(reassessment);
        await db.Ledger.AppendAsync(
            new DisclosureReassessed(d.WorkerId, at, d.Id.ToString("D"), reason, now.Status, now.Version),
            reassessment.Id,
            ct
        );
    }

    private sealed record Change(Disclosure Disclosure, CoverageAssessment Assessment);
}
