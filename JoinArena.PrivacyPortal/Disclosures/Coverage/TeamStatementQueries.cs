using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures.Coverage;

/// <summary>The team's statements about uncovered disclosures, for the workers concerned.</summary>
public sealed class TeamStatementQueries(IDbContextFactory<PortalDbContext> contexts)
{
    private const int MaxDisclosures = 200;

    /// <summary>The statements about one disclosure; empty where it was allowed.</summary>
    public async Task<IReadOnlyList<TeamStatement>> ListForDisclosureAsync(
        DisclosureView disclosure,
        CancellationToken ct
    )
    {
        if (disclosure.CoverageStatus.IsAllowed())
            return [];
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await FindAsync(
            db,
            [
                .. disclosure
                    .Items.Where(i => i.Clause is null)
                    .Select(i => (disclosure.PartyId, disclosure.Purpose, i.Category)),
            ],
            ct
        );
    }

    /// <summary>The statements about the worker's latest uncovered disclosures.</summary>
    public async Task<IReadOnlyList<TeamStatement>> ListForWorkerAsync(string workerId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var latest = await db
            .Disclosures.AsNoTracking()
            .Where(d => d.WorkerId == workerId)
            .Uncovered()
            .NewestFirst()
            .Take(MaxDisclosures)
            .Select(d => new
            {
                d.PartyId,
                d.Purpose,
                Kinds = d.Items.Where(i => i.Clause == null).Select(i => i.Category).ToList(),
            })
            .ToListAsync(ct);
        return await FindAsync(
            db,
            [.. latest.SelectMany(d => d.Kinds.Select(kind => (d.PartyId, d.Purpose, kind)))],
            ct
        );
    }

    private static async Task<IReadOnlyList<TeamStatement>> FindAsync(
        PortalDbContext db,
        HashSet<(string Party, Purpose Purpose, DataCategory Category)> causes,
        CancellationToken ct
    )
    {
        if (causes.Count == 0)
            return [];
        List<string> parties = [.. causes.Select(c => c.Party).Distinct(StringComparer.Ordinal)];
        var statements = await (
            from c in db.CoverageIncidents.AsNoTracking()
            where parties.Contains(c.PartyId) && (c.Statement != null || c.State == CoverageIncidentState.Fixed)
            join party in db.Parties on c.PartyId equals party.Id
            orderby c.LastAt descending, c.Id
            select new
            {
                c.PartyId,
                Statement = new TeamStatement(party.Name, c.Purpose, c.Category, c.State, c.StateAt, c.Statement),
            }
        ).ToListAsync(ct);
        return
        [
            .. statements
                .Where(s => causes.Contains((s.PartyId, s.Statement.Purpose, s.Statement.Category)))
                .Select(s => s.Statement),
        ];
    }
}

/// <summary>The team's statement about one cause of uncovered disclosures.</summary>
/// <param name="At">When the incident got its state.</param>
/// <param name="Text">In the team's words; null where it was fixed without a statement.</param>
public sealed record TeamStatement(
    string PartyName,
    Purpose Purpose,
    DataCategory Category,
    CoverageIncidentState State,
    DateTimeOffset At,
    string? Text
);
