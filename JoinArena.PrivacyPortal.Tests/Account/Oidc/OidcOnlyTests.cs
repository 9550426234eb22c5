using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Account;
using JoinArena.PrivacyPortal.Account.Team;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Account.Oidc;

/// <summary>The platform's sign-in instead of the portal's own, and no provider's roles where nobody has asked for them.</summary>
public sealed class OidcOnlyTests(OidcOnlyPortal portal, OidcPortal besides)
    : IClassFixture<OidcOnlyPortal>,
        IClassFixture<OidcPortal>
{
    [Fact]
    public async Task There_is_no_form_for_a_password_and_a_forged_one_opens_nothing()
    {
        var officer = await portal.CreateStaffAccountAsync(Roles.Officer);
        var browser = await portal.CreateAnonymousClient().GoToAsync("/account/login");

        browser.Page.QuerySelectorAll("main input").ShouldBeEmpty();
        browser.Page.QuerySelectorAll("main form").ShouldBeEmpty();
        browser.Text.ShouldNotContain("password");
        (await browser.GoToAsync("/account/login?returnUrl=/policy")).Text.ShouldNotContain("password");
        (await browser.GoToAsync("/account/register?returnUrl=/policy")).Path.ShouldBe(
            "/account/login?returnUrl=%2Fpolicy"
        );
        (await browser.GoToAsync("/account/forgot-password")).Path.ShouldBe("/account/login");
        using var forged = await browser.ForgeAsync(
            "/account/login",
            ("_handler", "sign-in"),
            ("Email", officer),
            ("Password", Given.Password)
        );
        (await browser.GoToAsync("/account/manage")).Path.ShouldStartWith("/account/login");
    }

    [Fact]
    public async Task The_contact_page_offers_no_account_and_no_password_that_the_portal_does_not_have()
    {
        var alone = await portal.CreateAnonymousClient().GoToAsync("/contact");
        var both = await besides.CreateAnonymousClient().GoToAsync("/contact");

        alone
            .Page.QuerySelector("section[aria-labelledby=not-signed-in] a")!
            .GetAttribute("href")
            .ShouldBe("/account/login");
        alone.Text.ShouldNotContain("password");
        both.Text.ShouldContain("Set a new password");
    }

    [Fact]
    public async Task No_one_is_invited_to_set_a_password_that_would_open_nothing()
    {
        var invitation = await portal
            .Services.GetRequiredService<StaffInvitationService>()
            .InviteAsync("kim@joinarena.example", Roles.Officer, CancellationToken.None);

        invitation.Error.ShouldBe(InvitationError.RolesComeFromJoinArena);
        (await portal.Services.GetRequiredService<TeamQueries>().ListAsync(CancellationToken.None)).ShouldNotContain(
            member => member.Email == "kim@joinarena.example"
        );
    }

    [Fact]
    public async Task A_worker_comes_in_by_the_platform()
    {
        var browser = await portal.ContinueAsync(await portal.AnnounceAsync(), "/my-data");

        browser.Path.ShouldBe("/my-data");
    }

    [Fact]
    public async Task Where_no_claim_is_named_a_provider_makes_nobody_staff()
    {
        var ana = await besides.AnnounceAsync() with { Roles = [Roles.Administrator], Amr = ["mfa"] };

        var browser = await besides.ContinueAsync(ana, "/staff/requests");

        browser.Path.ShouldStartWith("/account/denied");
    }
}
