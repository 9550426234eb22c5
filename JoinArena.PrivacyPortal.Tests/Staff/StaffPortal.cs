using JoinArena.PrivacyPortal.Disclosures.Coverage;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Staff;

/// <summary>A portal for tests of staff pages. It may call this machine.</summary>
public sealed class StaffPortal : Portal
{
    /// <summary>A worker whose salary expectation went to a party that no clause allows, and the id of that party.</summary>
    public async Task<(GivenWorker Worker, string Party)> CreateUncoveredDisclosureAsync(string name = "Photos")
    {
        var worker = await SetUpAsync(Given.Worker().WhoAccepted("1.0"));
        var party = $"p-{Guid.NewGuid():N}";
        var api = await CreateApiClientAsync();
        await api.PutPartyAsync(party, name, "image-api");
        await api.DiscloseAsync(Given.Disclosure(worker.Id, party, "photo-generation", "salary-expectation"));
        await CountUncoveredAsync();
        return (worker, party);
    }

    /// <summary>Runs what the portal's background jobs do every few seconds.</summary>
    public Task CountUncoveredAsync() => Services.GetRequiredService<CoverageIncidentCounter>().CountAsync(default);

    protected override void Configure(IDictionary<string, string> settings)
    {
        base.Configure(settings);
        settings["Portal:Connectors:AllowPrivateNetworks"] = "true";
    }
}
