using System.Net;
using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Account;
using JoinArena.PrivacyPortal.Account.SigningIn;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace JoinArena.PrivacyPortal.Tests.Account;

/// <summary>When a session is over, its cookie opens nothing, whatever the cookie says.</summary>
public sealed class SessionEndTests(SessionEndTests.MovableClockPortal portal)
    : IClassFixture<SessionEndTests.MovableClockPortal>
{
    private const string Session = "joinarena-session";

    [Fact]
    public async Task A_cookie_that_was_copied_dies_with_the_sign_out()
    {
        var person = await SignInAsync(Roles.Worker);
        var copied = person.Cookies.Single(c => c.Name == Session).Value;
        (await OpensAsync(copied)).ShouldBeTrue();

        await (await person.GoToAsync("/account/manage")).PressAsync("Sign out");

        (await OpensAsync(copied)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_browser_is_told_to_forget_what_it_kept_when_somebody_signs_out()
    {
        var person = await (await SignInAsync(Roles.Worker)).GoToAsync("/account/manage");
        var token = person.Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false });
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(portal.Url, "/account/sign-out"))
        {
            Content = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]),
        };
        request.Headers.Add("Cookie", string.Join("; ", person.Cookies.Select(c => $"{c.Name}={c.Value}")));

        using var answer = await browser.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.GetValues("Clear-Site-Data").ShouldBe(["\"cache\", \"storage\""]);
    }

    [Theory]
    [InlineData("/account/sessions", "Sign out everywhere")]
    [InlineData("/account/manage", "Sign out everywhere")]
    public async Task Every_other_browser_dies_with_a_sign_out_everywhere(string page, string button)
    {
        var email = await AddAccountAsync(Roles.Worker);
        var here = await portal.SignInAsync(email);
        var there = await portal.SignInAsync(email);

        await (await here.GoToAsync(page)).PressAsync(button);

        (await OpensAsync(there)).ShouldBeFalse();
    }

    [Fact]
    public async Task Every_other_browser_dies_with_a_new_password()
    {
        var email = await AddAccountAsync(Roles.Worker);
        var here = await portal.SignInAsync(email);
        var there = await portal.SignInAsync(email);

        await here.GoToAsync("/account/manage");
        await here.Type("Current password", Given.Password)
            .Type("New password", "Another-password-1")
            .PressAsync("Change password");

        (await OpensAsync(there)).ShouldBeFalse();
        (await OpensAsync(here)).ShouldBeTrue();
    }

    [Fact]
    public async Task Every_browser_dies_with_a_new_role()
    {
        var email = await AddAccountAsync(Roles.Worker);
        var person = await portal.SignInAsync(email);

        await portal
            .Services.GetRequiredService<StaffInvitationService>()
            .InviteAsync(email, Roles.Officer, CancellationToken.None);

        (await OpensAsync(person)).ShouldBeFalse();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(365)]
    public async Task A_cookie_made_up_with_the_keys_opens_nothing_without_a_session_whatever_its_date(int daysAhead)
    {
        var email = await AddAccountAsync(Roles.Administrator);

        var forged = await ForgeAsync(email, Guid.CreateVersion7(), TimeSpan.FromDays(daysAhead));

        (await OpensAsync(forged)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_cookie_with_a_date_ahead_dies_with_its_session()
    {
        var email = await AddAccountAsync(Roles.Administrator);
        var person = await portal.SignInAsync(email);
        var session = Guid.Parse(
            ReadCookie(person.Cookies.Single(c => c.Name == Session).Value).FindFirstValue("sid")!
        );
        var forged = await ForgeAsync(email, session, TimeSpan.FromDays(365));
        (await OpensAsync(forged)).ShouldBeTrue();

        await (await person.GoToAsync("/account/manage")).PressAsync("Sign out");

        (await OpensAsync(forged)).ShouldBeFalse();
    }

    [Fact]
    public async Task Staff_are_signed_out_after_twelve_hours_of_work_and_a_worker_is_not()
    {
        var officer = await SignInAsync(Roles.Officer);
        var worker = await SignInAsync(Roles.Worker);
        for (var hours = 0; hours < 11; hours++)
        {
            portal.Moved.Advance(TimeSpan.FromHours(1));
            (await officer.GoToAsync("/staff")).Path.ShouldBe("/staff");
            (await OpensAsync(worker)).ShouldBeTrue();
        }

        portal.Moved.Advance(TimeSpan.FromHours(1));

        (await officer.GoToAsync("/staff")).Path.ShouldStartWith("/account/login");
        (await OpensAsync(worker)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_new_password_does_not_prolong_a_session_of_staff()
    {
        var officer = await SignInAsync(Roles.Officer);
        portal.Moved.Advance(TimeSpan.FromHours(7));
        await officer.GoToAsync("/account/manage");
        await officer
            .Type("Current password", Given.Password)
            .Type("New password", "Another-password-1")
            .PressAsync("Change password");
        portal.Moved.Advance(TimeSpan.FromHours(4.9));
        (await officer.GoToAsync("/staff")).Path.ShouldBe("/staff");

        portal.Moved.Advance(TimeSpan.FromHours(0.2));

        (await officer.GoToAsync("/staff")).Path.ShouldStartWith("/account/login");
    }

    private static async Task<bool> OpensAsync(HtmlClient person) =>
        (await person.GoToAsync("/account/manage")).Path == "/account/manage";

    private async Task<bool> OpensAsync(string cookie)
    {
        using var handler = new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false };
        using var http = new HttpClient(handler) { BaseAddress = portal.Url };
        http.DefaultRequestHeaders.Add("Cookie", $"{Session}={cookie}");
        using var answer = await http.GetAsync(new Uri("/account/manage", UriKind.Relative));
        return answer.StatusCode is HttpStatusCode.OK;
    }

    private async Task<string> AddAccountAsync(string role)
    {
        var email = $"p-{Guid.CreateVersion7():N}@people.example";
        await portal.AddAccountAsync(email, role: role);
        return email;
    }

    private async Task<HtmlClient> SignInAsync(string role) => await portal.SignInAsync(await AddAccountAsync(role));

    private CookieAuthenticationOptions CookieOptions =>
        portal
            .Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>()
            .Get(IdentityConstants.ApplicationScheme);

    private ClaimsPrincipal ReadCookie(string cookie) =>
        CookieOptions.TicketDataFormat.Unprotect(cookie).ShouldNotBeNull().Principal;

    // As somebody can who has the portal's data-protection keys.
    private async Task<string> ForgeAsync(string email, Guid session, TimeSpan ahead)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalAccount>>();
        var principal = await scope
            .ServiceProvider.GetRequiredService<IUserClaimsPrincipalFactory<PortalAccount>>()
            .CreateAsync((await users.FindByEmailAsync(email))!);
        var now = portal.Moved.GetUtcNow();
        principal
            .Identities.First()
            .AddClaims(
                SessionClaims.Create(session, now, factorAt: null, SignInClaims.Password, SignInClaims.SeveralFactors)
            );
        var issued = now + ahead;
        return CookieOptions.TicketDataFormat.Protect(
            new(
                principal,
                new AuthenticationProperties { IssuedUtc = issued, ExpiresUtc = issued.AddYears(10) },
                IdentityConstants.ApplicationScheme
            )
        );
    }

    public sealed class MovableClockPortal : Portal
    {
        public FakeTimeProvider Moved { get; } = new(DateTimeOffset.UtcNow);

        public override TimeProvider? Clock => Moved;
    }
}
