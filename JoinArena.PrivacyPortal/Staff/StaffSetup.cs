using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data.BackgroundJobs;
using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Staff.Activity;
using JoinArena.PrivacyPortal.Staff.Deliveries;
using JoinArena.PrivacyPortal.Staff.FirstSteps;
using JoinArena.PrivacyPortal.Staff.Laws;
using JoinArena.PrivacyPortal.Staff.Objections;
using JoinArena.PrivacyPortal.Staff.WorkerSearch;

namespace JoinArena.PrivacyPortal.Staff;

/// <summary>The privacy team's home page, and the staff pages that need more than one slice.</summary>
public static class StaffSetup
{
    public static WebApplicationBuilder AddStaff(this WebApplicationBuilder builder)
    {
        builder
            .Services.AddScoped<IHomeCardSource, DeliveryHomeCards>()
            .AddScoped<IHomeCardSource, SetAsideHomeCards>()
            .AddScoped<IHomeCardSource, FirstStepHomeCards>()
            .AddSingleton<FirstStepQueries>()
            .AddSingleton<DeliveryQueries>()
            .AddScoped<OfficerQueries>()
            .AddSingleton<WorkerSearchTickets>()
            .AddSingleton<WorkerSearchService>()
            .AddSingleton<WorkerFileQueries>()
            .AddSingleton<ActivityQueries>()
            .AddSingleton<CaseActivityQueries>()
            .AddSingleton<RuleQueries>()
            .AddSingleton<StaffObjectionQueries>()
            .AddSingleton<ObjectionAlertEmails>()
            .AddScoped<IHomeCardSource, ObjectionHomeCards>()
            .AddBackgroundJob<ObjectionAlertJob>(every: TimeSpan.FromMinutes(1))
            .AddNavEntries(
                new NavEntry("Team", "/staff", 60, Roles.Staff),
                new NavEntry("Worklist", "/staff", 60, Roles.Staff) { Place = NavPlace.Desk },
                new NavEntry("Stops to answer", "/staff/objections", 64, Roles.Staff) { Place = NavPlace.Desk },
                new NavEntry("Not covered", "/staff/uncovered", 62, Roles.Staff) { Place = NavPlace.Desk },
                new NavEntry("Workers", "/staff/workers", 66, Roles.Staff) { Place = NavPlace.Desk },
                new NavEntry("Team activity", "/staff/activity", 70, Roles.Staff) { Place = NavPlace.Desk },
                new NavEntry("Laws", "/staff/laws", 72, Roles.Staff) { Place = NavPlace.Desk },
                new NavEntry("API keys", "/staff/keys", 73, Roles.Administrator) { Place = NavPlace.Desk },
                new NavEntry("Deliveries", "/staff/deliveries", 74, Roles.Staff) { Place = NavPlace.Desk },
                new NavEntry("First steps", "/staff/first-steps", 76, Roles.Administrator) { Place = NavPlace.Desk }
            );
        return builder;
    }

    public static WebApplication MapStaff(this WebApplication app)
    {
        app.MapActivityFile();
        app.MapCaseActivityFile();
        return app;
    }
}
