using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Acceptance.Uses;
using JoinArena.PrivacyPortal.Acceptance.Uses.Objections;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.BackgroundJobs;
using JoinArena.PrivacyPortal.Data.Input;
using JoinArena.PrivacyPortal.Policies;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures.Coverage;

/// <summary>
/// Finds, from the rows themselves, disclosures that were assessed by less than is known now: those that happened after
/// an acceptance or a stop and were reported just before it was recorded, and all that were assessed by a version whose coverage
/// rules have changed since. Safe to run on several nodes at once.
/// </summary>
public sealed class CoverageReassessmentJob(
    IDbContextFactory<PortalDbContext> contexts,
    PolicyLibrary library,
    CoverageReassessor reassessor,
    TimeProvider clock,
    ILogger<CoverageReassessmentJob> log
) : IBackgroundJob
{
    private const int BatchSize = 500;

    /// <summary>
    /// A report may name a time this far ahead of its arrival, so a decision can be recorded at most this long after
    /// the report of something later. It is twice what the intake allows, because nodes' clocks differ too.
    /// </summary>
    private static readonly TimeSpan s_maxLead = ClockSkew.Allowed * 2;

    /// <summary>
    /// How long after a decision a report may have been assessed without it. More than the clocks of two nodes may differ
    /// before the health check says so. Assessing one again that knew the decision changes nothing.
    /// </summary>
    private const double CrossingMinutes = 2;

    private DateTimeOffset? _decisionsCheckedTo;

    public async Task RunAsync(CancellationToken ct)
    {
        foreach (var version in library.Snapshot.Versions)
            await ReassessChangedRulesAsync(version, ct);
        await ReassessAfterDecisionsAsync(ct);
    }

    private async Task ReassessAfterDecisionsAsync(CancellationToken ct)
    {
        // After a start it checks all decisions: the process may have ended between a decision and this job.
        var since = _decisionsCheckedTo ?? DateTimeOffset.MinValue;
        var now = clock.GetInstant();
        await ReassessInBatchesAsync(
            (db, after) => FindAffected(db, ReadAcceptances(db), since, after),
            ReassessmentReason.AcceptanceRecorded,
            ct
        );
        await ReassessInBatchesAsync(
            (db, after) => FindAffected(db, ReadUseDecisions(db), since, after),
            ReassessmentReason.UseDecided,
            ct
        );
        await ReassessInBatchesAsync(
            (db, after) => FindAffected(db, ReadObjectionAnswers(db), since, after),
            ReassessmentReason.UseDecided,
            ct
        );
        _decisionsCheckedTo = now - s_maxLead;
    }

    private static IQueryable<Decision> ReadAcceptances(PortalDbContext db) =>
        db.Acceptances.Select(a => new Decision { WorkerId = a.WorkerId, At = a.AcceptedAt });

    private static IQueryable<Decision> ReadUseDecisions(PortalDbContext db) =>
        db.UseDecisions.Select(d => new Decision { WorkerId = d.WorkerId, At = d.At });

    private static IQueryable<Decision> ReadObjectionAnswers(PortalDbContext db) =>
        db
            .DeniedUseObjections.Where(o => o.AnsweredAt != null)
            .Select(o => new Decision { WorkerId = o.WorkerId, At = o.AnsweredAt!.Value });

    /// <summary>The disclosures that happened after a decision and may have been assessed without it.</summary>
    private static IQueryable<Guid> FindAffected(
        PortalDbContext db,
        IQueryable<Decision> decisions,
        DateTimeOffset since,
        Guid after
    )
    {
        var pairs =
            from decision in decisions
            join disclosure in db.Disclosures on decision.WorkerId equals disclosure.WorkerId
            where decision.At > since && disclosure.Time >= decision.At && disclosure.Id > after
            select new
            {
                decision.At,
                disclosure.Id,
                disclosure.ReceivedAt,
            };
        // On SQLite a decision and a report take their instants under one lock. On PostgreSQL a report that arrived a
        // moment later may have been assessed before the decision was committed, or by a node whose clock is ahead.
        pairs = db.Database.IsNpgsql()
            ? pairs.Where(p => p.ReceivedAt <= p.At.AddMinutes(CrossingMinutes))
            : pairs.Where(p => p.ReceivedAt <= p.At);
        return pairs.Select(p => p.Id).Distinct();
    }

    private async Task ReassessChangedRulesAsync(PolicyVersion version, CancellationToken ct)
    {
        var name = version.Name;
        var rules = CoverageRulesFingerprint.Compute(version);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var known = await db.AssessedVersions.AsNoTracking().SingleOrDefaultAsync(v => v.Version == name, ct);
        if (known?.CoversSha256 == rules)
            return;
        if (known is not null)
        {
            var changed = await ReassessInBatchesAsync(
                (context, after) => context.Disclosures.Where(d => d.Version == name && d.Id > after).Select(d => d.Id),
                ReassessmentReason.ClausesDescribedAnew,
                ct
            );
            log.LogInformation(
                "The coverage rules of version {Version} have changed: {Changed} disclosures have another coverage now.",
                name,
                changed
            );
        }

        // Saved last: a process that ends before this starts again, and what it had reassessed stays the same.
        await db.ExecuteSqlAsync(
            $"""
            INSERT INTO "AssessedVersions" ("Version", "CoversSha256") VALUES ({name}, {rules})
            ON CONFLICT ("Version") DO UPDATE SET "CoversSha256" = excluded."CoversSha256"
            """,
            ct
        );
    }

    /// <param name="query">The ids to reassess that come after the given one.</param>
    /// <returns>How many have changed.</returns>
    private async Task<int> ReassessInBatchesAsync(
        Func<PortalDbContext, Guid, IQueryable<Guid>> query,
        ReassessmentReason reason,
        CancellationToken ct
    )
    {
        var changed = 0;
        var after = Guid.Empty;
        while (true)
        {
            List<Guid> batch;
            await using (var db = await contexts.CreateDbContextAsync(ct))
                batch = await query(db, after).OrderBy(id => id).Take(BatchSize).ToListAsync(ct);
            if (batch.Count > 0)
                changed += await reassessor.ReassessAsync(batch, reason, ct);
            if (batch.Count < BatchSize)
                return changed;
            after = batch[^1];
        }
    }

    /// <summary>Something that a worker decided, or was answered, about what may happen from then on.</summary>
    private sealed class Decision
    {
        public required string WorkerId { get; init; }

        public required DateTimeOffset At { get; init; }
    }
}
