using JoinArena.PrivacyPortal.Acceptance.AcceptanceReport;
using JoinArena.PrivacyPortal.Acceptance.Handoff;
using JoinArena.PrivacyPortal.Acceptance.Receipts;
using JoinArena.PrivacyPortal.Acceptance.Reminders;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data.BackgroundJobs;
using JoinArena.PrivacyPortal.Ledger.Proofs;
using JoinArena.PrivacyPortal.Policies.Reading;
using JoinArena.PrivacyPortal.Shell;

namespace JoinArena.PrivacyPortal.Acceptance;

/// <summary>Accepting a version, and the proof of it.</summary>
public static class AcceptanceSetup
{
    public static WebApplicationBuilder AddAcceptance(this WebApplicationBuilder builder)
    {
        var origins = ReturnOrigins.From(builder.Configuration);
        builder.Services.AddSingleton<AcceptanceBook>().AddSingleton<AcceptanceDesk>().AddSingleton<ReceiptIssuer>()
            .AddSingleton(origins).AddSingleton<ReturnDesk>().AddSingleton(new FormTargets([.. origins.Origins]))
            .AddSingleton<IPolicyStanding, AcceptanceStanding>()
            .AddSingleton<IAttention, AcceptanceAttention>()
            .AddSingleton<AcceptanceUptake>()
            .AddSingleton<VersionNews>().AddSweep<NoticeSweep>(every: TimeSpan.FromMinutes(1))
            .AddSweep<ReminderSweep>(every: TimeSpan.FromMinutes(10))
            .AddNav(
                new NavEntry("What you accepted", "/acceptances", 10, Roles.Worker) { Place = NavPlace.Footer },
                new NavEntry("Acceptances", "/staff/acceptances", 68, Roles.Staff) { Place = NavPlace.Desk });
        return builder;
    }

    public static WebApplication MapAcceptance(this WebApplication app)
    {
        app.MapAcceptanceApi();
        app.MapExchangeApi();
        app.MapReceiptFiles();
        app.MapUptakeFile();
        app.MapProof("/acceptances/{id:guid}/proof", "acceptance");
        return app;
    }
}
