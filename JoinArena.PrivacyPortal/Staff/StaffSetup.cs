using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data.BackgroundJobs;
using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Staff.Activity;
using JoinArena.PrivacyPortal.Staff.Laws;
using JoinArena.PrivacyPortal.Staff.Objections;

namespace JoinArena.PrivacyPortal.Staff;

/// <summary>The privacy team's home page, and the staff pages that need more than one slice.</summary>
public static class StaffSetup
{
    public static WebApplicationBuilder AddStaff(this WebApplicationBuilder builder)
    {
        builder
            .Services.AddScoped<IHomeCardSource, DeliveryHomeCards>()
            .AddScoped<IHomeCardSource, SetAsideHomeCards>()
            .AddScoped<OfficerQueries>()
            .AddSingleton<WorkerSearchService>()
            .AddSingleton<WorkerFileQueries>()
            .AddSingleton<ActivityQueries>()
            .AddSingleton<RuleQueries>()
            .AddSingleton<StaffObjectionQueries>()
            .AddSingleton<ObjectionAlertEmails>()
            .AddScoped<IHomeCardSource, ObjectionHomeCards>()
            .AddBackgroundJob<ObjectionAlertJob>(every: TimeSpan.FromMinutes(1))
            .AddNavEntries(
                new NavEntry("Team", "/staff", 60, Roles.Staff),
                new NavEntry("Stops to answer", "/staff/objections", 62, Roles.Staff) { Place = NavPlace.StaffHome },
                new NavEntry("Not covered", "/staff/uncovered", 63, Roles.Staff) { Place = NavPlace.StaffHome },
                new NavEntry("Workers", "/staff/workers", 65, Roles.Staff) { Place = NavPlace.StaffHome },
                new NavEntry("Laws", "/staff/laws", 80, Roles.Staff) { Place = NavPlace.StaffHome },
                new NavEntry("Team activity", "/staff/activity", 85, Roles.Staff) { Place = NavPlace.StaffHome },
                new NavEntry("API keys", "/staff/keys", 90, Roles.Administrator) { Place = NavPlace.StaffHome }
            );
        return builder;
    }

    public static WebApplication MapStaff(this WebApplication app)
    {
        app.MapActivityFile();
        return app;
    }
}
