using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Shell;

namespace JoinArena.PrivacyPortal.Acceptance;

/// <summary>Accepting a version, and the proof of it.</summary>
public static class AcceptanceSetup
{
    public static WebApplicationBuilder AddAcceptance(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<AcceptanceBook>().AddSingleton<AcceptanceDesk>()
            .AddSingleton<IPolicyStanding, AcceptanceStanding>()
            .AddSingleton<IAttention, AcceptanceAttention>()
            .AddNav(new NavEntry("What you accepted", "/acceptances", 10, Roles.Worker) { Place = NavPlace.Footer });
        return builder;
    }

    public static WebApplication MapAcceptance(this WebApplication app)
    {
        app.MapAcceptanceApi();
        return app;
    }
}
