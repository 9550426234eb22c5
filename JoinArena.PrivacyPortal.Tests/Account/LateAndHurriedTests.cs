using System.Net;
using JoinArena.PrivacyPortal.Account.Passwords;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Account;

/// <summary>Links that are too old, for whoever waited longer than a link is good.</summary>
public sealed class LateTests(LateTests.LatePortal portal) : IClassFixture<LateTests.LatePortal>
{
    [Fact]
    public async Task A_link_that_is_too_old_says_what_to_do()
    {
        var person = await portal.Stranger().GoToAsync("/account/register");
        await person.Type("Email", "late@people.example").Type("Password", Given.Password).PressAsync("Create account");
        await person.GoToAsync((await portal.Mail.NextToAsync("late@people.example", "Confirm")).Link("/account/confirm-email"));
        person.Text.ShouldContain("This link is not good any more");
        person.Text.ShouldContain("we send you a new link");
    }

    [Fact]
    public async Task A_link_to_set_a_password_that_is_too_old_leaves_it_as_it_was()
    {
        await portal.AddAccountAsync("reset@people.example");
        var person = await portal.Stranger().GoToAsync("/account/forgot-password");
        await person.Type("Email", "reset@people.example").PressAsync("Send me a link");
        await person.GoToAsync((await portal.Mail.NextToAsync("reset@people.example", "new password")).Link("/account/reset-password"));
        person.Text.ShouldContain("Your password is as it was");
    }

    public sealed class LatePortal : Portal
    {
        protected override void Replace(IServiceCollection services) => services
            .PostConfigure<DataProtectionTokenProviderOptions>(tokens => tokens.TokenLifespan = TimeSpan.Zero)
            .PostConfigure<ResetTokens.Settings>(tokens => tokens.TokenLifespan = TimeSpan.Zero);
    }
}

/// <summary>Forms sent faster than a person could.</summary>
public sealed class HurryTests(HurryTests.StrictPortal portal) : IClassFixture<HurryTests.StrictPortal>
{
    [Fact]
    public async Task Too_many_sign_ins_from_one_address_wait_while_reading_goes_on()
    {
        var person = portal.Stranger();
        for (var tries = 1; tries <= StrictPortal.Limit; tries++)
        {
            await person.GoToAsync("/account/login");
            (await person.Type("Email", "nobody@people.example").Type("Password", "Not-the-password-1").PressAsync("Sign in")).Status.ShouldBe(200);
        }

        await person.GoToAsync("/account/login");
        (await person.Type("Email", "nobody@people.example").Type("Password", "Not-the-password-1").PressAsync("Sign in")).Status.ShouldBe((int)HttpStatusCode.TooManyRequests);
        person.Text.ShouldContain("Too many tries");
        (await person.GoToAsync("/account/login")).Status.ShouldBe(200);
    }

    public sealed class StrictPortal : Portal
    {
        public const int Limit = 3;

        protected override void Configure(IDictionary<string, string> settings) => settings["Portal:Limits:CredentialsPerMinute"] = "3";
    }
}
