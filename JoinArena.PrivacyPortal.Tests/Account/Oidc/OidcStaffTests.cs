using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Account;
using JoinArena.PrivacyPortal.Tests.Account.TwoFactor;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Account.Oidc;

/// <summary>The platform says who is staff, and whether they used a second factor.</summary>
public sealed class OidcStaffTests(OidcStaffPortal portal) : IClassFixture<OidcStaffPortal>
{
    private readonly ProviderPerson _officer = new($"s-{Guid.CreateVersion7():N}")
    {
        Email = $"officer-{Guid.CreateVersion7():N}@joinarena.example",
        Roles = [Roles.Officer],
        Amr = ["pwd", "otp", "mfa"],
    };

    [Fact]
    public async Task Staff_with_a_second_factor_at_the_provider_work_at_once()
    {
        var browser = await portal.ContinueAsync(_officer, "/staff/requests");

        browser.Path.ShouldBe("/staff/requests");
        (await portal.FindAccountAsync(_officer))!.Email.ShouldBe(_officer.Email);
    }

    [Fact]
    public async Task An_acr_that_the_operator_has_named_proves_a_second_factor_too_and_no_other_does()
    {
        var weak = _officer with { Amr = ["pwd"], Acr = "urn:example:else" };
        (await portal.ContinueAsync(weak, "/staff/requests")).Path.ShouldStartWith("/account/denied");

        var strong = weak with { Acr = OidcStaffPortal.TwoFactor };
        (await portal.ContinueAsync(strong, "/staff/requests")).Path.ShouldBe("/staff/requests");
    }

    [Theory]
    [InlineData("pwd")]
    [InlineData("otp")]
    [InlineData("MFA")]
    [InlineData("mfa2")]
    public async Task Without_a_second_factor_a_role_opens_nothing(string method)
    {
        var browser = await portal.ContinueAsync(_officer with { Amr = [method] }, "/staff/requests");

        browser.Path.ShouldStartWith("/account/denied");
        (await browser.GoToAsync("/account/two-factor")).Text.ShouldContain("You need a new invitation");
    }

    [Fact]
    public async Task An_account_with_codes_here_is_asked_for_one_unless_the_provider_has_asked()
    {
        await portal.ContinueAsync(_officer);
        var key = await TurnCodesOnAsync();

        var browser = await portal.ContinueAsync(_officer with { Amr = ["pwd"] }, "/staff/requests");
        browser.Path.ShouldBe("/account/second-step?returnUrl=%2Fstaff%2Frequests");
        browser.Text.ShouldContain("You have signed in with JoinArena. Now enter your code.");
        (await portal.CreateAnonymousClient().GoToAsync("/staff/requests")).Path.ShouldStartWith("/account/login");
        await browser.Type("Code", "000000").PressAsync("Sign in");
        browser.Path.ShouldStartWith("/account/second-step");
        await browser.Type("Code", TestAuthenticator.GetCode(key)).PressAsync("Sign in");
        browser.Path.ShouldBe("/staff/requests");
        await browser.PressAsync("Sign out");
        browser.Path.ShouldBe("/account/signed-out", "the session began at the provider all the same");

        browser = await portal.ContinueAsync(_officer, "/account/two-factor");
        browser.Text.ShouldContain("Enter a code first", Case.Sensitive, "a factor there changes none here");
    }

    [Fact]
    public async Task A_role_that_the_provider_takes_back_is_gone_at_the_next_sign_in_and_so_are_the_sessions()
    {
        var before = await portal.ContinueAsync(_officer, "/staff/requests");

        var browser = await portal.ContinueAsync(_officer with { Roles = [] }, "/staff/requests");

        browser.Path.ShouldStartWith("/account/oidc/refused/not-announced");
        (await before.GoToAsync("/staff/requests")).Path.ShouldStartWith("/account/login");
        (await RolesOfAsync(_officer)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_role_replaces_the_one_before()
    {
        await portal.ContinueAsync(_officer);

        await portal.ContinueAsync(_officer with { Roles = [Roles.Auditor, "owner", Roles.Worker] });

        (await RolesOfAsync(_officer)).ShouldBe([Roles.Auditor]);
    }

    [Fact]
    public async Task Staff_without_a_verified_address_get_no_account()
    {
        var browser = await portal.ContinueAsync(_officer with { IsEmailVerified = false });

        browser.Path.ShouldStartWith("/account/oidc/refused/no-address");
        (await portal.FindAccountAsync(_officer.Email!)).ShouldBeNull();
    }

    [Fact]
    public async Task A_worker_with_a_staff_role_has_one_account_for_both()
    {
        var both = await portal.AnnounceAsync() with { Roles = [Roles.Auditor], Amr = ["mfa"] };

        var browser = await portal.ContinueAsync(both, "/my-data");

        browser.Path.ShouldBe("/my-data");
        (await browser.GoToAsync("/staff/requests")).Path.ShouldBe("/staff/requests");
        (await RolesOfAsync(both)).Order(StringComparer.Ordinal).ShouldBe([Roles.Auditor, Roles.Worker]);
    }

    private async Task<string> TurnCodesOnAsync()
    {
        await using var scope = portal.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalAccount>>();
        var account = (await users.FindByLoginAsync("joinarena", _officer.Subject))!;
        (await users.ResetAuthenticatorKeyAsync(account)).Succeeded.ShouldBeTrue();
        (await users.SetTwoFactorEnabledAsync(account, true)).Succeeded.ShouldBeTrue();
        return (await users.GetAuthenticatorKeyAsync(account))!;
    }

    private async Task<IList<string>> RolesOfAsync(ProviderPerson person)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalAccount>>();
        return await users.GetRolesAsync((await users.FindByLoginAsync("joinarena", person.Subject))!);
    }
}
