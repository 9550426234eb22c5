using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Account;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Settings;
using JoinArena.PrivacyPortal.Deletion;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Operations;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Staff;
using JoinArena.PrivacyPortal.Workers;

return await new CommandLine(Compose, Map).RunAsync(args);

/// <summary>The program; public so that tests can host it.</summary>
public partial class Program
{
    /// <summary>Composes the portal's services from arguments and settings. Nothing is started.</summary>
    internal static WebApplication Compose(string[] args)
    {
        var builder = CreateBuilder(args);
        var app = builder.Build();
        app.UseData();
        return app;
    }

    /// <summary>Registers the services of every slice, as the settings say.</summary>
    internal static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = WebApplication.CreateBuilder(ContentRoot.CreateOptions(args));
        builder.AddData();
        builder.AddAccess();
        builder.AddShell();
        builder.AddLedger();
        builder.AddPolicies();
        builder.AddJurisdictions();
        builder.AddWorkers();
        builder.AddNotifications();
        builder.AddAccount();
        builder.AddAcceptance();
        builder.AddParties();
        builder.AddDisclosures();
        builder.AddDeletion();
        builder.AddStaff();
        builder.AddOperations();
        return builder;
    }

    /// <summary>Maps the endpoints. It loads all policy texts and deletion rules, so other commands than the server do without.</summary>
    internal static void Map(WebApplication app)
    {
        app.UseShell();
        app.MapShell();
        app.MapLedger();
        app.MapPolicies();
        app.MapJurisdictions();
        app.MapWorkers();
        app.MapAccount();
        app.MapAcceptance();
        app.MapParties();
        app.MapDisclosures();
        app.MapDeletion();
        app.MapStaff();
        app.MapOperations();
    }
}
