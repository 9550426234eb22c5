using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;

namespace JoinArena.PrivacyPortal.Tests.Account;

/// <summary>A worker whom JoinArena's platform sends to the policy, and who has no account yet.</summary>
public sealed class AccountWayBackTests(AccountWayBackTests.PlatformPortal portal)
    : IClassFixture<AccountWayBackTests.PlatformPortal>
{
    private const string Platform = "https://app.joinarena.example";

    private static readonly string s_wanted =
        $"/policy/accept?returnUrl={Uri.EscapeDataString($"{Platform}/back?job=7")}";

    private readonly string _email = $"p-{Guid.CreateVersion7():N}@people.example";

    [Fact]
    public async Task A_worker_who_registers_on_the_way_arrives_where_the_platform_sent_them()
    {
        await AnnounceAsync();
        var person = await ArriveAsync();
        await person.FollowAsync("I have no account in this portal yet");
        await person.Type("Email", _email).Type("Password", Given.Password).PressAsync("Create account");
        var link = (await portal.Mail.WaitForEmailToAsync(_email, "Confirm")).FindLink("/account/confirm-email");

        // The email is opened in another browser, as on a phone.
        var elsewhere = await portal.CreateAnonymousClient().GoToAsync(link);
        await elsewhere.Type("Password", Given.Password).PressAsync("Confirm my email address");
        await elsewhere.FollowAsync("Go to sign in");
        await elsewhere.Type("Email", _email).Type("Password", Given.Password).PressAsync("Sign in");

        elsewhere.Path.ShouldBe(s_wanted);
        elsewhere.Text.ShouldContain("You come from app.joinarena.example");
    }

    [Fact]
    public async Task A_worker_who_asks_for_a_new_link_or_a_new_password_on_the_way_arrives_too()
    {
        await AnnounceAsync();
        var person = await ArriveAsync();
        await person.FollowAsync("I have no account in this portal yet");
        await person.Type("Email", _email).Type("Password", Given.Password).PressAsync("Create account");
        await person.FollowAsync("Back to sign in");
        await person.Type("Email", _email).Type("Password", Given.Password).PressAsync("Sign in");
        var second = await Eventually.FindAsync(
            () => portal.Mail.GetEmailsTo(_email) is { Count: 2 } both ? both[1] : null,
            () => "no second link came"
        );
        second.FindLink("/account/confirm-email").ShouldEndWith($"returnUrl={Uri.EscapeDataString(s_wanted)}");

        await person.FollowAsync("Back to sign in");
        await person.FollowAsync("I forgot my password");
        await person.Type("Email", _email).PressAsync("Send me a link");
        var link = (await portal.Mail.WaitForEmailToAsync(_email, "new password")).FindLink("/account/reset-password");
        await person.GoToAsync(link);
        await person.Type("New password", "Slow-river-72-stones").PressAsync("Set this password");
        await person.FollowAsync("Go to sign in");
        await person.Type("Email", _email).Type("Password", "Slow-river-72-stones").PressAsync("Sign in");

        person.Path.ShouldBe(s_wanted);
    }

    [Fact]
    public async Task Staff_who_open_the_page_for_unknown_workers_are_led_to_their_own()
    {
        var officer = await portal.SignInAsync(await portal.CreateStaffAccountAsync(Roles.Officer));

        await officer.GoToAsync("/account/not-linked");

        officer.Text.ShouldContain("You are signed in as staff.");
        officer.Page.QuerySelectorAll("header nav a").Select(a => a.TextContent.Trim()).ShouldNotContain("Requests");
        await officer.FollowAsync("Go to the worklist");
        officer.Path.ShouldBe("/staff");
    }

    [Fact]
    public async Task A_worker_whom_JoinArena_announces_late_arrives_too()
    {
        await portal.AddAccountAsync(_email);
        var person = await ArriveAsync();
        await person.Type("Email", _email).Type("Password", Given.Password).PressAsync("Sign in");
        person.Path.ShouldStartWith("/account/not-linked");
        await AnnounceAsync();

        await person.FollowAsync("Try again");

        person.Path.ShouldBe(s_wanted);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    public async Task An_email_leads_to_no_other_site(string returnUrl)
    {
        var person = await portal
            .CreateAnonymousClient()
            .GoToAsync($"/account/register?returnUrl={Uri.EscapeDataString(returnUrl)}");
        await person.Type("Email", _email).Type("Password", Given.Password).PressAsync("Create account");

        (await portal.Mail.WaitForEmailToAsync(_email, "Confirm")).Text.ShouldNotContain("evil");
    }

    private async Task AnnounceAsync() =>
        await (await portal.CreateApiClientAsync()).PutWorkerAsync($"w-{Guid.CreateVersion7():N}", _email, "Ana Lopes");

    private async Task<HtmlClient> ArriveAsync()
    {
        var person = await portal.CreateAnonymousClient().GoToAsync(s_wanted);
        person.Path.ShouldStartWith("/account/login");
        return person;
    }

    public sealed class PlatformPortal : Portal
    {
        protected override void Configure(IDictionary<string, string> settings) =>
            settings["Portal:Acceptance:ReturnOrigins:0"] = Platform;
    }
}
