using System.Net;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Account;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Account.TwoFactor;

/// <summary>What somebody who knows a password alone tries on the pages of an account with a second factor.</summary>
public sealed class FactorAttackTests(SessionTests.MovableClockPortal portal)
    : IClassFixture<SessionTests.MovableClockPortal>
{
    [Fact]
    public async Task The_password_of_an_officer_with_a_passkey_removes_adds_and_changes_nothing()
    {
        const string Email = "attacked@joinarena.example";
        await (await InviteAsync(Email)).SignInAsync(Email, Given.Password);
        await ChangeAsync(
            Email,
            async (users, officer) => await users.AddOrUpdatePasskeyAsync(officer, TestPasskey.Create("Phone"))
        );
        var thief = await portal.SignInAsync(Email);

        await thief.GoToAsync("/account/passkeys");
        thief.Text.ShouldContain("Use your passkey first");
        thief.Page.QuerySelector("form[data-passkey=create]").ShouldBeNull();
        await thief.PressAsync("RemovePhone");
        thief.Path.ShouldStartWith("/account/confirm");
        thief.Page.QuerySelectorAll("input[type=password]").ShouldBeEmpty("a password is no proof here");
        thief.Text.ShouldNotContain("Send me a code by email");
        await (await thief.GoToAsync("/account/passkeys")).Type("New name", "Mine").PressAsync("RenamePhone");
        thief.Path.ShouldStartWith("/account/confirm");
        (await thief.GoToAsync("/account/two-factor")).Page.QuerySelector("main code").ShouldBeNull();
        (await thief.GoToAsync("/account/manage")).Text.ShouldNotContain("Current password");
        (await thief.GoToAsync("/staff/requests")).Path.ShouldStartWith("/account/denied");

        await ChangeAsync(
            Email,
            async (users, officer) =>
                (await users.GetPasskeysAsync(officer)).ShouldHaveSingleItem().Name.ShouldBe("Phone")
        );
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(23, true)]
    [InlineData(25, false)]
    public async Task The_first_factor_is_set_up_within_a_day_of_the_invitation(int hours, bool isInTime)
    {
        var email = $"invited-{hours}@joinarena.example";
        var person = await InviteAsync(email);
        portal.Moved.Advance(TimeSpan.FromHours(hours));
        await person.SignInAsync(email, Given.Password);

        await person.GoToAsync("/account/two-factor");

        (person.Page.QuerySelector("main code") is not null).ShouldBe(isInTime);
        if (!isInTime)
            person.Text.ShouldContain("You need a new invitation");
    }

    [Fact]
    public async Task A_password_from_before_the_invitation_sets_nothing_up()
    {
        const string Email = "promoted@joinarena.example";
        await portal.AddOwnAccountAsync(Email);
        var link = await LinkAsync(Email);

        var thief = await portal.SignInAsync(Email);
        await thief.GoToAsync("/account/two-factor");
        thief.Text.ShouldContain("You need a new invitation");
        thief.Page.QuerySelector("main code").ShouldBeNull();
        (await thief.GoToAsync("/account/passkeys")).Text.ShouldContain("You need a new invitation");

        var owner = await portal.CreateAnonymousClient().GoToAsync(link.PathAndQuery);
        await owner.Type("New password", "Slow-river-72-stones").PressAsync("Set this password");
        await owner.SignInAsync(Email, "Slow-river-72-stones");
        (await owner.GoToAsync("/account/two-factor")).Page.QuerySelector("main code").ShouldNotBeNull();
    }

    [Fact]
    public async Task A_password_reset_by_email_sets_up_no_factor_of_staff()
    {
        const string Email = "reset@joinarena.example";
        await portal.AddOwnAccountAsync(Email);
        await LinkAsync(Email);
        var link = "";
        await ChangeAsync(
            Email,
            async (users, owner) =>
                link = AccountEmails.CreateLink(
                    "/account/reset-password",
                    owner,
                    await users.GeneratePasswordResetTokenAsync(owner)
                )
        );
        var reader = await portal.CreateAnonymousClient().GoToAsync(link);
        await reader.Type("New password", "Slow-river-72-stones").PressAsync("Set this password");

        await reader.SignInAsync(Email, "Slow-river-72-stones");

        (await reader.GoToAsync("/account/two-factor")).Text.ShouldContain("You need a new invitation");
    }

    [Fact]
    public async Task Someone_invited_who_has_a_factor_signs_in_with_it()
    {
        const string Email = "has-codes@joinarena.example";
        await portal.AddOwnAccountAsync(Email);
        await TurnOnAsync(await portal.SignInAsync(Email));

        (await LinkAsync(Email)).AbsolutePath.ShouldBe("/account/login");
    }

    [Fact]
    public async Task Ten_minutes_after_the_sign_in_a_change_needs_a_code_of_the_app_again()
    {
        const string Email = "unlocked@people.example";
        await portal.AddOwnAccountAsync(Email);
        var person = await portal.SignInAsync(Email);
        var key = await TurnOnAsync(person);
        portal.Moved.Advance(TimeSpan.FromMinutes(11));

        await person.GoToAsync("/account/two-factor");
        person.Text.ShouldContain("Enter a code first");
        person.Text.ShouldNotContain("Turn it off");
        (await person.GoToAsync("/account/manage")).Text.ShouldNotContain("Current password");
        await (await person.GoToAsync("/account/two-factor")).FollowAsync("Enter a code");
        person.Page.QuerySelectorAll("input[type=password]").ShouldBeEmpty();
        await person.Type("Code", "000000").PressAsync("Continue");
        person.Text.ShouldContain("That code is wrong or has already been used.");
        await person.Type("Code", CodeOf(key)).PressAsync("Continue");

        person.Path.ShouldBe("/account/two-factor");
        await person.PressAsync("Create new recovery codes");
        person.Text.ShouldContain("Keep these recovery codes");
    }

    [Fact]
    public async Task A_code_seen_over_the_shoulder_is_worth_nothing_once_a_later_one_was_used()
    {
        const string Email = "watched@people.example";
        await portal.AddOwnAccountAsync(Email);
        var key = await TurnOnAsync(await portal.SignInAsync(Email));
        portal.Moved.Advance(TimeSpan.FromMinutes(5));
        await (await PasswordAsync(Email)).Type("Code", CodeOf(key, steps: 1)).PressAsync("Sign in");

        foreach (var steps in (int[])[-1, 0, 1])
        {
            var thief = await PasswordAsync(Email);
            await thief.Type("Code", CodeOf(key, steps)).PressAsync("Sign in");
            thief.Text.ShouldContain("That code does not work.");
        }
    }

    [Fact]
    public async Task No_options_for_a_passkey_are_made_for_a_session_that_may_not_add_one()
    {
        const string Email = "options@people.example";
        await portal.AddOwnAccountAsync(Email);
        await ChangeAsync(
            Email,
            async (users, owner) => await users.AddOrUpdatePasskeyAsync(owner, TestPasskey.Create("Phone"))
        );
        var thief = await (await portal.SignInAsync(Email)).GoToAsync("/account/passkeys");
        var token = thief.Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

        using var answer = await thief.ForgeAsync(
            "/account/passkeys/creation-options",
            ("__RequestVerificationToken", token)
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task An_officer_who_is_also_a_worker_does_not_lose_the_account_to_a_password()
    {
        const string Email = "closing@joinarena.example";
        await portal.AddOwnAccountAsync(Email);
        await LinkAsync(Email);
        var thief = await portal.SignInAsync(Email);
        (await thief.GoToAsync("/account/manage")).Text.ShouldNotContain("Close my account");

        await thief.GoToAsync("/account/close");
        await thief.Type("Password", Given.Password).PressAsync("Close my account");

        thief.Path.ShouldBe("/account/two-factor");
        await ChangeAsync(Email, (_, owner) => Task.FromResult(owner.ShouldNotBeNull()));
    }

    private string CodeOf(string key, int steps = 0) => TestAuthenticator.GetCode(key, steps, portal.Moved.GetUtcNow());

    private async Task<string> TurnOnAsync(HtmlClient person)
    {
        await person.GoToAsync("/account/two-factor");
        var key = person.Page.QuerySelector("main code")!.TextContent.Replace(" ", "", StringComparison.Ordinal);
        await person.Type("Code", CodeOf(key)).PressAsync("Turn it on");
        person.Text.ShouldContain("Keep these recovery codes");
        return key;
    }

    private async Task<HtmlClient> PasswordAsync(string email)
    {
        var person = await portal.CreateAnonymousClient().GoToAsync("/account/login");
        return await person.Type("Email", email).Type("Password", Given.Password).PressAsync("Sign in");
    }

    private async Task<Uri> LinkAsync(string email) =>
        (
            await portal
                .Services.GetRequiredService<StaffInvitationService>()
                .InviteAsync(email, Roles.Officer, CancellationToken.None)
        ).Value!;

    private async Task<HtmlClient> InviteAsync(string email)
    {
        var person = await portal.CreateAnonymousClient().GoToAsync((await LinkAsync(email)).PathAndQuery);
        return await person.Type("New password", Given.Password).PressAsync("Set this password");
    }

    private async Task ChangeAsync(string email, Func<UserManager<PortalAccount>, PortalAccount, Task> change)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalAccount>>();
        await change(users, (await users.FindByEmailAsync(email))!);
    }
}
