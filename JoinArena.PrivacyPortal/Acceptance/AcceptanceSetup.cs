namespace JoinArena.PrivacyPortal.Acceptance;

/// <summary>Accepting a version, and the proof of it.</summary>
public static class AcceptanceSetup
{
    public static WebApplicationBuilder AddAcceptance(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<AcceptanceBook>();
        return builder;
    }
}
