using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;

namespace JoinArena.PrivacyPortal.Tests.Account;

/// <summary>What somebody meets between "I do not have an account" and their own data, by forms alone.</summary>
public abstract class AccountFormTests(Portal portal)
{
    private const string Password = Given.Password;

    [Fact]
    public async Task A_person_registers_confirms_signs_in_and_out_and_sets_a_new_password()
    {
        var email = Address();
        var person = await RegisterAsync(email);
        person.Path.ShouldBe("/account/check-mail");

        await person.GoToAsync(
            (await portal.Mail.WaitForEmailToAsync(email, "Confirm")).FindLink("/account/confirm-email")
        );
        await person.PressAsync("Confirm my email address");
        person.Text.ShouldContain("Your email address is confirmed");

        await person.SignInAsync(email, Password);
        (await person.GoToAsync("/account/manage")).Text.ShouldContain(email);
        await person.PressAsync("Sign out");
        (await person.GoToAsync("/account/manage")).Path.ShouldStartWith("/account/login?returnUrl=");

        await person.GoToAsync("/account/forgot-password");
        await person.Type("Email", email).PressAsync("Send me a link");
        person.Path.ShouldBe("/account/check-mail");
        var link = (await portal.Mail.WaitForEmailToAsync(email, "new password")).FindLink("/account/reset-password");
        await person.GoToAsync(link);
        await person.Type("New password", "Slow-river-72-stones").PressAsync("Set this password");
        person.Text.ShouldContain("Your new password is set");

        await person.SignInAsync(email, "Slow-river-72-stones");
        (await portal.CreateAnonymousClient().GoToAsync(link)).Text.ShouldContain("This link no longer works");
        var old = await TryAsync(email, Password);
        old.Path.ShouldBe("/account/login");
    }

    [Fact]
    public async Task The_link_of_an_email_changes_nothing_until_the_button_is_pressed()
    {
        var email = Address();
        var person = await RegisterAsync(email);
        await person.GoToAsync(
            (await portal.Mail.WaitForEmailToAsync(email, "Confirm")).FindLink("/account/confirm-email")
        );

        (await TryAsync(email, Password)).Path.ShouldBe("/account/check-mail");
    }

    [Fact]
    public async Task A_person_who_has_not_confirmed_is_sent_to_their_email_and_gets_a_new_link()
    {
        var email = Address();
        await RegisterAsync(email);
        await portal.Mail.WaitForEmailToAsync(email, "Confirm");

        var person = await TryAsync(email, Password);

        person.Path.ShouldBe("/account/check-mail");
        await Eventually.FindAsync(
            () => portal.Mail.GetEmailsTo(email) is { Count: 2 } both ? both : null,
            () => "no second link came"
        );
        (await TryAsync(email, "Not-the-password-1")).Text.ShouldContain(
            "That email address and password don’t match."
        );
    }

    [Fact]
    public async Task A_link_opened_in_another_browser_asks_for_the_password_first()
    {
        var email = Address();
        await RegisterAsync(email);
        var elsewhere = await portal
            .CreateAnonymousClient()
            .GoToAsync((await portal.Mail.WaitForEmailToAsync(email, "Confirm")).FindLink("/account/confirm-email"));

        await elsewhere.Type("Password", "Not-the-password-1").PressAsync("Confirm my email address");
        elsewhere.Text.ShouldContain("That is not the password of this account");
        await elsewhere.Type("Password", Password).PressAsync("Confirm my email address");
        elsewhere.Text.ShouldContain("Your email address is confirmed");
    }

    [Fact]
    public async Task A_stranger_who_registers_my_address_gains_nothing_when_I_open_the_link()
    {
        var email = Address();
        var mine = await RegisterAsync(email);
        await portal.Mail.WaitForEmailToAsync(email, "Confirm");
        await RegisterAsync(email, "The-strangers-own-1");
        var newest = await Eventually.FindAsync(
            () => portal.Mail.GetEmailsTo(email) is { Count: 2 } both ? both[1] : null,
            () => "no second link came"
        );

        await mine.GoToAsync(newest.FindLink("/account/confirm-email"));
        await mine.Type("Password", Password).PressAsync("Confirm my email address");

        mine.Text.ShouldContain("That is not the password of this account");
        (await TryAsync(email, "The-strangers-own-1")).Path.ShouldBe("/account/check-mail");
    }

    [Fact]
    public async Task A_link_used_twice_says_that_all_is_well()
    {
        var email = Address();
        var person = await RegisterAsync(email);
        var link = (await portal.Mail.WaitForEmailToAsync(email, "Confirm")).FindLink("/account/confirm-email");
        await (await person.GoToAsync(link)).PressAsync("Confirm my email address");

        (await person.GoToAsync(link)).Text.ShouldContain("Your email address is confirmed");
    }

    [Theory]
    [InlineData("")]
    [InlineData("?account=00000000-0000-0000-0000-000000000000&code=abc")]
    [InlineData("?account=x&code=%00")]
    public async Task An_invalid_link_to_confirm_an_address_says_that_it_no_longer_works(string query) =>
        (await portal.CreateAnonymousClient().GoToAsync("/account/confirm-email" + query)).Text.ShouldContain(
            "This link no longer works"
        );

