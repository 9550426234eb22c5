using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace JoinArena.PrivacyPortal.Tests.Account;

/// <summary>The account pages and the inbox as somebody sees them in a browser.</summary>
public sealed class AccountInBrowserTests(Portal portal) : IClassFixture<Portal>
{
    [Theory]
    [InlineData("/account/login")]
    [InlineData("/account/register")]
    [InlineData("/account/check-mail")]
    [InlineData("/account/forgot-password")]
    [InlineData("/account/reset-password")]
    [InlineData("/account/confirm-email")]
    [InlineData("/account/denied")]
    public Task A_public_account_page_is_accessible(string page) =>
        BrowserUser.RunAsync(
            portal.Url,
            async person =>
            {
                await person.GoesToAsync(page);
                await person.ExpectsAccessiblePageAsync();
            }
        );

    [Fact]
    public Task A_form_that_is_sent_back_says_why_and_takes_the_focus() =>
        BrowserUser.RunAsync(
            portal.Url,
            async person =>
            {
                await person.GoesToAsync("/account/register");
                await person.PressesAsync("Create account");
                await person.SeesHeadingAsync("There are 2 problems");
                await Assertions.Expect(person.Page.GetByRole(AriaRole.Alert)).ToBeFocusedAsync();
                await person.ExpectsAccessiblePageAsync();
            }
        );

    [Fact]
    public Task A_person_looks_at_the_password_they_typed_and_hides_it_again() =>
        BrowserUser.RunAsync(
            portal.Url,
            async person =>
            {
                await person.GoesToAsync("/account/register");
                await person.TypesAsync("Password", "slow river stones");
                await person.PressesAsync("Show password");
                (await FieldAsync(person)).ShouldBe("text new-password slow river stones");
                await person.ExpectsAccessiblePageAsync();
                await person.PressesAsync("Hide password");
                (await FieldAsync(person)).ShouldBe("password new-password slow river stones");
            }
        );

    private static Task<string> FieldAsync(BrowserUser person) =>
        person.Page.EvaluateAsync<string>(
            "() => { const f = document.getElementById('password'); return `${f.type} ${f.autocomplete} ${f.value}`; }"
        );

    [Fact]
    public Task A_person_unknown_to_JoinArena_sees_what_to_do() =>
        BrowserUser.RunAsync(
            portal.Url,
            async person =>
            {
                await portal.AddAccountAsync("unknown@people.example");
                await SignInAsync(person, "unknown@people.example");
                await person.SeesHeadingAsync("We do not recognise your email address yet");
                await person.FollowsAsync("See what to do");
                await person.SeesAsync("unknown@people.example");
                await person.ExpectsAccessiblePageAsync();
                await person.GoesToAsync("/account/manage");
                await person.ExpectsAccessiblePageAsync();
            }
        );

    [Fact]
    public Task A_message_is_new_until_it_is_marked_read_even_without_scripts() =>
        BrowserUser.RunAsync(
            portal.Url,
            async person =>
            {
                var email = await KnownAsync("w-inbox");
                await using (
                    var db = await portal
                        .Services.GetRequiredService<IDbContextFactory<PortalDbContext>>()
                        .CreateDbContextAsync()
                )
                {
                    foreach (var subject in (string[])["Version 1.1 is new", "Your request was received"])
                    {
                        await db.Notices.SendToWorkerAsync(
                            "w-inbox",
                            new Notice(subject, ["There is nothing you need to do."], "/policy"),
                            TimeProvider.System.GetInstant(),
                            CancellationToken.None
                        );
                    }

                    await db.SaveChangesAsync();
                }

                await SignInAsync(person, email);
                await person.GoesToAsync("/inbox");
                await person.SeesAsync("You have 2 new messages.");
                await UnfoldAsync(person, "Your request was received");
                await person.PressesAsync("Mark as read Your request was received");
                await person.SeesAsync("You have 1 new message.");
                await UnfoldAsync(person, "Version 1.1 is new");
                await person.PressesAsync("Mark as read Version 1.1 is new");
                await person.SeesAsync("You have read all messages.");
                await person.ExpectsAccessiblePageAsync();
            },
            javaScript: false
        );

    [Fact]
    public Task A_sign_out_in_one_tab_ends_the_live_page_in_another() =>
        BrowserUser.RunAsync(
            portal.Url,
            async person =>
            {
                await SignInAsync(person, await KnownAsync("w-tabs"));
                await person.GoesToAsync("/my-data");
                var other = await person.Page.Context.NewPageAsync();
                await other.GotoAsync("/account/manage");
                await other
                    .GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Sign out", Exact = true })
                    .ClickAsync();

                await person.WaitsForAddressAsync("/account/login?returnUrl=");
            }
        );

    private static Task UnfoldAsync(BrowserUser person, string subject) =>
        person
            .Page.GetByRole(Microsoft.Playwright.AriaRole.Heading, new() { Name = subject, Exact = true })
            .ClickAsync();

    private async Task<string> KnownAsync(string worker)
    {
        await (await portal.CreateApiClientAsync()).PutWorkerAsync(worker, $"{worker}@people.example", "Ana Lopes");
        await portal.AddAccountAsync($"{worker}@people.example");
        return $"{worker}@people.example";
    }

    private static async Task SignInAsync(BrowserUser person, string email)
    {
        await person.GoesToAsync("/account/login");
        await person.TypesAsync("Email", email);
        await person.TypesAsync("Password", Given.Password);
        await person.PressesAsync("Sign in");
    }
}
