using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Ledger.Records;
using JoinArena.PrivacyPortal.Parties.Connectors;
using JoinArena.PrivacyPortal.Parties.Merging;
using JoinArena.PrivacyPortal.Shell;

namespace JoinArena.PrivacyPortal.Parties;

/// <summary>Who can hold workers' data: announced by JoinArena's systems, and connected and merged by the team.</summary>
public static class PartiesSetup
{
    public static WebApplicationBuilder AddParties(this WebApplicationBuilder builder)
    {
        builder
            .Services.AddSingleton<PartyRegister>()
            .AddSingleton<PartyDirectory>()
            .AddSingleton<PartyMergeService>()
            .AddSingleton(services =>
                RecipeCatalog.Load(PoliciesDirectory.GetPath(services.GetRequiredService<IConfiguration>()))
            )
            .AddSingleton<RecipeCheck>()
            .AddSingleton<ConnectorTestService>()
            .AddSingleton<IOutboxHandler, ConnectorTestHandler>()
            .AddSingleton<IRecordedRowSource, RecordedPartyChanges>()
            .AddNavEntries(new NavEntry("Parties", "/staff/parties", 65, Roles.Staff) { Place = NavPlace.Desk });
        return builder;
    }

    public static WebApplication MapParties(this WebApplication app)
    {
        // Loaded now, so that a malformed recipe stops the start instead of a request.
        _ = app.Services.GetRequiredService<RecipeCatalog>();
        app.MapPartyApi();
        return app;
    }
}
