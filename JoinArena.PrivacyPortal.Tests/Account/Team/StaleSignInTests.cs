using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Account.Team;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace JoinArena.PrivacyPortal.Tests.Account.Team;

/// <summary>The page of the team, for an administrator who signed in some time ago.</summary>
public sealed class StaleSignInTests(StaleSignInTests.ClockedPortal portal)
    : IClassFixture<StaleSignInTests.ClockedPortal>
{
    [Fact]
    public async Task A_sign_in_of_some_time_ago_must_be_confirmed_before_anything_is_changed()
    {
        var officer = await portal.CreateStaffAccountAsync(Roles.Officer);
        var admin = await portal.SignInAsync(await portal.CreateStaffAccountAsync(Roles.Administrator));
        await admin.GoToAsync("/staff/people");
        portal.Time.Advance(TimeSpan.FromMinutes(11));

        await admin.PressAsync($"Take away the role officer: {officer}");

        admin.Path.ShouldStartWith("/account/confirm");
        admin.Text.ShouldContain("You are about to change the privacy team");
        (await portal.Services.GetRequiredService<TeamService>().FindIdAsync(officer)).ShouldNotBeNull();
        await admin.GoToAsync("/staff/people");
        admin.Page.QuerySelectorAll("button[name=Act]").ShouldBeEmpty();
        await admin.FollowAsync("Confirm it is you");
        await admin.Type("Password", Given.Password).PressAsync("Continue");
        admin.Path.ShouldBe("/staff/people");
        await admin.PressAsync($"Take away the role officer: {officer}");
        (await portal.Services.GetRequiredService<TeamService>().FindIdAsync(officer)).ShouldBeNull();
    }

    /// <summary>A portal whose clock can be moved.</summary>
    public sealed class ClockedPortal : Portal
    {
        internal FakeTimeProvider Time { get; } = new(DateTimeOffset.UtcNow);

        public override TimeProvider Clock => Time;
    }
}
