using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data.BackgroundJobs;
using JoinArena.PrivacyPortal.Disclosures.AccessLog;
using JoinArena.PrivacyPortal.Disclosures.Copies;
using JoinArena.PrivacyPortal.Disclosures.Coverage;
using JoinArena.PrivacyPortal.Disclosures.Digests;
using JoinArena.PrivacyPortal.Disclosures.Export;
using JoinArena.PrivacyPortal.Disclosures.Intake;
using JoinArena.PrivacyPortal.Disclosures.Intake.Api;
using JoinArena.PrivacyPortal.Disclosures.Intake.Sources;
using JoinArena.PrivacyPortal.Disclosures.MyData;
using JoinArena.PrivacyPortal.Disclosures.MyData.Exploring;
using JoinArena.PrivacyPortal.Disclosures.MyData.Interviews;
using JoinArena.PrivacyPortal.Disclosures.MyData.Months;
using JoinArena.PrivacyPortal.Disclosures.Questions;
using JoinArena.PrivacyPortal.Disclosures.Reconciliation;
using JoinArena.PrivacyPortal.Ledger.Proofs;
using JoinArena.PrivacyPortal.Ledger.Records;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Parties.Merging;
using JoinArena.PrivacyPortal.Policies.Reading;
using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Workers;

namespace JoinArena.PrivacyPortal.Disclosures;

/// <summary>
/// Items and disclosures: what JoinArena's systems report, how it is counted and checked, and the pages that answer "Who
/// has my data?".
/// </summary>
public static class DisclosuresSetup
{
    public static WebApplicationBuilder AddDisclosures(this WebApplicationBuilder builder)
    {
        builder
            .Services.AddSingleton<DisclosureIntake>()
            .AddSingleton(StreamLimits.Default)
            .AddSingleton<ItemRegister>()
            .AddSingleton<DisclosureQueries>()
            .AddSingleton<SourceRegister>()
            .AddSingleton<ReconciliationService>()
            .AddSingleton<IRecordedRowSource, RecordedDisclosures>()
            .AddSingleton<IRecordedRowSource, RecordedRetractions>()
            .AddSingleton<IRecordedRowSource, RecordedReassessments>()
            .AddSingleton<IRecordedRowSource, RecordedQuestions>()
            .AddSingleton<IRecordedRowSource, RecordedStaffViews>()
            .AddSingleton<IRecordedRowSource, RecordedEmailChanges>()
            .AddBackgroundJob<ReconciliationJob>(every: TimeSpan.FromMinutes(10))
            .AddSingleton<CoverageReassessor>()
            .AddBackgroundJob<CoverageReassessmentJob>(every: TimeSpan.FromSeconds(10))
            .AddScoped<IHomeCardSource, ReconciliationHomeCards>()
            .AddSingleton<InterviewHistoryQueries>()
            .AddSingleton<CopyQueries>()
            .AddSingleton<BreachQueries>()
            .AddSingleton<ExplorerReader>()
            .AddSingleton<MonthQueries>()
            .AddSingleton<ExportReader>()
            .AddSingleton<ExportedAcceptances>()
            .AddSingleton<JsonExport>()
            .AddSingleton<CsvExport>()
            .AddScoped<HtmlExport>()
            .AddSingleton<IExportedList, ExportedUses>()
            .AddSingleton<IExportedList, ExportedInterviewNotices>()
            .AddSingleton<IExportedList, ExportedItems>()
            .AddSingleton<IExportedList, ExportedQuestions>()
            .AddSingleton<IExportedList, ExportedMessages>()
            .AddSingleton<IExportedList, ExportedViews>()
            .AddSingleton<QuestionService>()
            .AddSingleton<QuestionQueries>()
            .AddSingleton<AccessLogService>()
            .AddSingleton<IWorkerEmailChangeParticipant, EmailChangeRecorder>()
            .AddSingleton<IPartyCounter, PartyCounter>()
            .AddSingleton<IPartyMergeParticipant, DisclosureMerger>()
            .AddSingleton<IPartyMergeParticipant, CoverageIncidentMerger>()
            .AddSingleton<CoverageIncidentCounter>()
            .AddSingleton<CoverageIncidentService>()
            .AddSingleton<TeamStatementQueries>()
            .AddBackgroundJob<CoverageIncidentJob>(every: TimeSpan.FromSeconds(10))
            .AddScoped<IHomeCardSource, UncoveredHomeCards>()
            .AddScoped<IHomeCardSource, QuestionsHomeCards>()
            .AddScoped<IHomeCardSource, PartiesHomeCards>()
            .AddScoped<IClauseFootnoteProvider, ClauseFootnotes>()
            .AddDigests()
            .AddNavEntries(
                new NavEntry("Who has my data", "/my-data", 20, Roles.Worker),
                new NavEntry("Questions", "/staff/questions", 63, Roles.Staff) { Place = NavPlace.Desk }
            );
        builder.Services.AddHealthChecks().AddCheck<ReconciliationHealthCheck>("disclosures");
        return builder;
    }

    public static WebApplication MapDisclosures(this WebApplication app)
    {
        app.MapDisclosureApi();
        app.MapProofDownload("/my-data/disclosures/{id:guid}/proof", "disclosure");
        app.MapProofDownload("/my-data/looked/{id:guid}/proof", "look");
        app.MapProofDownload("/my-data/questions/{id:guid}/proof", "question");
        app.MapExportApi();
        app.MapDigests();
        return app;
    }
}
