using System.Net;
using JoinArena.PrivacyPortal.Account;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Account.Oidc.Demo;

/// <summary>What the stand-in for the platform's sign-in does to the portal, and where it is not.</summary>
public sealed class DemoProviderTests(DemoProviderPortal portal, Portal without)
    : IClassFixture<DemoProviderPortal>,
        IClassFixture<Portal>
{
    [Theory]
    [InlineData("worker2@example.com", "w-demo-2")]
    [InlineData("officer@example.com", "demo-officer@example.com")]
    public async Task Who_is_chosen_has_one_account_and_keeps_its_password(string email, string subject)
    {
        var browser = await portal.CreateAnonymousClient().GoToAsync("/account/oidc/sign-in?returnUrl=/account/manage");

        await browser.FollowAsync(email);

        browser.Text.ShouldContain($"You are signed in as {email}");
        await using var scope = portal.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalAccount>>();
        var account = (await users.FindByLoginAsync("joinarena", subject)).ShouldNotBeNull();
        account.Email.ShouldBe(email);
        (await portal.SignInAsync(email, DemoAccounts.Password)).Path.ShouldBe("/");
    }

    [Fact]
    public async Task Each_account_of_the_demo_can_be_chosen()
    {
        var browser = await portal.CreateAnonymousClient().GoToAsync("/account/oidc/sign-in");

        browser
            .Page.QuerySelectorAll("main li a")
            .Select(link => link.TextContent)
            .Where(text => text.Contains('@', StringComparison.Ordinal))
            .ShouldBe(DemoAccounts.SignIns.Select(one => one.Email));
    }

    [Fact]
    public void With_it_these_addresses_are_open_too_and_no_others() =>
        ListOpen(portal)
            .ShouldBe([
                "/demo/identity/.well-known/openid-configuration",
                "/demo/identity/authorize",
                "/demo/identity/choice",
                "/demo/identity/end-session",
                "/demo/identity/keys",
                "/demo/identity/token",
            ]);

    [Theory]
    [InlineData("/demo/identity/authorize")]
    [InlineData("/demo/identity/choice?person=officer@example.com")]
    [InlineData("/demo/identity/.well-known/openid-configuration")]
    public async Task Where_nobody_has_asked_for_it_there_is_nothing(string address)
    {
        var stranger = await without.CreateAnonymousClient().GoToAsync(address);

        stranger.Status.ShouldBe((int)HttpStatusCode.NotFound);
    }

    private static IEnumerable<string> ListOpen(Portal of) =>
        of
            .Services.GetServices<EndpointDataSource>()
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            .Select(endpoint => $"/{endpoint.RoutePattern.RawText?.TrimStart('/')}")
            .Where(address => address.StartsWith("/demo/", StringComparison.Ordinal))
            .Distinct()
            .Order(StringComparer.Ordinal);
}
