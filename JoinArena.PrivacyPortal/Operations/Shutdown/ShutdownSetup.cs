using Microsoft.Extensions.DependencyInjection.Extensions;

namespace JoinArena.PrivacyPortal.Operations.Shutdown;

/// <summary>How the process stops.</summary>
internal static class ShutdownSetup
{
    public static void AddShutdown(this WebApplicationBuilder builder)
    {
        var section = builder.Configuration.GetSection("Portal:Shutdown");
        builder.Services.Configure<ShutdownOptions>(section);
        builder.Services.Configure<HostOptions>(host =>
            host.ShutdownTimeout = TimeSpan.FromSeconds(
                section.GetValue(nameof(ShutdownOptions.TimeoutSeconds), new ShutdownOptions().TimeoutSeconds)
            )
        );
        builder.Services.AddSingleton<ShutdownState>();
        builder.Services.AddHealthChecks().AddCheck<ShutdownState>("node");
        // What tells systemd that the portal is ready; nothing where systemd has not started it.
        builder.Services.AddSystemd();
        builder.Services.RemoveAll<IHostLifetime>();
        builder.Services.AddSingleton<IHostLifetime, DrainingLifetime>();
    }
}
