using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data.BackgroundJobs;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Data.Telemetry;
using JoinArena.PrivacyPortal.Deletion.Casework;
using JoinArena.PrivacyPortal.Deletion.Casework.DeadlineAlerts;
using JoinArena.PrivacyPortal.Deletion.Casework.Decisions;
using JoinArena.PrivacyPortal.Deletion.Casework.Holds;
using JoinArena.PrivacyPortal.Deletion.Casework.Messages;
using JoinArena.PrivacyPortal.Deletion.Casework.Notices;
using JoinArena.PrivacyPortal.Deletion.Casework.Queue;
using JoinArena.PrivacyPortal.Deletion.Certificates;
using JoinArena.PrivacyPortal.Deletion.Erasure;
using JoinArena.PrivacyPortal.Deletion.Erasure.Answers;
using JoinArena.PrivacyPortal.Deletion.Erasure.Connectors;
using JoinArena.PrivacyPortal.Deletion.Erasure.FollowUp;
using JoinArena.PrivacyPortal.Deletion.Erasure.Redisclosures;
using JoinArena.PrivacyPortal.Deletion.Intake;
using JoinArena.PrivacyPortal.Deletion.RecordRetention;
using JoinArena.PrivacyPortal.Deletion.Remedies;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.ClosedAccounts;
using JoinArena.PrivacyPortal.Deletion.Requests.ErasedRecords;
using JoinArena.PrivacyPortal.Deletion.Requests.HoldingLaws;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Deletion.Requests.WorkerEmails;
using JoinArena.PrivacyPortal.Deletion.Statistics;
using JoinArena.PrivacyPortal.Disclosures.Copies;
using JoinArena.PrivacyPortal.Disclosures.MyData.Details;
using JoinArena.PrivacyPortal.Ledger.Records;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Parties.Merging;
using JoinArena.PrivacyPortal.Policies.Reading;
using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Workers;

namespace JoinArena.PrivacyPortal.Deletion;

/// <summary>Registers the slice: a worker asks for deletion and follows it to the certificate.</summary>
public static class DeletionSetup
{
    public static WebApplicationBuilder AddDeletion(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(DeletionOptions.FromConfiguration(builder.Configuration));
        builder
            .Services.AddRequests()
            .AddRemedies()
            .AddErasure()
            .AddCasework()
            .AddRecords()
            .AddStoredGauges(DeletionMetrics.Gauges)
            .AddNavEntries(
                new NavEntry("Deletion", "/deletion", 30, Roles.Worker),
                new NavEntry("Requests", "/staff/requests", 61, Roles.Staff) { Place = NavPlace.Desk },
                new NavEntry("Complaints and appeals", "/staff/remedies", 64, Roles.Staff) { Place = NavPlace.Desk },
                new NavEntry("Deletion figures", "/statistics", 85) { Place = NavPlace.Footer },
                new NavEntry("Statistics", "/staff/statistics", 67, Roles.Staff) { Place = NavPlace.Desk }
            );
        return builder;
    }

    public static WebApplication MapDeletion(this WebApplication app)
    {
        app.MapErasureApi();
        app.MapIntakeApi();
        app.MapDeadlineCalendarApi();
        app.MapCertificateFileApi();
        app.MapTrackingLinkApi();
        app.MapStatisticsFileApi();
        return app;
    }

    /// <summary>How a worker asks, follows it, and an officer enters what came another way.</summary>
    private static IServiceCollection AddRequests(this IServiceCollection services) =>
        services
            .AddSingleton<RequestTransactions>()
            .AddSingleton<RequestEmails>()
            .AddSingleton<IOutboxHandler, AnswerDigestHandler>()
            .AddSingleton<TrackingLinkService>()
            .AddSingleton<IntakeWorkers>()
            .AddSingleton<IntakeEmails>()
            .AddSingleton<RequestIntakeService>()
            .AddSingleton<RequestService>()
            .AddSingleton<IRequestedCopySource, RequestedCopies>()
            .AddSingleton<RequestQueries>()
            .AddSingleton<IWithheldPages, WithheldRequestPages>()
            .AddScoped<IHomeCardSource, DeletionHomeCards>()
            .AddScoped<IClauseFootnoteProvider, DeletionFootnote>()
            .AddBackgroundJob<JobPlaceJob>(every: TimeSpan.FromMinutes(10))
            .AddBackgroundJob<RequestTimeoutJob>(every: TimeSpan.FromSeconds(5));

