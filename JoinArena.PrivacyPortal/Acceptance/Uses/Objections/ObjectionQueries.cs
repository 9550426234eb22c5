using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Acceptance.Uses.Objections;

/// <summary>Reads the stops that the law has JoinArena weigh.</summary>
public sealed class ObjectionQueries(
    IDbContextFactory<PortalDbContext> contexts,
    DeadlineRules rules,
    TimeProvider clock
)
{
    /// <summary>The objection that a stop of this worker is; null if their law weighs none, or there is no such stop.</summary>
    public async Task<UseObjection?> FindAsync(string workerId, Guid decisionId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db
            .UseObjections.AsNoTracking()
            .SingleOrDefaultAsync(o => o.WorkerId == workerId && o.DecisionId == decisionId, ct);
    }

    /// <summary>Where the worker can complain about an answer; null if the rules no longer contain its law.</summary>
    public async Task<Remedy?> FindRemedyAsync(UseObjection objection, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var residence = await db
            .Workers.Where(w => w.Id == objection.WorkerId)
            .Select(w => w.Jurisdiction)
            .SingleOrDefaultAsync(ct);
        return rules.FindRemedy(residence, objection.Law);
    }

    /// <summary>The objections of a worker, newest first.</summary>
    public async Task<IReadOnlyList<UseObjection>> ListAsync(string workerId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db
            .UseObjections.AsNoTracking()
            .Where(o => o.WorkerId == workerId)
            .OrderByDescending(o => o.ReceivedAt)
            .ToListAsync(ct);
    }

    /// <summary>By when a stop of this use would be answered if the worker stopped it now; null if nothing weighs it.</summary>
    public async Task<ObjectionDeadline?> FindDeadlineAsync(string workerId, Clause clause, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var jurisdiction = await db
            .Workers.Where(w => w.Id == workerId)
            .Select(w => w.Jurisdiction)
            .SingleOrDefaultAsync(ct);
        return jurisdiction is null ? null : ComputeDeadline(rules, clause, jurisdiction, clock.GetInstant());
    }

    /// <summary>
    /// By when a stop must be answered. Consent that is withdrawn is not weighed: there is nothing to answer (GDPR 7(3)).
    /// </summary>
    internal static ObjectionDeadline? ComputeDeadline(
        DeadlineRules rules,
        Clause clause,
        string jurisdiction,
        DateTimeOffset at
    ) => clause.Basis is LegalBasis.Consent ? null : rules.ComputeObjectionDeadline(jurisdiction, at);
}
