using JoinArena.PrivacyPortal.Acceptance.Receipts;
using JoinArena.PrivacyPortal.Acceptance.Uses;
using JoinArena.PrivacyPortal.Acceptance.Uses.Objections;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Policies;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Acceptance;

/// <summary>Reads what workers have accepted.</summary>
public sealed class AcceptanceQueries(IDbContextFactory<PortalDbContext> contexts, PolicyLibrary library)
{
    /// <summary>What these workers accepted and stopped and when, read in the caller's transaction.</summary>
    public async Task<AcceptanceHistory> GetHistoryAsync(
        PortalDbContext db,
        IReadOnlyCollection<string> workers,
        CancellationToken ct
    )
    {
        var rows = await db
            .Acceptances.AsNoTracking()
            .Where(a => EF.Parameter(workers).Contains(a.WorkerId))
            .OrderByDescending(a => a.AcceptedAt)
            .Select(a => new
            {
                a.WorkerId,
                a.Version,
                a.AcceptedAt,
            })
            .ToListAsync(ct);
        var denied = db.DeniedUseObjections;
        var decisions = await db
            .UseDecisions.AsNoTracking()
            .Where(d => EF.Parameter(workers).Contains(d.WorkerId))
            .OrderByDescending(d => d.Number)
            .Select(d => new
            {
                d.WorkerId,
                Choice = new UseChoice(d.ClauseId, d.Recipient, d.Kind, d.At)
                {
                    DecisionId = d.Id,
                    DeniedAt = denied.Where(o => o.DecisionId == d.Id).Select(o => o.AnsweredAt).FirstOrDefault(),
                },
            })
            .ToListAsync(ct);
        var history = CreateHistory();
        foreach (var row in rows)
            history.Add(row.WorkerId, row.Version, row.AcceptedAt);
        foreach (var decision in decisions)
            history.Add(decision.WorkerId, decision.Choice);
        return history;
    }

    /// <summary>An empty history, for the intake, which fills it in its own fast way.</summary>
    internal AcceptanceHistory CreateHistory() => new(library);

    /// <summary>
    /// The last version the worker had accepted at that instant, or null before the first acceptance.
    /// </summary>
    public async Task<PolicyVersion?> FindVersionAcceptedAtAsync(
        string workerId,
        DateTimeOffset instant,
        CancellationToken ct
    )
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return (await GetHistoryAsync(db, [workerId], ct)).FindAcceptedAt(workerId, instant);
    }

    /// <summary>The worker's acceptances, newest first.</summary>
    public async Task<IReadOnlyList<PolicyAcceptance>> GetAcceptancesAsync(string workerId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db
            .Acceptances.AsNoTracking()
            .Where(a => a.WorkerId == workerId)
            .OrderByDescending(a => a.AcceptedAt)
            .ToListAsync(ct);
    }

    /// <summary>The worker's acceptance compared with the version in force.</summary>
    public async Task<AcceptanceOverview> GetOverviewAsync(string workerId, DateTimeOffset now, CancellationToken ct) =>
        AcceptanceOverview.Create(library, await GetAcceptancesAsync(workerId, ct), now);

    /// <summary>
    /// One acceptance of this worker, or null if there is none with this id or it is another worker's.
    /// </summary>
    public async Task<PolicyAcceptance?> FindAsync(string workerId, Guid id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Acceptances.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id && a.WorkerId == workerId, ct);
    }

    /// <summary>
    /// The receipt of one acceptance of this worker, or null if there is none or it is another worker's.
    /// </summary>
    public async Task<AcceptanceReceipt?> FindReceiptAsync(string workerId, Guid id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await (
            from receipt in db.AcceptanceReceipts
            join acceptance in db.Acceptances on receipt.AcceptanceId equals acceptance.Id
            where acceptance.Id == id && acceptance.WorkerId == workerId
            select receipt
        )
            .AsNoTracking()
            .SingleOrDefaultAsync(ct);
    }
}