    /// <summary>How parties are asked, reminded and answer, and what is found to have been sent again.</summary>
    private static IServiceCollection AddErasure(this IServiceCollection services) =>
        services
            .AddSingleton<RequestStarter>()
            .AddSingleton<OutcomeLinks>()
            .AddSingleton<OutcomeProblemFactory>()
            .AddSingleton<ConflictingAnswerStore>()
            .AddSingleton<PartyEmails>()
            .AddSingleton<PartyTaskQueries>()
            .AddSingleton<ErasureResendService>()
            .AddSingleton<PartyReminderService>()
            .AddSingleton<PartyLetters>()
            .AddSingleton<PartyNotificationService>()
            .AddSingleton<IConnector, WebhookConnector>()
            .AddSingleton<IConnector, EmailConnector>()
            .AddSingleton<IConnector, InternalConnector>()
            .AddSingleton<IConnector, HttpConnector>()
            .AddSingleton<IOutboxHandler, ErasureMessageHandler>()
            .AddSingleton<IPartyMergeParticipant, ErasureTaskMerger>()
            .AddScoped<IHomeCardSource, UnreachedHomeCards>()
            .AddBackgroundJob<ErasureFollowUpJob>(every: TimeSpan.FromSeconds(10))
            .AddSingleton<RedisclosureEmails>()
            .AddSingleton<RedisclosureService>()
            .AddSingleton<RedisclosureQueries>()
            .AddSingleton<IDisclosureCalloutProvider>(services => services.GetRequiredService<RedisclosureQueries>())
            .AddBackgroundJob<RedisclosureJob>(every: TimeSpan.FromSeconds(5))
            .AddSingleton<RequestProgressService>()
            .AddScoped<IHomeCardSource, RedisclosureHomeCards>();

    /// <summary>What officers do.</summary>
    private static IServiceCollection AddCasework(this IServiceCollection services) =>
        services
            .AddSingleton<LegalHoldEmails>()
            .AddSingleton<LegalHoldService>()
            .AddSingleton<LiftPreviews>()
            .AddSingleton<DecisionEmails>()
            .AddSingleton<DecisionService>()
            .AddSingleton<DecisionPreviews>()
            .AddSingleton<CaseworkService>()
            .AddSingleton<AssignmentUndo>()
            .AddSingleton<AnswerCorrectionService>()
            .AddSingleton<ResidenceService>()
            .AddSingleton<IWorkerEmailChangeParticipant, IdentityRecheck>()
            .AddSingleton<CaseworkQueries>()
            .AddSingleton<DeadlineAlertEmails>()
            .AddBackgroundJob<DeadlineAlertJob>(every: TimeSpan.FromMinutes(1))
            .AddSingleton<RequestMessageService>()
            .AddSingleton<RequestQueue>()
            .AddSingleton<RequestWorkQueries>()
            .AddScoped<RequestWorkItems>()
            .AddSingleton<IQueueAssignment, QueueAssignmentService>();

    /// <summary>Complaints and appeals.</summary>
    private static IServiceCollection AddRemedies(this IServiceCollection services) =>
        services
            .AddSingleton<RemedyEmails>()
            .AddSingleton<RemedyService>()
            .AddSingleton<RemedyQueries>()
            .AddSingleton<RemedyAlertEmails>()
            .AddBackgroundJob<RemedyAlertJob>(every: TimeSpan.FromMinutes(1))
            .AddScoped<IHomeCardSource, RemedyHomeCards>();

    /// <summary>What is kept of a request, published about requests, and erased in the end.</summary>
    private static IServiceCollection AddRecords(this IServiceCollection services) =>
        services
            .AddSingleton<CertificateService>()
            .AddSingleton<IRecordedRowSource, RecordedRequests>()
            .AddSingleton<IRecordedRowSource, RecordedCertificates>()
            .AddSingleton<IRecordedRowSource, RecordedHolds>()
            .AddSingleton<RecordErasureService>()
            .AddSingleton<ErasedRequestQueries>()
            .AddBackgroundJob<RecordRetentionJob>(every: TimeSpan.FromMinutes(10))
            .AddSingleton<RequestStatistics>()
            .AddSingleton<IExportedList, DeletionExport>();
}
