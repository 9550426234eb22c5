using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures.Coverage;

/// <summary>What the team has said about what no clause covers, for the workers concerned.</summary>
public sealed class TeamStatementQueries(IDbContextFactory<PortalDbContext> contexts)
{
    private const int MostEntries = 200;

    /// <summary>What it has said about one entry.</summary>
    public async Task<IReadOnlyList<TeamStatement>> ListForDisclosureAsync(DisclosureView entry, CancellationToken ct)
    {
        if (entry.CoverageStatus.IsAllowed())
            return [];
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await FindAsync(
            db,
            [.. entry.Items.Where(i => i.Clause is null).Select(i => (entry.PartyId, entry.Purpose, i.Category))],
            ct
        );
    }

    /// <summary>What it has said about the worker's latest uncovered entries.</summary>
    public async Task<IReadOnlyList<TeamStatement>> ListForWorkerAsync(string workerId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var latest = await db
            .Disclosures.AsNoTracking()
            .Where(d => d.WorkerId == workerId)
            .Uncovered()
            .NewestFirst()
            .Take(MostEntries)
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
        var said = await (
            from c in db.CoverageIncidents.AsNoTracking()
            where parties.Contains(c.PartyId) && (c.Statement != null || c.State == CoverageIncidentState.Fixed)
            join party in db.Parties on c.PartyId equals party.Id
            orderby c.LastAt descending, c.Id
            select new
            {
                c.PartyId,
                Note = new TeamStatement(party.Name, c.Purpose, c.Category, c.State, c.StateAt, c.Statement),
            }
        ).ToListAsync(ct);
        return [.. said.Where(s => causes.Contains((s.PartyId, s.Note.Purpose, s.Note.Category))).Select(s => s.Note)];
    }
}

/// <summary>What the team has said about one kind of uncovered disclosure.</summary>
/// <param name="At">Since when it stands so.</param>
/// <param name="Text">In the team's words; null where it has only fixed it.</param>
public sealed record TeamStatement(
    string PartyName,
    Purpose Purpose,
    DataCategory Category,
    CoverageIncidentState State,
    DateTimeOffset At,
    string? Text
);
