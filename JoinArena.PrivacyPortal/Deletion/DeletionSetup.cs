using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data.BackgroundJobs;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Deletion.Casework;
using JoinArena.PrivacyPortal.Deletion.Casework.DeadlineAlerts;
using JoinArena.PrivacyPortal.Deletion.Casework.Decisions;
using JoinArena.PrivacyPortal.Deletion.Casework.Holds;
using JoinArena.PrivacyPortal.Deletion.Casework.Messages;
using JoinArena.PrivacyPortal.Deletion.Casework.Queue;
using JoinArena.PrivacyPortal.Deletion.Certificates;
using JoinArena.PrivacyPortal.Deletion.Erasure;
using JoinArena.PrivacyPortal.Deletion.Erasure.Answers;
using JoinArena.PrivacyPortal.Deletion.Erasure.Connectors;
using JoinArena.PrivacyPortal.Deletion.Erasure.Redisclosures;
using JoinArena.PrivacyPortal.Deletion.RecordRetention;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.ClosedAccounts;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;
using JoinArena.PrivacyPortal.Deletion.Statistics;
using JoinArena.PrivacyPortal.Disclosures.Export;
using JoinArena.PrivacyPortal.Disclosures.MyData.Details;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Parties.Connectors;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Policies.Reading;
using JoinArena.PrivacyPortal.Shell;

namespace JoinArena.PrivacyPortal.Deletion;

/// <summary>A worker asks that their data be erased, and sees it through.</summary>
public static class DeletionSetup
{
    public static WebApplicationBuilder AddDeletion(this WebApplicationBuilder builder)
    {
        builder.Services
            .AddSingleton(services => DeadlineRules.Load(PolicySetup.DirectoryOf(services.GetRequiredService<IConfiguration>())))
            .AddSingleton(DeletionOptions.From(builder.Configuration))
            .AddSingleton<DeletionLetters>()
            .AddSingleton<Dispatch>()
            .AddSingleton(services => Recipes.Load(PolicySetup.DirectoryOf(services.GetRequiredService<IConfiguration>())))
            .AddSingleton<OutcomeLinks>().AddSingleton<OtherAnswers>().AddSingleton<PartyLetters>().AddSingleton<PartyDesk>().AddSingleton<SecondTry>().AddSingleton<Errands>()
            .AddSingleton<IConnector, WebhookConnector>().AddSingleton<IConnector, EmailConnector>().AddSingleton<IConnector, InternalConnector>().AddSingleton<IConnector, HttpConnector>()
            .AddSingleton<IOutboxHandler, ErasureHandler>()
            .AddSingleton<RecipeCheck>().AddSingleton<ConnectorTesting>().AddSingleton<IOutboxHandler, ConnectorTestHandler>()
            .AddSingleton<IMovesWithParty, MergedTasks>()
            .AddScoped<IAttention, UnreachedAttention>()
            .AddSweep<ErasureFollowUp>(every: TimeSpan.FromSeconds(10))
            .AddSingleton<CertificateService>()
            .AddSingleton<FollowLinks>()
            .AddSingleton<HoldDesk>()
            .AddSingleton<DecisionLetters>()
            .AddSingleton<DecisionDesk>()
            .AddSingleton<DecisionPreviews>()
            .AddSingleton<CaseDesk>().AddSingleton<CaseFiles>()
            .AddSingleton<TeamLetters>()
            .AddSweep<DeadlineWatch>(every: TimeSpan.FromMinutes(1))
            .AddSingleton<RequestErasure>().AddSingleton<ErasedRequests>()
            .AddSweep<KeepingSweep>(every: TimeSpan.FromMinutes(10))
            .AddSingleton<RequestMessages>()
            .AddSingleton<CopyLetters>().AddSingleton<CopyDesk>().AddSingleton<CopyBook>().AddSingleton<IEntryNote>(services => services.GetRequiredService<CopyBook>())
            .AddSweep<CopyWatch>(every: TimeSpan.FromSeconds(5))
            .AddSingleton<DeletionDesk>()
            .AddSingleton<OutcomeDesk>()
            .AddSingleton<DeletionTracker>()
            .AddSingleton<RequestQueue>()
            .AddSingleton<RequestStatistics>()
            .AddSingleton<IExportedList, DeletionExport>()
            .AddScoped<IAttention, DeletionAttention>().AddScoped<IAttention, CopyAttention>()
            .AddScoped<IClauseFootnote, DeletionFootnote>()
            .AddSweep<DeletionSweep>(every: TimeSpan.FromSeconds(5))
            .AddNav(new NavEntry("Deletion", "/deletion", 30, Roles.Worker), new NavEntry("Requests", "/staff/requests", 61, Roles.Staff),
                new NavEntry("Statistics", "/staff/statistics", 69, Roles.Staff) { Place = NavPlace.Desk });
        return builder;
    }

    public static WebApplication MapDeletion(this WebApplication app)
    {
        // Read now: a wrong file stops the start, not somebody's page.
        _ = app.Services.GetRequiredService<DeadlineRules>();
        _ = app.Services.GetRequiredService<Recipes>();
        app.MapDeletionApi();
        app.MapDeadlineCalendar();
        app.MapCertificateFiles();
        app.MapFollowedCertificates();
        app.MapStatisticsFile();
        return app;
    }
}
