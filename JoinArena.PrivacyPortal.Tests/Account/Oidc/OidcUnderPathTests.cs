namespace JoinArena.PrivacyPortal.Tests.Account.Oidc;

/// <summary>Sign-in with the platform, for a portal under a path of a host that it shares.</summary>
public sealed class OidcUnderPathTests(OidcUnderPathTests.SharedPortal portal)
    : IClassFixture<OidcUnderPathTests.SharedPortal>
{
    [Fact]
    public async Task The_provider_leads_back_under_the_path_after_a_sign_in_and_after_a_sign_out()
    {
        var ana = await portal.AnnounceAsync();

        var browser = await portal.ContinueAsync(ana, "/account/manage?done=added");
        portal.Provider.LastQuestion.RedirectUri.ShouldBe($"{portal.Url}account/oidc/callback");
        browser.Path.ShouldBe("/account/manage?done=added");
        browser.Page.Url.ShouldStartWith(portal.Url.ToString());

        await browser.PressAsync("Sign out");
        browser.Path.ShouldBe("/account/signed-out");
        await browser.FollowAsync("Sign out of JoinArena too");
        browser.Page.Url.ShouldStartWith(portal.Url.ToString());
        browser.Text.ShouldContain("You are signed out of this portal and of JoinArena.");
    }

    public sealed class SharedPortal : OidcPortal
    {
        public override Uri Url => new(base.Url, "privacy/");

        protected override void Configure(IDictionary<string, string> settings)
        {
            base.Configure(settings);
            settings["Portal:PublicUrl"] = "http://127.0.0.1/privacy";
        }
    }
}
