using JoinArena.PrivacyPortal.Data;

namespace JoinArena.PrivacyPortal.Jurisdictions;

/// <summary>Which law applies where: the reviewed rules, and the deadlines they give.</summary>
public static class JurisdictionsSetup
{
    public static WebApplicationBuilder AddJurisdictions(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(services => Load(services.GetRequiredService<IConfiguration>()));
        return builder;
    }

    /// <summary>Reads the rules from where the settings say, for a portal that acts where they say.</summary>
    /// <exception cref="ConfigurationException">A file is malformed, or a setting names nothing that exists.</exception>
    public static DeadlineRules Load(IConfiguration configuration) =>
        DeadlineRules.Load(PoliciesDirectory.GetPath(configuration), configuration["Portal:Deletion:ActsIn"]);

    public static WebApplication MapJurisdictions(this WebApplication app)
    {
        // Read at start, so that a faulty file stops the start and not a page.
        _ = app.Services.GetRequiredService<DeadlineRules>();
        return app;
    }
}
