using System.Net;
using JoinArena.PrivacyPortal.Account.Passwords;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Account;

/// <summary>Links that are opened after they have expired.</summary>
public sealed class ExpiredLinkTests(ExpiredLinkTests.ExpiredLinkPortal portal)
    : IClassFixture<ExpiredLinkTests.ExpiredLinkPortal>
{
    [Fact]
    public async Task An_expired_link_says_what_to_do()
    {
        var person = await portal.CreateAnonymousClient().GoToAsync("/account/register");
        await person.Type("Email", "late@people.example").Type("Password", Given.Password).PressAsync("Create account");
        await person.GoToAsync(
            (await portal.Mail.WaitForEmailToAsync("late@people.example", "Confirm")).FindLink("/account/confirm-email")
        );
        person.Text.ShouldContain("This link no longer works");
        person.Text.ShouldContain("we send you a new link");
    }

    [Fact]
    public async Task An_expired_password_link_leaves_the_password_unchanged()
    {
        await portal.AddAccountAsync("reset@people.example");
        var person = await portal.CreateAnonymousClient().GoToAsync("/account/forgot-password");
        await person.Type("Email", "reset@people.example").PressAsync("Send me a link");
        await person.GoToAsync(
            (await portal.Mail.WaitForEmailToAsync("reset@people.example", "new password")).FindLink(
                "/account/reset-password"
            )
        );
        person.Text.ShouldContain("This link did not change your password.");
    }

    public sealed class ExpiredLinkPortal : Portal
    {
        protected override void Replace(IServiceCollection services) =>
            services
                .PostConfigure<DataProtectionTokenProviderOptions>(tokens => tokens.TokenLifespan = TimeSpan.Zero)
                .PostConfigure<PasswordResetTokenProvider.Settings>(tokens => tokens.TokenLifespan = TimeSpan.Zero);
    }
}

/// <summary>Forms sent faster than a person could.</summary>
public sealed class SignInRateLimitTests(SignInRateLimitTests.RateLimitedPortal portal)
    : IClassFixture<SignInRateLimitTests.RateLimitedPortal>
{
    [Fact]
    public async Task Too_many_sign_ins_from_one_address_have_to_wait_while_pages_can_still_be_read()
    {
        var person = portal.CreateAnonymousClient();
        for (var tries = 1; tries <= RateLimitedPortal.Limit; tries++)
        {
            await person.GoToAsync("/account/login");
            (
                await person
                    .Type("Email", "nobody@people.example")
                    .Type("Password", "Not-the-password-1")
                    .PressAsync("Sign in")
            ).Status.ShouldBe(200);
        }

        await person.GoToAsync("/account/login");
        (
            await person
                .Type("Email", "nobody@people.example")
                .Type("Password", "Not-the-password-1")
                .PressAsync("Sign in")
        ).Status.ShouldBe((int)HttpStatusCode.TooManyRequests);
        person.Text.ShouldContain("Too many attempts");
        (await person.GoToAsync("/account/login")).Status.ShouldBe(200);
    }

    public sealed class RateLimitedPortal : Portal
    {
        public const int Limit = 3;

        protected override void Configure(IDictionary<string, string> settings) =>
            settings["Portal:Limits:CredentialsPerMinute"] = "3";
    }
}
