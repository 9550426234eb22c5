using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Disclosures.Digests;
using JoinArena.PrivacyPortal.Disclosures.Export;
using JoinArena.PrivacyPortal.Disclosures.Rejudging;
using JoinArena.PrivacyPortal.Ledger.Proofs;
using JoinArena.PrivacyPortal.Policies;
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
            .AddSingleton<Stories.StoryBook>()
            .AddSingleton<Export.ExportReader>()
            .AddSingleton<Export.JsonExport>()
            .AddSingleton<Export.CsvExport>()
            .AddSingleton<Questions.QuestionDesk>()
            .AddSingleton<Looks.StaffViews>()
            .AddSingleton<PartyList>().AddSingleton<Merging.PartyMerge>()
            .AddSingleton<Uncovered.UncoveredCensus>().AddSingleton<Uncovered.UncoveredDesk>().AddSingleton<Uncovered.TeamNotes>()
            .AddSweep<Uncovered.UncoveredSweep>(every: TimeSpan.FromSeconds(10))
            .AddScoped<IAttention, Uncovered.UncoveredAttention>()
            .AddScoped<IAttention, Questions.QuestionsAttention>()
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
