using System.Net;
using JoinArena.PrivacyPortal.Account;
using JoinArena.PrivacyPortal.Account.Attempts;
using JoinArena.PrivacyPortal.Account.Passwords;
using JoinArena.PrivacyPortal.Account.Registering;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace JoinArena.PrivacyPortal.Tests.Account.Attempts;

/// <summary>What guessing at passwords brings, and whom it shuts out, on both databases.</summary>
public abstract class SignInAttemptsTests(Portal portal)
{
    private const string Wrong = "Not-the-password-1";

    [Fact]
    public async Task Of_sixty_wrong_passwords_at_once_five_are_looked_at()
    {
        var email = await AddAccountAsync();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 60).Select(_ => Task.Run(() => CheckAsync(email, Wrong, From("192.0.2.1"))))
        );

        answers.Count(a => a is PasswordCheckResult.Incorrect).ShouldBe(AttemptLimit.SignIn.Count);
        answers.Count(a => a is PasswordCheckResult.LockedOut).ShouldBe(60 - AttemptLimit.SignIn.Count);
    }

    [Fact]
    public async Task Who_guesses_locks_out_their_own_network_and_nobody_else()
    {
        var email = await AddAccountAsync();
        for (var tries = 0; tries < AttemptLimit.SignIn.Count; tries++)
            await CheckAsync(email, Wrong, From("2001:db8:0:1::1"));

        (await CheckAsync(email, Given.Password, From("2001:db8:0:1:ffff::2"))).ShouldBe(
            PasswordCheckResult.LockedOut,
            "who has one address of a /64 has them all"
        );
        (await CheckAsync(email, Given.Password, From("2001:db8:0:2::1"))).ShouldBe(PasswordCheckResult.Correct);
        (await CheckAsync(email, Given.Password, From("192.0.2.1"))).ShouldBe(PasswordCheckResult.Correct);
    }

    [Fact]
    public async Task A_browser_that_signed_in_before_is_not_shut_out_by_wrong_passwords_from_its_own_network()
    {
        var email = await AddAccountAsync();
        var other = await AddAccountAsync();
        for (var tries = 0; tries < AttemptLimit.SignIn.Count; tries++)
            await CheckAsync(email, Wrong, From("192.0.2.1"));

        (await CheckAsync(email, Given.Password, await FromBrowserOfAsync(email, "192.0.2.1"))).ShouldBe(
            PasswordCheckResult.Correct
        );
        (await CheckAsync(email, Given.Password, await FromBrowserOfAsync(other, "192.0.2.1"))).ShouldBe(
            PasswordCheckResult.LockedOut,
            "an account of one's own buys no tries at another's"
        );
    }

    [Fact]
    public async Task A_known_browser_has_five_tries_too()
    {
        var email = await AddAccountAsync();
        var browser = await FromBrowserOfAsync(email, "192.0.2.1");
        for (var tries = 0; tries < AttemptLimit.SignIn.Count; tries++)
            (await CheckAsync(email, Wrong, browser)).ShouldBe(PasswordCheckResult.Incorrect);

        (await CheckAsync(email, Given.Password, browser)).ShouldBe(PasswordCheckResult.LockedOut);
    }

    [Fact]
    public async Task A_hundred_wrong_passwords_from_many_networks_shut_new_browsers_out_until_a_new_password_is_set()
    {
        var email = await AddAccountAsync();
        for (var tries = 0; tries < AttemptLimit.SignInFromNewBrowsers.Count; tries++)
            (await CheckAsync(email, Wrong, From($"192.0.2.{tries}"))).ShouldBe(PasswordCheckResult.Incorrect);

        (await CheckAsync(email, Given.Password, From("198.51.100.1"))).ShouldBe(PasswordCheckResult.LockedOut);
        (await CheckAsync(email, Given.Password, await FromBrowserOfAsync(email, "198.51.100.1"))).ShouldBe(
            PasswordCheckResult.Correct
        );

        await RunAsync<PasswordResetService>(async reset =>
        {
            var (account, code) = await CreateResetCodeAsync(email);
            (await reset.SetPasswordAsync(account, code, "A-new-password-1", default)).ShouldBeTrue();
        });
        (await CheckAsync(email, "A-new-password-1", From("198.51.100.1"))).ShouldBe(PasswordCheckResult.Correct);
    }

    [Fact]
    public async Task One_network_alone_cannot_shut_the_others_out()
    {
        var email = await AddAccountAsync();
        for (var tries = 0; tries <= AttemptLimit.SignInFromNewBrowsers.Count; tries++)
            await CheckAsync(email, Wrong, From("192.0.2.1"));

        (await CheckAsync(email, Given.Password, From("192.0.2.2"))).ShouldBe(PasswordCheckResult.Correct);
    }

    [Fact]
    public async Task Of_twelve_links_asked_for_at_once_five_are_sent()
    {
        var email = await AddAccountAsync();

        await Task.WhenAll(
            Enumerable
                .Range(0, 12)
                .Select(_ =>
                    Task.Run(() => RunAsync<PasswordResetService>(reset => reset.SendLinkAsync(email, default)))
                )
        );

        (await CountEmailsAsync(email)).ShouldBe(AttemptLimit.ResetEmails.Count);
    }

    [Fact]
    public async Task Registering_an_address_again_and_again_sends_five_emails_and_leaves_the_last_link_valid()
    {
        var email = $"p-{Guid.CreateVersion7():N}@people.example";
        var person = portal.CreateAnonymousClient();
        for (var tries = 0; tries < AttemptLimit.RegistrationEmails.Count; tries++)
            await RegisterAsync(person, email);
        var stamp = (await FindAccountAsync(email)).SecurityStamp;

        await RegisterAsync(portal.CreateAnonymousClient(), email);

        (await CountEmailsAsync(email)).ShouldBe(AttemptLimit.RegistrationEmails.Count);
        (await FindAccountAsync(email)).SecurityStamp.ShouldBe(stamp, "a new stamp ends the links sent before");
    }

    [Fact]
    public async Task Who_registers_an_address_again_and_again_does_not_keep_its_owner_from_it_in_another_network()
    {
        var email = $"p-{Guid.CreateVersion7():N}@people.example";
        for (var tries = 0; tries <= AttemptLimit.RegistrationEmails.Count; tries++)
            await RegisterAsync(email, "Not-the-owners-word-1", From("192.0.2.1"));
        (await CountEmailsAsync(email)).ShouldBe(AttemptLimit.RegistrationEmails.Count);

        await RegisterAsync(email, Given.Password, From("192.0.2.2"));

        (await CountEmailsAsync(email)).ShouldBe(AttemptLimit.RegistrationEmails.Count + 1);
        await using var scope = portal.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalAccount>>();
        (await users.CheckPasswordAsync((await users.FindByEmailAsync(email))!, Given.Password)).ShouldBeTrue();

        for (var network = 3; network < 40; network++)
            await RegisterAsync(email, "Not-the-owners-word-1", From($"192.0.2.{network}"));
        (await CountEmailsAsync(email)).ShouldBe(AttemptLimit.RegistrationEmailsOfAll.Count);
    }

    private async Task RegisterAsync(string email, string password, HttpContext http)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<IHttpContextAccessor>().HttpContext = http;
        await scope.ServiceProvider.GetRequiredService<RegistrationService>().RegisterAsync(email, password, default);
    }

    private static async Task RegisterAsync(Support.Browsing.HtmlClient person, string email)
    {
        await person.GoToAsync("/account/register");
        await person.Type("Email", email).Type("Password", Given.Password).PressAsync("Create account");
        person.Path.ShouldBe("/account/check-mail");
    }

    private static DefaultHttpContext From(string address) =>
        new() { Connection = { RemoteIpAddress = IPAddress.Parse(address) } };

    private async Task<DefaultHttpContext> FromBrowserOfAsync(string email, string address)
    {
        var signedIn = From(address);
        portal.Services.GetRequiredService<KnownBrowserCookie>().Remember(signedIn, (await FindAccountAsync(email)).Id);
        var cookie = SetCookieHeaderValue.Parse(signedIn.Response.Headers.SetCookie.ToString());
        var next = From(address);
        next.Request.Headers.Cookie = $"{cookie.Name}={cookie.Value}";
        return next;
    }

    private async Task<string> AddAccountAsync()
    {
        var email = $"p-{Guid.CreateVersion7():N}@people.example";
        await portal.AddAccountAsync(email);
        return email;
    }

    private async Task<PortalAccount> FindAccountAsync(string email)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalAccount>>();
        return (await users.FindByEmailAsync(email)).ShouldNotBeNull();
    }

    private async Task<(string Account, string Code)> CreateResetCodeAsync(string email)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalAccount>>();
        var account = (await users.FindByEmailAsync(email)).ShouldNotBeNull();
        var link = AccountEmails.CreateLink("", account, await users.GeneratePasswordResetTokenAsync(account));
        var query = System.Web.HttpUtility.ParseQueryString(link);
        return (query["account"]!, query["code"]!);
    }

    private async Task<PasswordCheckResult> CheckAsync(string email, string password, HttpContext http)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<IHttpContextAccessor>().HttpContext = http;
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalAccount>>();
        return await scope
            .ServiceProvider.GetRequiredService<PasswordChecker>()
            .CheckAsync(await users.FindByEmailAsync(email), password, default);
    }

    private async Task RunAsync<TService>(Func<TService, Task> work)
        where TService : notnull
    {
        await using var scope = portal.Services.CreateAsyncScope();
        await work(scope.ServiceProvider.GetRequiredService<TService>());
    }

    private async Task<int> CountEmailsAsync(string email) =>
        (
            await Eventually.FindAsync(
                async () =>
                {
                    await using var db = await portal
                        .Services.GetRequiredService<IDbContextFactory<PortalDbContext>>()
                        .CreateDbContextAsync();
                    return await db.Outbox.AnyAsync(m => m.Payload!.Contains(email))
                        ? null
                        : portal.Mail.GetEmailsTo(email);
                },
                () => $"letters to {email} are still waiting"
            )
        ).Count;

    public sealed class OnSqlite(QuickPortal portal) : SignInAttemptsTests(portal), IClassFixture<QuickPortal>;

    public sealed class OnPostgres(QuickPortalOnPostgres portal)
        : SignInAttemptsTests(portal),
            IClassFixture<QuickPortalOnPostgres>;
}
