using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;

namespace JoinArena.PrivacyPortal.Tests.Account;

/// <summary>Somebody waits for an email of ours.</summary>
public sealed class AwaitedEmailTests(Portal portal) : IClassFixture<Portal>
{
    private static int s_people;

    [Fact]
    public async Task Person_who_registers_reads_which_mailbox_to_open_and_can_have_the_email_sent_again()
    {
        var email = Address();
        var person = await RegisterAsync(email);
        person.Text.ShouldContain($"We have sent an email to {email}.");
        person.Path.ShouldNotContain("%40");
        var first = await portal.Mail.WaitForEmailToAsync(email, "Confirm");

        await person.PressAsync("Send it again");

        person.Text.ShouldContain("We have sent it again");
        await WaitForEmailsAsync(email, 2);
        await person.GoToAsync(portal.Mail.GetEmailsTo(email)[^1].FindLink("/account/confirm-email"));
        await person.PressAsync("Confirm my email address");
        person.Text.ShouldContain("Your email address is confirmed");
        first.Subject.ShouldContain("Confirm");
    }

    [Fact]
    public async Task Person_who_forgot_the_password_learns_nothing_about_whose_address_it_is()
    {
        var known = await RegisteredAsync();
        var unknown = Address();

        var owner = await ForgetAsync(known);
        var stranger = await ForgetAsync(unknown);

        owner
            .Text.Replace(known, "", StringComparison.Ordinal)
            .ShouldBe(stranger.Text.Replace(unknown, "", StringComparison.Ordinal));
        await owner.PressAsync("Send it again");
        await stranger.PressAsync("Send it again");
        // The one to confirm the address, and two to set a password.
        await WaitForEmailsAsync(known, 3);
        portal.Mail.GetEmailsTo(unknown).ShouldBeEmpty();
    }

    [Fact]
    public async Task Person_who_has_an_account_at_JoinArena_and_none_here_is_led_to_create_one()
    {
        var person = await portal.CreateAnonymousClient().GoToAsync("/account/login");
        person.Text.ShouldContain("your password for this portal.");
        await person.GoToAsync("/policy/accept");
        person.Text.ShouldContain("To open the page you asked for, sign in");
        person.Text.ShouldContain("your password for this portal");

        await person.FollowAsync("I forgot my password");
        person.Text.ShouldContain("If you have an account in this portal, we send a link");
        await person.Type("Email", Address()).PressAsync("Send me a link");
        person.Text.ShouldContain("The link works for 1 hour.");
        person.Text.ShouldContain("If you have no account in this portal yet, create one.");
        await person.FollowAsync("Create account");

        person.Path.ShouldBe("/account/register?returnUrl=%2Fpolicy%2Faccept");
    }

    [Fact]
    public async Task Owner_of_an_address_that_somebody_registers_again_gets_no_link_that_confirms_it()
    {
        var email = await RegisteredAsync();
        var stranger = await RegisterAsync(email);

        await stranger.PressAsync("Send it again");

        await WaitForEmailsAsync(email, 3);
        portal
            .Mail.GetEmailsTo(email)
            .Count(m => m.Text.Contains("/account/confirm-email", StringComparison.Ordinal))
            .ShouldBe(1);
    }

    [Fact]
    public async Task Browser_that_waits_for_nothing_reads_no_address_and_sends_nothing()
    {
        var visitor = await portal.CreateAnonymousClient().GoToAsync("/account/check-mail");

        visitor.Text.ShouldContain("If we have just sent you an email");
        visitor.Text.ShouldNotContain("The link works for", Case.Sensitive, "it is not known which email it was");
        visitor.Page.QuerySelectorAll("main button").ShouldBeEmpty();
    }

    [Fact]
    public async Task Mailbox_is_not_filled_by_asking_again_and_again()
    {
        var email = Address();
        var person = await RegisterAsync(email);

        for (var n = 0; n < 8; n++)
            await person.PressAsync("Send it again");

        await Task.Delay(TimeSpan.FromSeconds(1));
        portal.Mail.GetEmailsTo(email).Count.ShouldBeLessThan(7);
    }

    private static string Address() => $"waiting-{Interlocked.Increment(ref s_people)}@people.example";

    private async Task<HtmlClient> RegisterAsync(string email)
    {
        var person = await portal.CreateAnonymousClient().GoToAsync("/account/register");
        return await person.Type("Email", email).Type("Password", Given.Password).PressAsync("Create account");
    }

    private async Task<HtmlClient> ForgetAsync(string email)
    {
        var person = await portal.CreateAnonymousClient().GoToAsync("/account/forgot-password");
        return await person.Type("Email", email).PressAsync("Send me a link");
    }

    private async Task<string> RegisteredAsync()
    {
        var email = Address();
        var person = await RegisterAsync(email);
        await person.GoToAsync(
            (await portal.Mail.WaitForEmailToAsync(email, "Confirm")).FindLink("/account/confirm-email")
        );
        await person.PressAsync("Confirm my email address");
        return email;
    }

    private Task<object> WaitForEmailsAsync(string email, int count) =>
        Eventually.FindAsync<object>(
            () => portal.Mail.GetEmailsTo(email) is { } all && all.Count == count ? all : null,
            () => $"{portal.Mail.GetEmailsTo(email).Count} emails came, not {count}"
        );
}
