using JoinArena.PrivacyPortal.Data;

namespace JoinArena.PrivacyPortal.Jurisdictions;

/// <summary>Which law applies where: the reviewed rules, and the deadlines they give.</summary>
public static class JurisdictionsSetup
{
    public static WebApplicationBuilder AddJurisdictions(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(services =>
            DeadlineRules.Load(PoliciesDirectory.GetPath(services.GetRequiredService<IConfiguration>()))
        );
        return builder;
    }

    public static WebApplication MapJurisdictions(this WebApplication app)
    {
        // Read at start, so that a faulty file stops the start and not a page.
        _ = app.Services.GetRequiredService<DeadlineRules>();
        return app;
    }
}
