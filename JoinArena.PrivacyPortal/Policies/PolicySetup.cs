using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.BackgroundJobs;
using JoinArena.PrivacyPortal.Data.Settings;
using JoinArena.PrivacyPortal.Policies.Loading;
using JoinArena.PrivacyPortal.Policies.Publishing;
using JoinArena.PrivacyPortal.Policies.Reading;
using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Shell.PageCache;
using Microsoft.Extensions.Options;

namespace JoinArena.PrivacyPortal.Policies;

/// <summary>The policy versions, what they cover, and the pages and files that show them.</summary>
public static class PolicySetup
{
    public static WebApplicationBuilder AddPolicies(this WebApplicationBuilder builder)
    {
        builder
            .Services.AddSingleton(services => CreateSource(services, builder.Configuration))
            .AddSingleton(services => PolicyLibrary.Load(services.GetRequiredService<PolicySource>()))
            .AddSingleton<FirstServedTextStore>()
            .AddSingleton<IHomeCardSource, UpcomingPolicyHomeCards>()
            .AddSingleton<IPublicCacheVersion, PolicyPublicCacheVersion>()
            .AddBackgroundJob<PolicyReloadJob>(every: TimeSpan.FromSeconds(1))
            .AddNavEntries(new NavEntry("Policy", "/policy", 10))
            .AddHealthChecks()
            .AddCheck<PolicyHealthCheck>("policies");
        return builder;
    }

    public static WebApplication MapPolicies(this WebApplication app)
    {
        // Loaded now, so that a wrong file stops the start rather than a page.
        _ = app.Services.GetRequiredService<PolicyLibrary>();
        app.MapPolicyFilesApi();
        app.MapPolicyFeedsApi();
        app.MapPolicyFormRedirects();
        return app;
    }

    /// <summary>The folder in which a demo keeps its example versions.</summary>
    public static string GetExamplesDirectory(DataDirectory directory) =>
        Path.Combine(directory.Path, "policies-example");

    private static PolicySource CreateSource(IServiceProvider services, IConfiguration configuration)
    {
        var isDemo = services.GetService<IOptions<DemoOptions>>()?.Value.Enabled is true;
        return new PolicySource(
            PoliciesDirectory.GetPath(configuration),
            isDemo && services.GetService<DataDirectory>() is { } directory ? GetExamplesDirectory(directory) : null,
            isDemo
        );
    }
}
