using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.BackgroundJobs;
using JoinArena.PrivacyPortal.Policies;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures.Coverage;

/// <summary>
/// Finds, from the rows themselves, what was judged by less than is known now: reports of something that happened after
/// an acceptance and came in just before it,
/// and everything judged by a version whose clauses are described anew. Safe to run on several nodes at once.
/// </summary>
public sealed class CoverageReassessmentJob(
    IDbContextFactory<PortalDbContext> contexts,
    PolicyLibrary library,
    CoverageReassessor rejudge,
    TimeProvider clock,
    ILogger<CoverageReassessmentJob> log
) : IBackgroundJob
{
    private const int BatchSize = 500;

    /// <summary>
    /// A report may be of an instant this much ahead of its arrival, so only that much can an acceptance come after a
    /// report of something later.
    /// </summary>
    private static readonly TimeSpan s_ahead = TimeSpan.FromMinutes(10);

    private DateTimeOffset? _acceptancesTo;

    public async Task RunAsync(CancellationToken ct)
    {
        foreach (var version in library.Snapshot.Versions)
            await DescribedAnewAsync(version, ct);
        await AcceptancesAsync(ct);
    }

    private async Task AcceptancesAsync(CancellationToken ct)
    {
        // After a start all are looked at once: the process may have ended between an acceptance and this.
        var (from, now) = (_acceptancesTo ?? DateTimeOffset.MinValue, clock.GetInstant());
        await EachBatchAsync(
            (db, after) =>
                (
                    from acceptance in db.Acceptances
                    join disclosure in db.Disclosures on acceptance.WorkerId equals disclosure.WorkerId
                    where
                        acceptance.AcceptedAt > @from
                        && disclosure.Time >= acceptance.AcceptedAt
                        && disclosure.ReceivedAt <= acceptance.AcceptedAt
                        && disclosure.Id > after
                    select disclosure.Id
                ).Distinct(),
            ReassessmentReason.AcceptanceRecorded,
            ct
        );
        _acceptancesTo = now - s_ahead;
    }

    private async Task DescribedAnewAsync(PolicyVersion version, CancellationToken ct)
    {
        var (name, covers) = (version.Name, CoverageRulesFingerprint.Compute(version));
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            var known = await db.AssessedVersions.AsNoTracking().SingleOrDefaultAsync(j => j.Version == name, ct);
            if (known?.CoversSha256 == covers)
                return;
            if (known is not null)
            {
                var changed = await EachBatchAsync(
                    (context, after) =>
                        context.Disclosures.Where(d => d.Version == name && d.Id > after).Select(d => d.Id),
                    ReassessmentReason.ClausesDescribedAnew,
                    ct
                );
                log.LogInformation(
                    "The clauses of version {Version} are described anew: {Changed} disclosures stand otherwise now.",
                    name,
                    changed
                );
            }

            // Written down last: whoever is ended in between begins again, and finds done what is done.
            await db.ExecuteSqlAsync(
                $"""
                INSERT INTO "AssessedVersions" ("Version", "CoversSha256") VALUES ({name}, {covers}) ON CONFLICT ("Version") DO UPDATE SET "CoversSha256" = excluded."CoversSha256"
                """,
                ct
            );
        }
    }

    private async Task<int> EachBatchAsync(
        Func<PortalDbContext, Guid, IQueryable<Guid>> which,
        ReassessmentReason why,
        CancellationToken ct
    )
    {
        var changed = 0;
        for (var (after, found) = (Guid.Empty, BatchSize); found == BatchSize; )
        {
            List<Guid> batch;
            await using (var db = await contexts.CreateDbContextAsync(ct))
                batch = await which(db, after).OrderBy(id => id).Take(BatchSize).ToListAsync(ct);
            if (batch.Count > 0)
                changed += await rejudge.ReassessAsync(batch, why, ct);
            (after, found) = (batch.Count == 0 ? after : batch[^1], batch.Count);
        }

        return changed;
    }
}
