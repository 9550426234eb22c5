using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Account;
using JoinArena.PrivacyPortal.Account.TwoFactor;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Account.TwoFactor;

/// <summary>A second step at sign-in, by forms alone.</summary>
public sealed class TwoFactorSignInTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task The_password_alone_opens_nothing_once_two_factor_is_on_and_each_code_or_recovery_code_works_once()
    {
        await portal.AddAccountAsync("second@people.example");
        var person = await portal.SignInAsync("second@people.example");
        var (key, codes) = await TurnOnAsync(person);
        person.Text.ShouldContain("Keep these recovery codes");
        codes.Count.ShouldBe(TwoFactorService.RecoveryCodeCount);
        await portal.Mail.WaitForEmailToAsync("second@people.example", "second step");

        var other = await PasswordAsync("second@people.example");
        other.Path.ShouldStartWith("/account/second-step");
        (await other.GoToAsync("/account/manage")).Path.ShouldStartWith("/account/login");
        other = await PasswordAsync("second@people.example");
        await other.Type("Code", "000000").PressAsync("Sign in");
        other.Text.ShouldContain("That code does not work.");
        await other.Type("Code", Code(key, steps: 1)).PressAsync("Sign in");
        other.Path.ShouldBe("/");

        var third = await PasswordAsync("second@people.example");
        await third.Type("Code", Code(key, steps: 1)).PressAsync("Sign in");
        third.Text.ShouldContain("That code does not work.");
        await third.Type("Code", codes[0].ToLowerInvariant()).PressAsync("Sign in");
        third.Path.ShouldBe("/");
        (await third.GoToAsync("/account/two-factor")).Text.ShouldContain("9 recovery codes are left.");
        var fourth = await PasswordAsync("second@people.example");
        await fourth.Type("Code", codes[0]).PressAsync("Sign in");
        fourth.Text.ShouldContain("That code does not work.");
    }

    [Fact]
    public async Task Five_wrong_codes_lock_even_the_right_one_out()
    {
        await portal.AddAccountAsync("guessed@people.example");
        var (key, _) = await TurnOnAsync(await portal.SignInAsync("guessed@people.example"));
        var thief = await PasswordAsync("guessed@people.example");
        for (var tries = 0; tries < 5; tries++)
            await thief.Type("Code", "000000").PressAsync("Sign in");

        await thief.Type("Code", Code(key, steps: 1)).PressAsync("Sign in");

        thief.Path.ShouldStartWith("/account/second-step");
    }

    [Fact]
    public async Task The_password_does_not_buy_more_tries_at_the_code()
    {
        await portal.AddAccountAsync("bought@people.example");
        var (key, _) = await TurnOnAsync(await portal.SignInAsync("bought@people.example"));
        var thief = await PasswordAsync("bought@people.example");
        for (var tries = 0; tries < 4; tries++)
            await thief.Type("Code", "000000").PressAsync("Sign in");
        thief = await PasswordAsync("bought@people.example");
        await thief.Type("Code", "000000").PressAsync("Sign in");

        await thief.Type("Code", Code(key, steps: 1)).PressAsync("Sign in");

        thief.Path.ShouldStartWith("/account/second-step");
    }

    [Fact]
    public async Task A_person_reads_that_the_second_step_is_off_while_it_is()
    {
        await portal.AddAccountAsync("without@people.example");
        var person = await portal.SignInAsync("without@people.example");

        (await person.GoToAsync("/account/two-factor")).Text.ShouldContain("It is off. Once it is on, you sign in");
    }

    [Fact]
    public async Task The_setup_may_take_as_long_as_the_person_needs()
    {
        await portal.AddAccountAsync("slow@people.example");
        var person = await portal.SignInAsync("slow@people.example");
        var before = await StampAsync("slow@people.example");

        await person.GoToAsync("/account/two-factor");

        (await StampAsync("slow@people.example")).ShouldBe(
            before,
            "a new stamp signs every browser out within a minute, this one too"
        );
    }

    [Fact]
    public async Task A_passkey_of_a_staff_member_cannot_be_bypassed_with_the_password_and_another_phone()
    {
        var link = (
            await portal
                .Services.GetRequiredService<StaffInvitationService>()
                .InviteAsync("has-passkey@joinarena.example", Roles.Officer, CancellationToken.None)
        ).Value!;
        var thief = await portal.CreateAnonymousClient().GoToAsync(link.PathAndQuery);
        await thief.Type("New password", Given.Password).PressAsync("Set this password");
        await using (var scope = portal.Services.CreateAsyncScope())
        {
            var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalAccount>>();
            var officer = (await users.FindByEmailAsync("has-passkey@joinarena.example"))!;
            (await users.AddOrUpdatePasskeyAsync(officer, TestPasskey.Create("Phone"))).Succeeded.ShouldBeTrue();
        }

        await thief.SignInAsync("has-passkey@joinarena.example", Given.Password);
        await thief.GoToAsync("/account/two-factor");

        thief.Text.ShouldContain("Use your passkey first");
        thief.Page.QuerySelector("main code").ShouldBeNull("there is no key to set a phone up with");
        (await thief.GoToAsync("/staff/requests")).Path.ShouldStartWith("/account/denied");
    }

    [Fact]
    public async Task A_staff_role_opens_nothing_before_two_factor_is_set_up_and_everything_after()
    {
        var link = (
            await portal
                .Services.GetRequiredService<StaffInvitationService>()
                .InviteAsync("new-officer@joinarena.example", Roles.Officer, CancellationToken.None)
        ).Value!;
        var person = await portal.CreateAnonymousClient().GoToAsync(link.PathAndQuery);
        await person.Type("New password", Given.Password).PressAsync("Set this password");
        await person.SignInAsync("new-officer@joinarena.example", Given.Password);
        person.Text.ShouldContain("The privacy team’s pages need a second step");
        (await person.GoToAsync("/staff/requests")).Path.ShouldStartWith("/account/denied");
        person.Text.ShouldContain("To open the privacy team’s pages, sign in with a second step.");

        await TurnOnAsync(person);

        (await person.GoToAsync("/staff/requests")).Path.ShouldBe("/staff/requests");
        person.Status.ShouldBe(200);
        (await person.GoToAsync("/account/two-factor"))
            .Page.QuerySelectorAll("button")
            .ShouldNotContain(b => b.TextContent.Contains("Turn it off", StringComparison.Ordinal));
        (
            await (await PasswordAsync("new-officer@joinarena.example")).GoToAsync("/staff/requests")
        ).Path.ShouldStartWith("/account/login");
    }

    [Fact]
    public async Task Two_factor_is_turned_off_by_its_owner_who_is_notified_by_email()
    {
        await portal.AddAccountAsync("turned-off@people.example");
        var person = await portal.SignInAsync("turned-off@people.example");
        await TurnOnAsync(person);

        await (await person.GoToAsync("/account/two-factor")).PressAsync("Turn it off");

        await portal.Mail.WaitForEmailToAsync("turned-off@people.example", "second step at sign-in is off");
        (await PasswordAsync("turned-off@people.example")).Path.ShouldBe("/");
    }

    [Fact]
    public async Task The_database_contains_neither_the_secret_nor_a_recovery_code()
    {
        await portal.AddAccountAsync("at-rest@people.example");
        var (key, codes) = await TurnOnAsync(await portal.SignInAsync("at-rest@people.example"));

        await using var db = await portal
            .Services.GetRequiredService<IDbContextFactory<PortalDbContext>>()
            .CreateDbContextAsync();
        var account = await db.Accounts.SingleAsync(a => a.Email == "at-rest@people.example");
        var kept = await db.Set<IdentityUserToken<Guid>>()
            .Where(t => t.UserId == account.Id)
            .Select(t => t.Value!)
            .ToListAsync();
        kept.Count.ShouldBeGreaterThanOrEqualTo(2);
        foreach (var value in kept)
        {
            value.ShouldNotContain(key);
            value.ShouldNotContain(codes[0]);
        }
    }

    [Fact]
    public Task The_two_factor_pages_are_accessible() =>
        BrowserUser.RunAsync(
            portal.Url,
            async person =>
            {
                await portal.AddAccountAsync("sound@people.example");
                await person.GoesToAsync("/account/second-step");
                await person.ExpectsAccessiblePageAsync();
                await person.SignsInAsync("sound@people.example");
                foreach (
                    var page in new[]
                    {
                        "/account/two-factor",
                        "/account/sessions",
                        "/account/passkeys",
                        "/account/manage",
                        "/account/confirm?returnUrl=%2Faccount%2Fmanage",
                    }
                )
                {
                    await person.GoesToAsync(page);
                    await person.ExpectsAccessiblePageAsync();
                }
            }
        );

    private async Task<string?> StampAsync(string email)
    {
        await using var db = await portal
            .Services.GetRequiredService<IDbContextFactory<PortalDbContext>>()
            .CreateDbContextAsync();
        return await db.Accounts.Where(a => a.Email == email).Select(a => a.SecurityStamp).SingleAsync();
    }

    private async Task<HtmlClient> PasswordAsync(string email)
    {
        var person = await portal.CreateAnonymousClient().GoToAsync("/account/login");
        return await person.Type("Email", email).Type("Password", Given.Password).PressAsync("Sign in");
    }

    private static async Task<(string Key, IReadOnlyList<string> Codes)> TurnOnAsync(HtmlClient person)
    {
        await person.GoToAsync("/account/two-factor");
        var key = person.Page.QuerySelector("main code")!.TextContent.Replace(" ", "", StringComparison.Ordinal);
        await person.Type("Code", Code(key)).PressAsync("Turn it on");
        return (key, [.. person.Page.QuerySelectorAll("main code").Select(c => c.TextContent)]);
    }

    private static string Code(string key, int steps = 0) => TestAuthenticator.GetCode(key, steps);
}
