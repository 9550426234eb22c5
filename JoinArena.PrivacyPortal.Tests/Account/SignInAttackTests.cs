using System.Net;
using System.Security.Claims;
using System.Text.RegularExpressions;
using JoinArena.PrivacyPortal.Account;
using JoinArena.PrivacyPortal.Account.StepUp;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Tests.Notifications;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace JoinArena.PrivacyPortal.Tests.Account;

/// <summary>What somebody learns who tries addresses, passwords and forged forms: nothing.</summary>
public sealed partial class SignInAttackTests(CountingPortal portal) : IClassFixture<CountingPortal>
{
    [Fact]
    public async Task Wrong_unknown_and_locked_sign_ins_read_and_cost_the_same()
    {
        var known = Address();
        var unknown = Address();
        await portal.AddAccountAsync(known);

        for (var tries = 1; tries <= 6; tries++)
        {
            var ofKnown = await TryAsync(known, "Not-the-password-1");
            var ofUnknown = await TryAsync(unknown, "Not-the-password-1");
            ofKnown.ShouldBe(ofUnknown, $"at try {tries}");
            ofKnown.Hashed.ShouldBe(1);
        }

        var locked = await TryAsync(known, Given.Password);
        var nobody = await TryAsync(unknown, Given.Password);
        locked.ShouldBe(nobody);
        locked.Text.ShouldContain("If you have tried several times, wait 5 minutes before you try again.");
    }

    [Fact]
    public async Task A_wrong_sign_in_runs_the_same_statements_whether_or_not_the_address_is_known()
    {
        var known = Address();
        var unknown = Address();
        await portal.AddAccountAsync(known);
        using var statements = await StatementRecorder.StartAsync(
            portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>()
        );

        await TryAsync(known, "Not-the-password-1");
        var ofKnown = statements.TakeRecorded().Select(s => s.Sql).ToList();
        await TryAsync(unknown, "Not-the-password-1");

        ofKnown.ShouldContain(sql => sql.Contains("\"AttemptCounters\"", StringComparison.Ordinal));
        statements.TakeRecorded().Select(s => s.Sql).ShouldBe(ofKnown);
    }

    [Fact]
    public async Task Four_wrong_passwords_do_not_lock_and_the_right_one_restarts_the_count()
    {
        var known = Address();
        await portal.AddAccountAsync(known);
        for (var tries = 1; tries <= 9; tries++)
        {
            if (tries == 5)
                await portal.SignInAsync(known);
            else
                await TryAsync(known, "Not-the-password-1");
        }

        await portal.SignInAsync(known);
    }

    [Fact]
    public async Task Registration_and_password_reset_answer_the_same_whether_or_not_the_address_is_known()
    {
        var known = Address();
        var unknown = Address();
        await portal.AddAccountAsync(known);

        (await RegisterAsync(known)).ShouldBe(await RegisterAsync(unknown));
        (await ForgetAsync(known)).ShouldBe(await ForgetAsync(Address()));
    }

    [Fact]
    public async Task A_step_up_counts_towards_the_same_lock()
    {
        var email = Address();
        await portal.AddAccountAsync(email);
        var person = await PrincipalAsync(email);
        var stepUp = portal.Services.GetRequiredService<StepUpService>();
        // At the address from which the sign-in below is tried.
        portal.Services.GetRequiredService<IHttpContextAccessor>().HttpContext = new DefaultHttpContext
        {
            Connection = { RemoteIpAddress = IPAddress.Loopback },
        };

        (await stepUp.ConfirmPasswordAsync(person, Given.Password, CancellationToken.None)).ShouldBe(
            StepUpResult.Confirmed
        );
        for (var tries = 1; tries <= 5; tries++)
        {
            (await stepUp.ConfirmPasswordAsync(person, "wrong", CancellationToken.None)).ShouldBe(
                StepUpResult.WrongPassword
            );
        }

        (await stepUp.ConfirmPasswordAsync(person, Given.Password, CancellationToken.None)).ShouldBe(
            StepUpResult.LockedOut
        );
        (await TryAsync(email, Given.Password)).Path.ShouldBe("/account/login");
    }

