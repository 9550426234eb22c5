using JoinArena.PrivacyPortal.Tests.Account;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;

namespace JoinArena.PrivacyPortal.Tests.Access;

/// <summary>Who shares a limit with whom. Everybody here comes from one address.</summary>
public sealed class RateLimitTests : IAsyncLifetime
{
    private const int Most = 4;

    private readonly FewPostsPortal _portal = new();

    public Task InitializeAsync() => _portal.InitializeAsync();

    public Task DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task A_stranger_who_uses_up_the_limit_of_an_address_stops_neither_who_is_signed_in_nor_a_known_browser()
    {
        await _portal.AddAccountAsync("signed-in@people.example");
        await _portal.AddAccountAsync("left@people.example");
        var signedIn = await _portal.SignInAsync("signed-in@people.example");
        var left = await _portal.SignInAsync("left@people.example");
        await left.PressAsync("Sign out");

        var stranger = _portal.CreateAnonymousClient();
        for (var tries = 0; tries < Most; tries++)
            await TryAsync(stranger);
        stranger.Status.ShouldBe(429);
        await TryAsync(_portal.CreateAnonymousClient());

        await left.SignInAsync("left@people.example", Given.Password);
        await ChangePasswordAsync(signedIn);
        signedIn.Status.ShouldBe(200);
    }

    [Fact]
    public async Task The_browsers_of_one_account_share_one_limit_once_they_are_signed_in()
    {
        await _portal.AddAccountAsync("two@people.example");
        var one = await _portal.SignInAsync("two@people.example");
        var two = await _portal.SignInAsync("two@people.example");
        for (var posts = 0; posts < Most; posts++)
        {
            await ChangePasswordAsync(one);
            one.Status.ShouldBe(200);
        }

        await ChangePasswordAsync(two);

        two.Status.ShouldBe(429);
    }

    private static async Task TryAsync(HtmlClient person)
    {
        await person.GoToAsync("/account/forgot-password");
        await person.Type("Email", "nobody@people.example").PressAsync("Send me a link");
    }

    // With a wrong current password, so that nothing changes.
    private static async Task ChangePasswordAsync(HtmlClient person)
    {
        await person.GoToAsync("/account/manage");
        await person
            .Type("Current password", "Not-the-password-1")
            .Type("New password", "Another-password-1")
            .PressAsync("Change password");
    }

    private sealed class FewPostsPortal : Portal
    {
        protected override void Configure(IDictionary<string, string> settings) =>
            settings["Portal:Limits:CredentialsPerMinute"] = $"{Most}";
    }
}
