using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Shell;

namespace JoinArena.PrivacyPortal.Staff;

/// <summary>The privacy team's start, and the parts of its desk that no slice owns alone.</summary>
public static class StaffSetup
{
    public static WebApplicationBuilder AddStaff(this WebApplicationBuilder builder)
    {
        builder
            .Services.AddScoped<IHomeCardSource, DeliveryHomeCards>()
            .AddScoped<OfficerQueries>()
            .AddSingleton<WorkerSearchService>()
            .AddSingleton<WorkerFileQueries>()
            .AddNavEntries(
                new NavEntry("Team", "/staff", 60, Roles.Staff),
                new NavEntry("Not covered", "/staff/uncovered", 63, Roles.Staff) { Place = NavPlace.StaffHome },
                new NavEntry("Parties", "/staff/parties", 64, Roles.Staff) { Place = NavPlace.StaffHome },
                new NavEntry("Workers", "/staff/workers", 65, Roles.Staff) { Place = NavPlace.StaffHome },
                new NavEntry("API keys", "/staff/keys", 90, Roles.Administrator) { Place = NavPlace.StaffHome }
            );
        return builder;
    }
}