    [Fact]
    public async Task A_person_with_an_account_learns_of_a_second_registration_by_email_only()
    {
        var email = await ConfirmedAsync();
        var again = await RegisterAsync(email, "Another-try-99-xyz");

        again.Path.ShouldBe("/account/check-mail");
        (await portal.Mail.WaitForEmailToAsync(email, "already have an account")).Text.ShouldContain(
            "nothing was changed"
        );
        (await TryAsync(email, Password)).Path.ShouldBe("/");
    }

    [Theory]
    [InlineData("short", "Use at least 10 characters.")]
    [InlineData("password1234", "is easy to guess")]
    [InlineData("1234567890", "is easy to guess")]
    public async Task An_unsuitable_password_is_explained_beside_the_field_and_in_the_summary(
        string password,
        string why
    )
    {
        var person = await RegisterAsync(Address(), password);
        person.Path.ShouldBe("/account/register");
        person.Page.QuerySelector("[role=alert]")!.TextContent.ShouldContain(why);
        person.Page.QuerySelector("#password-error")!.TextContent.ShouldContain(why);
        person.Page.QuerySelector("#password")!.GetAttribute("aria-invalid").ShouldBe("true");
        person.Page.QuerySelector("#password")!.GetAttribute("value").ShouldBeNull();
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("javascript:alert(1)")]
    public async Task A_sign_in_leads_to_no_other_site(string returnUrl)
    {
        var email = await ConfirmedAsync();
        var person = await portal
            .CreateAnonymousClient()
            .GoToAsync($"/account/login?returnUrl={Uri.EscapeDataString(returnUrl)}");
        await person.Type("Email", email).Type("Password", Password).PressAsync("Sign in");
        person.Page.Url.ShouldBe(portal.Url.ToString());
    }

    [Fact]
    public async Task A_sign_in_leads_back_to_the_page_that_was_asked_for()
    {
        var email = await ConfirmedAsync();
        var person = await portal.CreateAnonymousClient().GoToAsync("/account/manage?x=1");
        await person.Type("Email", email).Type("Password", Password).PressAsync("Sign in");
        person.Path.ShouldBe("/account/manage?x=1");
    }

    [Fact]
    public async Task A_changed_password_ends_the_other_sessions_and_is_notified_by_email()
    {
        var email = await ConfirmedAsync();
        var here = await portal.SignInAsync(email, Password);

        await here.GoToAsync("/account/manage");
        await here.Type("Current password", "wrong")
            .Type("New password", "Slow-river-72-stones")
            .PressAsync("Change password");
        here.Text.ShouldContain("That password is not correct.");
        await here.Type("Current password", Password)
            .Type("New password", "Slow-river-72-stones")
            .PressAsync("Change password");

        here.Text.ShouldContain("Your password has been changed.");
        (await portal.Mail.WaitForEmailToAsync(email, "was changed")).Subject.ShouldBe("Your password was changed");
        (await TryAsync(email, Password)).Path.ShouldBe("/account/login");
    }

    [Fact]
    public async Task The_page_My_data_opens_without_a_new_sign_in_once_JoinArena_has_announced_the_worker()
    {
        var email = await ConfirmedAsync();
        var person = await portal.SignInAsync(email, Password);
        (await person.GoToAsync("/my-data")).Path.ShouldBe("/account/not-linked");
        person.Text.ShouldContain(email);

        await (await portal.CreateApiClientAsync()).PutWorkerAsync(
            $"w-{Guid.CreateVersion7():N}",
            email.ToUpperInvariant(),
            "Ana Lopes"
        );

        (await person.GoToAsync("/my-data")).Path.ShouldBe("/my-data");
        person.Status.ShouldBe(200);
        (await person.GoToAsync("/account/not-linked")).Path.ShouldBe("/");
        (await person.GoToAsync("/inbox")).Text.ShouldContain("Inbox");
    }

    private static string Address() => $"p-{Guid.CreateVersion7():N}@people.example";

    private async Task<HtmlClient> RegisterAsync(string email, string password = Password)
    {
        var person = await portal.CreateAnonymousClient().GoToAsync("/account/register");
        return await person.Type("Email", email).Type("Password", password).PressAsync("Create account");
    }

    private async Task<string> ConfirmedAsync()
    {
        var email = Address();
        await portal.AddAccountAsync(email, Password);
        return email;
    }

    private async Task<HtmlClient> TryAsync(string email, string password)
    {
        var person = await portal.CreateAnonymousClient().GoToAsync("/account/login");
        return await person.Type("Email", email).Type("Password", password).PressAsync("Sign in");
    }

    public sealed class OnSqlite(Portal portal) : AccountFormTests(portal), IClassFixture<Portal>;

    public sealed class OnPostgres(PortalOnPostgres portal) : AccountFormTests(portal), IClassFixture<PortalOnPostgres>;
}
