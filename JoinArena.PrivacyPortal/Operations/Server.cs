using JoinArena.PrivacyPortal.Data;
using Microsoft.AspNetCore.Connections;

namespace JoinArena.PrivacyPortal.Operations;

/// <summary>Serving: migrate, load the demo where it is wanted, listen, say where.</summary>
internal static class Server
{
    /// <summary>Serves until the process is told to stop; then requests and jobs under way are finished.</summary>
    public static async Task<int> ServeAsync(Func<string[], WebApplication> build, string[] args, CancellationToken ct)
    {
        await using var app = build(args);
        await app.Services.GetRequiredService<Migrator>().MigrateAsync(ct);
        try
        {
            await app.StartAsync(ct);
        }
        catch (IOException fault) when (fault.InnerException is AddressInUseException)
        {
            throw new ConfigurationException(ConfigurationException.Of("ASPNETCORE_URLS", $"the address is in use ({fault.Message})", "http://localhost:5081").Message, fault);
        }

        Console.WriteLine($"The portal is at {string.Join(" and ", app.Urls)}");
        await app.WaitForShutdownAsync(ct);
        return CommandLine.Done;
    }
}
