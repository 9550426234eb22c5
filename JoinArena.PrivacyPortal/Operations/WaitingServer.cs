using JoinArena.PrivacyPortal.Data;

namespace JoinArena.PrivacyPortal.Operations;

/// <summary>
/// Answers in place of the portal while the database does not have its schema yet: it is alive, it is not ready, and a
/// visitor is told to come back.
/// </summary>
internal static class WaitingServer
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(1);
    private const string RetryAfter = "5";

    /// <summary>Waits until the database has this program's schema.</summary>
    /// <returns>False if the process was told to stop before.</returns>
    /// <exception cref="ConfigurationException">
    /// The database cannot be opened, or another version of this program has changed it.
    /// </exception>
    public static async Task<bool> WaitAsync(Migrator migrator, IConfiguration configuration, CancellationToken ct)
    {
        if (await migrator.IsCurrentAsync(ct))
            return true;
        Console.WriteLine(
            "The database does not have this version's schema yet; waiting for another node to migrate it …"
        );
        await using var app = Create(configuration);
        await app.StartAsync(ct);
        var isCurrent = false;
        using var timer = new PeriodicTimer(s_interval);
        while (!isCurrent && !app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            await timer.WaitForNextTickAsync(ct);
            isCurrent = await migrator.IsCurrentAsync(ct);
        }

        await app.StopAsync(ct);
        return isCurrent;
    }

    private static WebApplication Create(IConfiguration configuration)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        if (configuration["urls"] is { Length: > 0 } urls)
            builder.WebHost.UseUrls(urls);
        var app = builder.Build();
        app.MapFallback(http =>
        {
            // Under a path, the probe asks below it.
            if (http.Request.Path.Value?.EndsWith("/health/live", StringComparison.Ordinal) is true)
                return http.Response.WriteAsync("Healthy", http.RequestAborted);
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            http.Response.Headers.RetryAfter = RetryAfter;
            http.Response.ContentType = "text/plain; charset=utf-8";
            return http.Response.WriteAsync(
                "Unhealthy\ndatabase: waits for its schema\nThe portal is being updated. Please try again in a minute.\n",
                http.RequestAborted
            );
        });
        return app;
    }
}
