using JoinArena.PrivacyPortal.Account.Sessions;
using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Account;

/// <summary>Whether somebody who has to sign in again reads why.</summary>
public sealed class IdleSignOutTests(SessionTests.MovableClockPortal portal)
    : IClassFixture<SessionTests.MovableClockPortal>
{
    private const string Reason = "You were signed out after 8 hours without activity";

    [Fact]
    public async Task Somebody_who_did_nothing_for_eight_hours_reads_that_and_goes_on_where_they_were()
    {
        await portal.AddAccountAsync("idle@people.example");
        var person = await portal.SignInAsync("idle@people.example");
        portal.Moved.Advance(SessionService.IdleTimeout + TimeSpan.FromMinutes(10));

        await person.GoToAsync("/account/manage");

        person.Path.ShouldBe("/account/login?returnUrl=%2Faccount%2Fmanage", "the address says nothing of it");
        person.Text.ShouldContain(Reason);
        person.Text.ShouldContain("Sign in again to go on.");
        await person.Type("Email", "idle@people.example").Type("Password", Given.Password).PressAsync("Sign in");
        person.Path.ShouldBe("/account/manage");
    }

    [Fact]
    public async Task A_session_in_use_lasts_the_whole_time_from_its_last_use()
    {
        await portal.AddAccountAsync("early-use@people.example");
        var person = await portal.SignInAsync("early-use@people.example");
        portal.Moved.Advance(TimeSpan.FromHours(3));
        await person.GoToAsync("/account/manage");

        portal.Moved.Advance(SessionService.IdleTimeout - TimeSpan.FromMinutes(1));

        (await person.GoToAsync("/account/manage")).Path.ShouldBe("/account/manage");
    }

    [Fact]
    public async Task Nobody_else_reads_it()
    {
        (await portal.CreateAnonymousClient().GoToAsync("/account/manage")).Text.ShouldNotContain(Reason);

        await portal.AddAccountAsync("signs-out@people.example");
        var left = await portal.SignInAsync("signs-out@people.example");
        var here = await portal.SignInAsync("signs-out@people.example");
        await (await here.GoToAsync("/account/sessions")).PressAsync("Sign out everywhere");
        foreach (var person in new[] { left, here })
        {
            await person.GoToAsync("/account/manage");
            person.Path.ShouldStartWith("/account/login");
            person.Text.ShouldNotContain(Reason);
        }
    }
}
