using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Policies;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Acceptance.Uses;

/// <summary>Reads which uses of their data workers have stopped.</summary>
public sealed class UseQueries(
    IDbContextFactory<PortalDbContext> contexts,
    AcceptanceQueries acceptances,
    PolicyLibrary library,
    TimeProvider clock
)
{
    /// <summary>The worker's decisions, newest first.</summary>
    public async Task<IReadOnlyList<UseDecision>> ListDecisionsAsync(string workerId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db
            .UseDecisions.AsNoTracking()
            .Where(d => d.WorkerId == workerId)
            .OrderByDescending(d => d.Number)
            .ToListAsync(ct);
    }

    /// <summary>One decision of this worker; null if there is none with this id or it is another worker's.</summary>
    public async Task<UseDecision?> FindDecisionAsync(string workerId, Guid id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.UseDecisions.AsNoTracking().SingleOrDefaultAsync(d => d.WorkerId == workerId && d.Id == id, ct);
    }

    /// <summary>The uses that the clauses of a version describe, and which of them the worker has stopped.</summary>
    /// <param name="version">Null for the version the worker has accepted, or the current one if they accepted none.</param>
    public async Task<IReadOnlyList<ClauseUse>> ListUsesAsync(
        string workerId,
        PolicyVersion? version,
        CancellationToken ct
    )
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var (accepted, stopped) = await GetAllowedNowAsync(db, workerId, ct);
        version ??= accepted ?? library.GetCurrent(clock.GetInstant());
        return [.. version.Clauses.Where(c => c.DescribesUse).Select(c => ClauseUse.Create(version, c, stopped))];
    }

    /// <summary>
    /// One use, from the version the worker has accepted, else the current one, else the latest one that describes it;
    /// null if no version does.
    /// </summary>
    public async Task<ClauseUse?> FindUseAsync(string workerId, string clauseId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await FindUseAsync(db, workerId, clauseId, ct);
    }

    /// <inheritdoc cref="FindUseAsync(string, string, CancellationToken)"/>
    /// <param name="db">In the caller's transaction.</param>
    internal async Task<ClauseUse?> FindUseAsync(
        PortalDbContext db,
        string workerId,
        string clauseId,
        CancellationToken ct
    )
    {
        var (accepted, stopped) = await GetAllowedNowAsync(db, workerId, ct);
        var policies = library.Snapshot;
        PolicyVersion?[] versions = [accepted, policies.GetCurrent(clock.GetInstant()), .. policies.Versions.Reverse()];
        return versions
            .OfType<PolicyVersion>()
            .Select(v => v.FindClause(clauseId) is { DescribesUse: true } c ? ClauseUse.Create(v, c, stopped) : null)
            .FirstOrDefault(use => use is not null);
    }

    /// <summary>True if a stop of one of these clauses is a stop of the other.</summary>
    internal bool AreRelated(string clauseId, string otherId) =>
        library.Snapshot.Succession.AreRelated(clauseId, otherId);

    private async Task<AllowedUses> GetAllowedNowAsync(PortalDbContext db, string workerId, CancellationToken ct) =>
        (await acceptances.GetHistoryAsync(db, [workerId], ct)).GetAllowedAt(workerId, clock.GetInstant());
}
