using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;

namespace JoinArena.PrivacyPortal.Tests.Account.Oidc;

/// <summary>A fresh sign-in at the platform proves who somebody is, for one purpose.</summary>
public sealed class OidcStepUpTests(OidcStaffPortal portal) : IClassFixture<OidcStaffPortal>, IAsyncLifetime
{
    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync()
    {
        portal.Provider.HonoursMaxAge = true;
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_deletion_is_confirmed_with_a_fresh_sign_in_at_the_platform()
    {
        var ana = await AnnounceAsync();
        var browser = await AskAsync(ana);
        browser.Page.QuerySelector("#password").ShouldBeNull();

        await browser.FollowAsync("Confirm with JoinArena");

        browser.Text.ShouldContain("JoinArena has confirmed that it is you.");
        var question = portal.Provider.LastQuestion;
        ((long?)question.GetParameter("max_age")).ShouldBe(0);
        question.AcrValues.ShouldBe(OidcStaffPortal.Confirmed);
        await browser.PressAsync("Confirm deletion request");
        browser.Path.ShouldEndWith("?confirmed=true");
    }

    [Fact]
    public async Task A_sign_in_that_is_not_of_this_moment_proves_nothing()
    {
        var browser = await AskAsync(await AnnounceAsync());
        portal.Provider.HonoursMaxAge = false;

        await browser.FollowAsync("Confirm with JoinArena");

        browser.Text.ShouldContain("JoinArena has not confirmed that it is you.");
        browser.Page.QuerySelectorAll("main button").ShouldAllBe(b => !b.TextContent.Contains("Confirm deletion"));
    }

    [Fact]
    public async Task A_weaker_sign_in_than_was_asked_for_proves_nothing()
    {
        var ana = await AnnounceAsync();
        var browser = await AskAsync(ana);
        portal.Provider.Person = ana with { Acr = "urn:example:weak" };

        await browser.FollowAsync("Confirm with JoinArena");

        browser.Text.ShouldContain("JoinArena has not confirmed that it is you.");
    }

    [Fact]
    public async Task Another_person_at_the_platform_proves_nothing_and_is_not_signed_in()
    {
        var ana = await AnnounceAsync();
        var browser = await AskAsync(ana);
        portal.Provider.Person = await AnnounceAsync();

        await browser.FollowAsync("Confirm with JoinArena");

        browser.Text.ShouldContain("JoinArena has not confirmed that it is you.");
        (await browser.GoToAsync("/account/manage")).Text.ShouldContain($"You are signed in as {ana.Email}");
        (await portal.FindAccountAsync(portal.Provider.Person)).ShouldBeNull();
    }

    [Fact]
    public async Task A_proof_for_a_request_is_none_for_the_account()
    {
        var browser = await AskAsync(await AnnounceAsync());
        await browser.FollowAsync("Confirm with JoinArena");
        browser.Text.ShouldContain("JoinArena has confirmed that it is you.");

        await browser.GoToAsync("/account/close");

        browser.Text.ShouldNotContain("JoinArena has confirmed that it is you.");
    }

    [Fact]
    public async Task A_sign_in_that_the_platform_remembers_is_no_fresh_proof_for_changes_of_the_account()
    {
        var ana = await AnnounceAsync();
        var browser = await portal.ContinueAsync(ana, "/account/passkeys");

        browser.Text.ShouldContain("Confirm it is you");
        await browser.GoToAsync("/account/confirm?returnUrl=/account/passkeys");
        await browser.FollowAsync("Confirm with JoinArena");
        await browser.PressAsync("Continue");

        browser.Path.ShouldBe("/account/passkeys");
        browser.Text.ShouldNotContain("Confirm it is you to continue");
    }

    [Fact]
    public async Task An_account_is_closed_with_a_fresh_sign_in_and_the_next_sign_in_makes_another()
    {
        var ana = await AnnounceAsync();
        var browser = await portal.ContinueAsync(ana, "/account/close");
        var before = (await portal.FindAccountAsync(ana))!.Id;

        await browser.FollowAsync("Confirm with JoinArena");
        await browser.PressAsync("Close my account");

        (await portal.FindAccountAsync(ana)).ShouldBeNull();
        (await portal.ContinueAsync(ana)).Path.ShouldBe("/account/manage");
        (await portal.FindAccountAsync(ana))!.Id.ShouldNotBe(before);
    }

    [Fact]
    public async Task Somebody_who_never_signed_in_with_the_platform_is_not_sent_there()
    {
        var worker = await portal.SetUpAsync(Given.Worker());
        await portal.ReportAsync(worker.Id);
        var browser = await portal.SignInAsync(worker.Email);
        await AskAsync(browser);

        browser.Text.ShouldNotContain("Confirm with JoinArena");
        await browser.GoToAsync("/account/oidc/confirm?purpose=x&returnUrl=/account/manage");
        browser.Path.ShouldBe("/account/manage?problem=failed");
    }

    private async Task<ProviderPerson> AnnounceAsync() =>
        await portal.AnnounceWithDataAsync() with
        {
            Acr = OidcStaffPortal.Confirmed,
        };

    private async Task<HtmlClient> AskAsync(ProviderPerson worker)
    {
        var browser = await portal.ContinueAsync(worker);
        await AskAsync(browser);
        return browser;
    }

    private static async Task AskAsync(HtmlClient browser)
    {
        await browser.GoToAsync("/deletion/new");
        await browser.Choose("Form.Kind", "everything").PressAsync("Continue");
        await browser.PressAsync("Continue");
        browser.Text.ShouldContain("Confirm it is you");
    }
}
