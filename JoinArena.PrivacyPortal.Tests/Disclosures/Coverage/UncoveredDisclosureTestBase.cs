using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures.Coverage;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Disclosures.Coverage;

/// <summary>Uncovered disclosures, how the team counts them and what it decides.</summary>
public abstract class UncoveredDisclosureTestBase
{
    protected const string Officer = "officer@joinarena.example";
    private protected DisclosureFixture Fixture { get; }
    protected CoverageIncidentService Incidents { get; }
    protected CoverageIncidentCounter Counter { get; }

    protected UncoveredDisclosureTestBase(TestDatabase database)
    {
        Fixture = new(database);
        Incidents = new(Fixture.Contexts, Fixture.Clock);
        Counter = new(Fixture.Contexts, Fixture.Clock);
    }

    protected Task<Result<Guid, CoverageIncidentError>> DecideAsync(
        CoverageIncident on,
        CoverageIncidentState state,
        string? note = null,
        string? owner = null
    ) => Incidents.DecideAsync(on.Id, new(state, owner, note, on.Revision), Officer, [Officer], default);

    protected async Task<List<CoverageIncident>> ListIncidentsAsync(string party)
    {
        await using var db = await Fixture.Contexts.CreateDbContextAsync();
        return await db.CoverageIncidents.AsNoTracking().Where(c => c.PartyId == party).ToListAsync();
    }

    protected async Task<List<CoverageIncidentEventKind>> HistoryAsync(Guid id) =>
        [.. (await Incidents.FindAsync(id, default))!.History.Select(e => e.Kind)];
}
