using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Operations.Demo;
using JoinArena.PrivacyPortal.Policies.Publishing;
using JoinArena.PrivacyPortal.Shell;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace JoinArena.PrivacyPortal.Operations;

/// <summary>
/// Serving: migrate, see that the policy is the one served before, load the demo where it is wanted, listen, say where.
/// </summary>
internal static class Server
{
    /// <summary>Serves until the process is told to stop; then requests and jobs under way are finished.</summary>
    public static async Task<int> ServeAsync(Func<string[], WebApplication> build, string[] args, CancellationToken ct)
    {
        await using var app = build(args);
        await app.Services.GetRequiredService<Migrator>().MigrateAsync(ct);
        await app.Services.GetRequiredService<PolicyReloadJob>().RecordServedTextsAsync(ct);
        var demo = app.Services.GetRequiredService<IOptions<DemoOptions>>().Value.Enabled;
        if (demo)
            await app.Services.GetRequiredService<DemoData>().LoadAsync(ct);
        try
        {
            await app.StartAsync(ct);
        }
        catch (IOException fault) when (fault.InnerException is AddressInUseException)
        {
            throw new ConfigurationException(
                ConfigurationException
                    .ForSetting("ASPNETCORE_URLS", $"the address is in use ({fault.Message})", "http://localhost:5081")
                    .Message,
                fault
            );
        }

        Greet(app, demo);
        await app.WaitForShutdownAsync(ct);
        return CommandLine.Done;
    }

    private static void Greet(WebApplication app, bool demo)
    {
        Console.WriteLine($"The portal is at {string.Join(" and ", app.Urls)}");
        if (!demo)
            return;
        Console.WriteLine($"Demo sign-ins, all with the password {DemoData.Password}:");
        foreach (var (email, what) in DemoData.SignIns)
            Console.WriteLine($"  {email, -22} {what}");
    }
}
