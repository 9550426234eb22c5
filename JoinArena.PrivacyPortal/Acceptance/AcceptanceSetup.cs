using JoinArena.PrivacyPortal.Acceptance.AcceptanceReport;
using JoinArena.PrivacyPortal.Acceptance.Handoff;
using JoinArena.PrivacyPortal.Acceptance.InterviewNotices;
using JoinArena.PrivacyPortal.Acceptance.Receipts;
using JoinArena.PrivacyPortal.Acceptance.Reminders;
using JoinArena.PrivacyPortal.Acceptance.Uses;
using JoinArena.PrivacyPortal.Acceptance.Uses.Api;
using JoinArena.PrivacyPortal.Acceptance.Uses.Objections;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data.BackgroundJobs;
using JoinArena.PrivacyPortal.Ledger.Proofs;
using JoinArena.PrivacyPortal.Ledger.Records;
using JoinArena.PrivacyPortal.Policies.Reading;
using JoinArena.PrivacyPortal.Shell;

namespace JoinArena.PrivacyPortal.Acceptance;

/// <summary>Accepting a policy version, receipts, the hand-off to JoinArena's sites, and reminders.</summary>
public static class AcceptanceSetup
{
    public static WebApplicationBuilder AddAcceptance(this WebApplicationBuilder builder)
    {
        var origins = ReturnOrigins.From(builder.Configuration);
        builder
            .Services.AddSingleton<AcceptanceQueries>()
            .AddSingleton<AcceptanceService>()
            .AddSingleton<IRecordedRowSource, RecordedAcceptances>()
            .AddSingleton<InterviewNoticeService>()
            .AddSingleton<OfferedNoticeService>()
            .AddSingleton<IRecordedRowSource, RecordedInterviewNotices>()
            .AddSingleton<UseQueries>()
            .AddSingleton<UseService>()
            .AddSingleton<UseReceiptIssuer>()
            .AddSingleton<UseEmails>()
            .AddSingleton<IRecordedRowSource, RecordedUseDecisions>()
            .AddSingleton<ObjectionQueries>()
            .AddSingleton<ObjectionService>()
            .AddSingleton<ObjectionEmails>()
            .AddSingleton<IRecordedRowSource, RecordedObjections>()
            .AddScoped<IClauseFootnoteProvider, UseFootnotes>()
            .AddSingleton<ReceiptIssuer>()
            .AddSingleton(origins)
            .AddSingleton<AcceptanceCodeService>()
            .AddSingleton(new FormTargets([.. origins.Origins]))
            .AddSingleton<IVersionAcceptanceProvider, VersionAcceptanceProvider>()
            .AddScoped<IHomeCardSource, AcceptanceHomeCards>()
            .AddSingleton<AcceptanceReportQueries>()
            .AddSingleton<PolicyVersionEmails>()
            .AddSingleton<ReminderStopService>()
            .AddBackgroundJob<VersionNoticeJob>(every: TimeSpan.FromMinutes(1))
            .AddBackgroundJob<AcceptanceReminderJob>(every: TimeSpan.FromMinutes(10))
            .AddNavEntries(
                new NavEntry("What you accepted", "/acceptances", 10, Roles.Worker) { Place = NavPlace.Footer },
                new NavEntry("Acceptances", "/staff/acceptances", 68, Roles.Staff) { Place = NavPlace.Desk }
            );
        return builder;
    }

    public static WebApplication MapAcceptance(this WebApplication app)
    {
        app.MapAcceptanceApi();
        app.MapAcceptanceCodeApi();
        app.MapReceiptFilesApi();
        app.MapInterviewNoticeApi();
        app.MapOfferedNoticeApi();
        app.MapUsesApi();
        app.MapUseFilesApi();
        app.MapProofDownload("/uses/answers/{id:guid}/proof", "use-stop-answer");
        app.MapReminderStop();
        app.MapMissingAcceptancesApi();
        app.MapProofDownload("/acceptances/{id:guid}/proof", "acceptance");
        return app;
    }
}
