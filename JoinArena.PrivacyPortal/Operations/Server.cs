using System.Net;
using System.Net.Sockets;
using JoinArena.PrivacyPortal.Account;
using JoinArena.PrivacyPortal.Account.Oidc;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.KeyProtection;
using JoinArena.PrivacyPortal.Data.Settings;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Operations.Demo;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Policies.Publishing;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace JoinArena.PrivacyPortal.Operations;

/// <summary>
/// Starts the server: migrates the database, checks that the policy texts are those served before, loads the demo if it
/// is on, listens, and prints the address.
/// </summary>
internal static class Server
{
    /// <summary>Serves until the process is stopped; requests and jobs in progress are finished first.</summary>
    public static async Task<int> ServeAsync(
        Func<string[], WebApplication> compose,
        Action<WebApplication> map,
        string[] args,
        CancellationToken ct
    )
    {
        await using var app = compose(args);
        Console.WriteLine("Opening the database; a new one takes a few seconds …");
        app.Services.GetRequiredService<DataDirectory>().EnsureWritable();
        var reading = Task.Run(() => ReadFiles(app.Services), ct);
        if (!await PrepareDatabaseAsync(app, ct))
            return CommandLine.Done;
        // What is wrong with them is said by the mapping, which reads them again.
        await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        app.Services.GetRequiredService<MasterKeyRing>().Open();
        map(app);
        await app.Services.GetRequiredService<PolicyReloadJob>().RecordServedTextsAsync(ct);
        var demo = app.Services.GetRequiredService<IOptions<DemoOptions>>().Value.Enabled;
        if (demo)
        {
            Console.WriteLine("Loading the demo data; the first time takes up to a minute …");
            await app.Services.GetRequiredService<DemoData>().LoadAsync(ct);
        }
        else
        {
            await app.Services.GetRequiredService<DemoData>().ReportClosedAccountsAsync(ct);
        }

        await StartListeningAsync(app, ct);
        PrintAddress(app, demo);
        await app.WaitForShutdownAsync(ct);
        return CommandLine.Done;
    }

    private static async Task StartListeningAsync(WebApplication app, CancellationToken ct)
    {
        try
        {
            await app.StartAsync(ct);
        }
        catch (IOException fault) when (fault.InnerException is AddressInUseException)
        {
            throw CannotListen($"another program uses this address ({fault.Message})", fault);
        }
        // An address that is not valid, one of another machine, or a port that this user may not open.
        catch (Exception fault) when (fault is FormatException or SocketException)
        {
            throw CannotListen($"the portal cannot listen there ({fault.Message})", fault);
        }
        // The listener of /metrics.
        catch (HttpListenerException fault)
        {
            var setting = app.Configuration["Portal:Metrics:Url"];
            throw new ConfigurationException(
                ConfigurationException
                    .ForSetting(
                        "Portal__Metrics__Url",
                        $"the portal cannot listen at '{setting}' ({fault.Message})",
                        "http://localhost:9465"
                    )
                    .Message,
                fault
            );
        }
    }

    // Policies and laws take a third of the time that the database takes to open, and neither needs the other.
    private static void ReadFiles(IServiceProvider services)
    {
        services.GetRequiredService<PolicyLibrary>();
        services.GetRequiredService<DeadlineRules>();
    }

    // False if the process was told to stop while it waited for another node to migrate.
    private static async Task<bool> PrepareDatabaseAsync(WebApplication app, CancellationToken ct)
    {
        var migrator = app.Services.GetRequiredService<Migrator>();
        if (app.Configuration.GetValue("Portal:Database:Migrate", MigrationMode.Apply) is MigrationMode.Wait)
            return await WaitingServer.WaitAsync(migrator, app.Configuration, ct);
        await migrator.MigrateAsync(ct);
        return true;
    }

    private static ConfigurationException CannotListen(string wrong, Exception fault) =>
        new(ConfigurationException.ForSetting("ASPNETCORE_URLS", wrong, "http://localhost:5081").Message, fault);

    private static void PrintAddress(WebApplication app, bool demo)
    {
        Console.WriteLine($"The portal is at {string.Join(" and ", app.Urls)}");
        var provider = app.Services.GetRequiredService<OidcProvider>();
        if (provider.IsDemo)
            Console.WriteLine("\"Continue with JoinArena\" leads to a page that stands in for JoinArena's sign-in.");
        if (!demo || provider.IsOnly)
            return;
        Console.WriteLine($"Demo sign-ins, all with the password {DemoAccounts.Password}:");
        foreach (var one in DemoAccounts.SignIns)
            Console.WriteLine($"  {one.Email, -22} {one.Description}");
    }
}
