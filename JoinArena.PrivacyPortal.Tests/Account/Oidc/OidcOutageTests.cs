using System.Diagnostics;
using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Account.Oidc;

/// <summary>The provider is down.</summary>
public sealed class OidcOutageTests(OidcPortal portal) : IClassFixture<OidcPortal>
{
    [Fact]
    public async Task The_sign_in_page_says_so_the_password_still_works_and_so_does_the_provider_once_it_is_back()
    {
        var worker = await portal.SetUpAsync(Given.Worker());
        await portal.ContinueAsync(new(worker.Id));
        await portal.Provider.StopAsync();
        try
        {
            var browser = await portal.ContinueAsync(new(worker.Id), "/my-data");
            browser.Text.ShouldContain("JoinArena’s sign-in does not answer");
            await browser.Type("Email", worker.Email).Type("Password", Given.Password).PressAsync("Sign in");
            browser.Path.ShouldBe("/my-data");

            // Nothing is known about the provider after a start, and nobody waits for it.
            var started = Stopwatch.StartNew();
            await portal.RestartAsync();
            (await portal.CreateAnonymousClient().GoToAsync("/account/login")).Status.ShouldBe(200);
            started.Elapsed.ShouldBeLessThan(TimeSpan.FromMinutes(2));
            browser = await portal.ContinueAsync(new(worker.Id), "/my-data");
            browser.Text.ShouldContain("JoinArena’s sign-in does not answer");
        }
        finally
        {
            await portal.Provider.StartAsync();
        }

        (await portal.ContinueAsync(new(worker.Id), "/my-data")).Path.ShouldBe("/my-data");
    }
}
