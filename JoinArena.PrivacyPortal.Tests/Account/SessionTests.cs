using System.Security.Claims;
using JoinArena.PrivacyPortal.Account;
using JoinArena.PrivacyPortal.Account.Sessions;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace JoinArena.PrivacyPortal.Tests.Account;

/// <summary>Where somebody is signed in, and ending it from elsewhere.</summary>
public sealed class SessionTests(SessionTests.MovableClockPortal portal)
    : IClassFixture<SessionTests.MovableClockPortal>
{
    [Fact]
    public async Task A_person_sees_each_browser_and_ends_the_one_that_was_left_open()
    {
        await portal.AddAccountAsync("two-browsers@people.example");
        var left = await portal.SignInAsync("two-browsers@people.example");
        var here = await portal.SignInAsync("two-browsers@people.example");

        await here.GoToAsync("/account/sessions");
        here.Text.ShouldContain("You are signed in on 2 browsers.");
        here.Text.ShouldContain("You are signed out after 8 hours without use, and after 30 days in any case.");
        here.Page.QuerySelectorAll("tbody td:nth-child(2)")
            .ShouldAllBe(td => td.TextContent.Contains("Signed in with your password"));
        here.Page.QuerySelectorAll("tbody td > span").ShouldHaveSingleItem().TextContent.ShouldBe("This session");
        await here.PressAsync("Sign it out: A browser we do not know");
        here.Text.ShouldContain("That browser is signed out.");
        here.Text.ShouldContain("You are signed in on this browser only.");

        (await left.GoToAsync("/account/manage")).Path.ShouldStartWith("/account/login");
        (await here.GoToAsync("/account/manage")).Path.ShouldBe("/account/manage");
    }

    [Theory]
    [InlineData("en", "Firefox on Windows", "Signed in with your password")]
    [InlineData("es", "Firefox en Windows", "Sesión iniciada con tu contraseña")]
    public async Task A_session_names_browser_and_device_in_words(string language, string name, string how)
    {
        var email = $"firefox-{language}@people.example";
        await portal.AddAccountAsync(email);
        var person = portal
            .CreateAnonymousClient()
            .Send("User-Agent", "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0");
        await person.SignInAsync(email, Given.Password);

        await person.Send("Accept-Language", language).GoToAsync("/account/sessions");

        person.Page.QuerySelector("tbody th")!.TextContent.ShouldBe(name);
        person.Text.ShouldContain(how);
    }

    [Fact]
    public async Task A_sign_out_here_leaves_the_other_browser_signed_in_and_a_sign_out_everywhere_leaves_none()
    {
        await portal.AddAccountAsync("everywhere@people.example");
        var one = await portal.SignInAsync("everywhere@people.example");
        var two = await portal.SignInAsync("everywhere@people.example");
        var three = await portal.SignInAsync("everywhere@people.example");
        await (await one.GoToAsync("/account/manage")).PressAsync("Sign out");
        (await two.GoToAsync("/account/sessions")).Text.ShouldContain("You are signed in on 2 browsers.");

        await two.PressAsync("Sign out everywhere");

        (await three.GoToAsync("/account/manage")).Path.ShouldStartWith("/account/login");
    }

    [Fact]
    public async Task Another_persons_session_cannot_be_ended()
    {
        await portal.AddAccountAsync("mine@people.example");
        await portal.AddAccountAsync("theirs@people.example");
        var mine = await portal.SignInAsync("mine@people.example");
        await using var db = await portal
            .Services.GetRequiredService<IDbContextFactory<PortalDbContext>>()
            .CreateDbContextAsync();
        var ids = await db
            .Accounts.Where(a => a.Email == "mine@people.example" || a.Email == "theirs@people.example")
            .ToDictionaryAsync(a => a.Email!, a => a.Id);
        var session = await db
            .AccountSessions.Where(s => s.AccountId == ids["mine@people.example"])
            .Select(s => s.Id)
            .SingleAsync();

        await portal
            .Services.GetRequiredService<SessionService>()
            .EndAsync(Person(ids["theirs@people.example"]), session, default);

        portal.Moved.Advance(TimeSpan.FromMinutes(1.1));
        (await mine.GoToAsync("/account/manage")).Path.ShouldBe("/account/manage");
        await portal
            .Services.GetRequiredService<SessionService>()
            .EndAsync(Person(ids["mine@people.example"]), session, default);
        (await mine.GoToAsync("/account/manage")).Path.ShouldStartWith("/account/login");

        static ClaimsPrincipal Person(Guid id) =>
            new(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, id.ToString())], "test"));
    }

    [Fact]
    public async Task A_person_who_signed_in_long_ago_confirms_the_password_before_adding_a_passkey()
    {
        await portal.AddAccountAsync("a-while@people.example");
        var person = await portal.SignInAsync("a-while@people.example");
        portal.Moved.Advance(TimeSpan.FromMinutes(11));

        await person.GoToAsync("/account/passkeys");
        person.Page.QuerySelector("form[data-passkey]").ShouldBeNull();
        await person.FollowAsync("Confirm it is you to add a passkey");
        await person.Type("Password", "not it at all 12").PressAsync("Continue");
        person.Text.ShouldContain("That password is not correct.");
        await person.Type("Password", Given.Password).PressAsync("Continue");

        person.Path.ShouldBe("/account/passkeys");
        person.Page.QuerySelector("form[data-passkey=create]").ShouldNotBeNull();
    }

    [Theory]
    [InlineData(
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0",
        "Edge, Windows"
    )]
    [InlineData(
        "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36",
        "Chrome, Android"
    )]
    [InlineData(
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
            + "Version/18.0 Mobile/15E148 Safari/604.1",
        "Safari, iPhone"
    )]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox, Linux")]
    [InlineData("<script>alert(1)</script>", "")]
    public void A_browser_is_named_as_its_owner_would(string userAgent, string name) =>
        BrowserName.FromUserAgent(userAgent).ShouldBe(name);

    public sealed class MovableClockPortal : Portal
    {
        public FakeTimeProvider Moved { get; } = new(DateTimeOffset.UtcNow);

        public override TimeProvider? Clock => Moved;
    }
}