    [Theory]
    [InlineData("/account/register", "register")]
    [InlineData("/account/forgot-password", "forgot-password")]
    [InlineData("/account/login", "sign-in")]
    public async Task A_form_from_another_site_changes_nothing(string page, string form)
    {
        var email = Address();

        using var answer = await portal
            .CreateAnonymousClient()
            .ForgeAsync(page, ("_handler", form), ("Email", email), ("Password", Given.Password));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        await using var db = await portal
            .Services.GetRequiredService<IDbContextFactory<PortalDbContext>>()
            .CreateDbContextAsync();
        (await db.Accounts.AnyAsync(a => a.Email == email)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_forged_sign_out_does_not_sign_out()
    {
        var email = Address();
        await portal.AddAccountAsync(email);
        var person = await portal.SignInAsync(email);

        using (var answer = await person.ForgeAsync("/account/sign-out"))
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        (await person.GoToAsync("/account/manage")).Path.ShouldBe("/account/manage");
    }

    [Fact]
    public async Task The_session_cookie_is_out_of_reach_of_scripts_and_other_sites()
    {
        var email = Address();
        await portal.AddAccountAsync(email);
        var person = await portal.SignInAsync(email);
        person.Path.ShouldBe("/");
        var session = person.Cookies.Single(c => c.Name == "joinarena-session");
        (session.HttpOnly, session.Expires, session.Path).ShouldBe((true, DateTime.MinValue, "/"));
        portal
            .Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>()
            .Get(IdentityConstants.ApplicationScheme)
            .Cookie.SameSite.ShouldBe(SameSiteMode.Lax);
    }

    [Theory]
    [InlineData("https://privacy.example.com", "__Host-joinarena-session")]
    [InlineData("http://intranet.example", "joinarena-session")]
    [InlineData(null, "joinarena-session")]
    public void Cookies_are_for_this_host_alone_on_a_portal_that_runs_on_https(string? url, string name) =>
        PortalCookies
            .From(MailTestData.CreateConfiguration([.. url is null ? [] : new[] { ("Portal:PublicUrl", url) }]))
            .Session.ShouldBe(name);

    private static string Address() => $"p-{Guid.CreateVersion7():N}@people.example";

    private async Task<ClaimsPrincipal> PrincipalAsync(string email)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        var account = await scope
            .ServiceProvider.GetRequiredService<UserManager<PortalAccount>>()
            .FindByEmailAsync(email);
        return await scope
            .ServiceProvider.GetRequiredService<IUserClaimsPrincipalFactory<PortalAccount>>()
            .CreateAsync(account!);
    }

    private Task<Seen> TryAsync(string email, string password) =>
        SendAsync("/account/login", "Sign in", email, password);

    private Task<Seen> RegisterAsync(string email) =>
        SendAsync("/account/register", "Create account", email, Given.Password);

    private Task<Seen> ForgetAsync(string email) =>
        SendAsync("/account/forgot-password", "Send me a link", email, password: null);

    private async Task<Seen> SendAsync(string page, string button, string email, string? password)
    {
        var person = await portal.CreateAnonymousClient().GoToAsync(page);
        person.Type("Email", email);
        if (password is not null)
            person.Type("Password", password);
        var before = portal.Hashed;
        await person.PressAsync(button);
        var html = Random()
            .Replace(person.Page.DocumentElement.OuterHtml.Replace(email, "EMAIL", StringComparison.Ordinal), "RANDOM");
        return new(
            person.Status,
            person.Path,
            // The person reads the address that they typed.
            person.Text.Replace(email, "EMAIL", StringComparison.Ordinal),
            html,
            string.Join(',', person.Cookies.Select(c => c.Name).Order(StringComparer.Ordinal)),
            portal.Hashed - before
        );
    }

    [GeneratedRegex("CfDJ8[A-Za-z0-9_-]+", RegexOptions.None, 10_000)]
    private static partial Regex Random();

    private sealed record Seen(int Status, string Path, string Text, string Html, string Cookies, int Hashed);
}
