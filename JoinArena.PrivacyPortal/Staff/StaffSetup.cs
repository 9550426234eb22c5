using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Shell;

namespace JoinArena.PrivacyPortal.Staff;

/// <summary>The privacy team's start.</summary>
public static class StaffSetup
{
    public static WebApplicationBuilder AddStaff(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<IAttention, DeliveryAttention>().AddNav(new NavEntry("Team", "/staff", 60, Roles.Staff)).AddNav(new NavEntry("API keys", "/staff/keys", 90, Roles.Administrator) { Place = NavPlace.Desk });
        return builder;
    }
}
