using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data.BackgroundJobs;
using JoinArena.PrivacyPortal.Disclosures.AccessLog;
using JoinArena.PrivacyPortal.Disclosures.Coverage;
using JoinArena.PrivacyPortal.Disclosures.Digests;
using JoinArena.PrivacyPortal.Disclosures.Export;
using JoinArena.PrivacyPortal.Disclosures.Intake;
using JoinArena.PrivacyPortal.Disclosures.Intake.Api;
using JoinArena.PrivacyPortal.Disclosures.Intake.Sources;
using JoinArena.PrivacyPortal.Disclosures.MyData;
using JoinArena.PrivacyPortal.Disclosures.MyData.Interviews;
using JoinArena.PrivacyPortal.Disclosures.Questions;
using JoinArena.PrivacyPortal.Disclosures.Reconciliation;
using JoinArena.PrivacyPortal.Ledger.Proofs;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies.Reading;
using JoinArena.PrivacyPortal.Shell;

namespace JoinArena.PrivacyPortal.Disclosures;

/// <summary>Parties, items and disclosures: what JoinArena's systems report, and the page that answers "who has my data?".</summary>
public static class DisclosuresSetup
{
    public static WebApplicationBuilder AddDisclosures(this WebApplicationBuilder builder)
    {
        builder.Services
            .AddSingleton<PartyRegister>()
            .AddSingleton<DisclosureIntake>()
            .AddSingleton<DisclosureBook>()
            .AddSingleton<SourceBook>()
            .AddSingleton<BookCheck>()
            .AddSweep<BookReconciliation>(every: TimeSpan.FromMinutes(10))
            .AddSingleton<Rejudge>()
            .AddSweep<RejudgeSweep>(every: TimeSpan.FromSeconds(10))
            .AddScoped<IAttention, BookAttention>()
            .AddSingleton<StoryBook>()
            .AddSingleton<ExportReader>()
            .AddSingleton<JsonExport>()
            .AddSingleton<CsvExport>()
            .AddSingleton<QuestionDesk>()
            .AddSingleton<StaffViews>()
            .AddSingleton<PartyList>().AddSingleton<PartyMerge>()
            .AddSingleton<UncoveredCensus>().AddSingleton<UncoveredDesk>().AddSingleton<TeamNotes>()
            .AddSweep<UncoveredSweep>(every: TimeSpan.FromSeconds(10))
            .AddScoped<IAttention, UncoveredAttention>()
            .AddScoped<IAttention, QuestionsAttention>()
            .AddScoped<IAttention, PartiesAttention>()
            .AddScoped<IClauseFootnote, ClauseFootnotes>()
            .AddDigests()
            .AddNav(new NavEntry("Who has my data", "/my-data", 20, Roles.Worker), new NavEntry("Questions", "/staff/questions", 62, Roles.Staff) { Place = NavPlace.Desk });
        builder.Services.AddHealthChecks().AddCheck<BookHealth>("disclosure-book");
        return builder;
    }

    public static WebApplication MapDisclosures(this WebApplication app)
    {
        app.MapDisclosureApi();
        app.MapProof("/my-data/disclosures/{id:guid}/proof", "disclosure");
        app.MapProof("/my-data/looked/{id:guid}/proof", "look");
        app.MapProof("/my-data/questions/{id:guid}/proof", "question");
        app.MapExportFiles();
        app.MapDigests();
        return app;
    }
}
