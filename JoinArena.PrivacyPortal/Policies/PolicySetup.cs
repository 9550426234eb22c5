using JoinArena.PrivacyPortal.Shell;

namespace JoinArena.PrivacyPortal.Policies;

/// <summary>The policy: its versions, what they cover, and the pages and files that show them.</summary>
public static class PolicySetup
{
    public static WebApplicationBuilder AddPolicies(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(services => PolicyLibrary.Load(DirectoryOf(services.GetRequiredService<IConfiguration>())))
            .AddNav(new NavEntry("Policy", "/policy", 10));
        return builder;
    }

    public static WebApplication MapPolicies(this WebApplication app)
    {
        // Read now: a wrong file stops the start, not somebody's page.
        _ = app.Services.GetRequiredService<PolicyLibrary>();
        app.MapPolicyFiles();
        app.MapPolicyChoices();
        return app;
    }

    /// <summary>The policies folder that is configured: <c>policies</c> beside the program unless <c>Portal:PoliciesDirectory</c> names another.</summary>
    public static string DirectoryOf(IConfiguration configuration) =>
        configuration["Portal:PoliciesDirectory"] is { Length: > 0 } named ? Path.GetFullPath(named) : Path.Combine(AppContext.BaseDirectory, "policies");
}
