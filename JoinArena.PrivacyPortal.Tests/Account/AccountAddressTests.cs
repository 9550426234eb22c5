using System.Net;
using System.Net.Http.Json;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;

namespace JoinArena.PrivacyPortal.Tests.Account;

/// <summary>Addresses that look like others, are spelled in two ways, or are nobody's.</summary>
public sealed class AccountAddressTests(Portal portal) : IClassFixture<Portal>
{
    [Theory]
    [InlineData("mi\u212Ae")] // Kelvin sign
    [InlineData("mike\u0301")] // an accent of its own
    [InlineData("mike.")]
    [InlineData("\"mike\"")]
    public async Task An_address_that_only_looks_like_anothers_is_refused_where_it_is_typed(string local)
    {
        var person = await RegisterAsync($"{local}@people.example");

        person.Path.ShouldBe("/account/register");
        person.Text.ShouldContain("Enter your email address, such as ana@example.com.");
    }

    [Fact]
    public async Task Whoever_registers_a_look_alike_first_does_not_shut_the_owner_out()
    {
        var owner = NewAddress("ross");
        var lookAlike = NewAddress("ro\u0455s"); // with a Cyrillic letter
        await RegisterAsync(lookAlike);
        var person = await RegisterAsync(owner);

        await ConfirmAsync(person, owner);

        await person.SignInAsync(owner, Given.Password);
        var stranger = await portal.CreateAnonymousClient().GoToAsync("/account/login");
        await stranger.Type("Email", lookAlike).Type("Password", Given.Password).PressAsync("Sign in");
        stranger.Path.ShouldBe("/account/check-mail", "only the owner's address was confirmed");
    }

    [Fact]
    public async Task An_account_that_nobody_has_confirmed_takes_the_address_as_it_was_typed_last()
    {
        // Some mail servers distinguish upper and lower case, so the first may have been typed by somebody else.
        var typed = NewAddress("kim");
        var first = typed.Replace("kim", "KIM", StringComparison.Ordinal);
        var stranger = await RegisterAsync(first);
        var strangersLink = await portal.Mail.WaitForEmailToAsync(first, "Confirm");
        var person = await RegisterAsync(typed);

        var link = await Eventually.FindAsync(
            () => portal.Mail.GetEmailsTo(typed) is { Count: 2 } both ? both[1] : null,
            () => "no second link came"
        );
        portal.Mail.GetRecipients().ShouldContain(typed);
        await stranger.GoToAsync(strangersLink.FindLink("/account/confirm-email"));
        stranger.Text.ShouldContain("This link no longer works");
        await person.GoToAsync(link.FindLink("/account/confirm-email"));
        await person.PressAsync("Confirm my email address");
        await person.SignInAsync(typed, Given.Password);
        (await person.GoToAsync("/account/manage")).Text.ShouldContain(typed);
    }

    [Fact]
    public async Task An_address_with_letters_beyond_ASCII_in_its_domain_is_one_address_in_both_spellings()
    {
        var local = $"ana-{Guid.NewGuid():N}";
        var inUnicode = $"{local}@bücher.example";
        var inAscii = $"{local}@xn--bcher-kva.example";
        var id = $"w-{Guid.NewGuid():N}";
        var api = await portal.CreateApiClientAsync();
        await api.PutWorkerAsync(id, inUnicode, "Ana Lopes");
        using var second = await api.Http.PutAsJsonAsync(
            $"/api/v1/workers/{id}-2",
            new
            {
                email = inAscii,
                name = "Ana Lopes",
                jurisdiction = "DE",
            }
        );
        second.StatusCode.ShouldBe(HttpStatusCode.BadRequest, "two spellings make one worker");

        // Browsers send what is typed in the form for mail.
        var person = await RegisterAsync(inAscii);
        await ConfirmAsync(person, inAscii);
        await person.SignInAsync(inUnicode, Given.Password);

        (await person.GoToAsync("/account/manage")).Text.ShouldContain(inUnicode);
        (await person.GoToAsync("/my-data")).Path.ShouldBe("/my-data");
    }

    private static string NewAddress(string local) => $"{local}-{Guid.NewGuid():N}@people.example";

    private async Task<HtmlClient> RegisterAsync(string email)
    {
        var person = await portal.CreateAnonymousClient().GoToAsync("/account/register");
        return await person.Type("Email", email).Type("Password", Given.Password).PressAsync("Create account");
    }

    private async Task ConfirmAsync(HtmlClient person, string email)
    {
        var link = (await portal.Mail.WaitForEmailToAsync(email, "Confirm")).FindLink("/account/confirm-email");
        await (await person.GoToAsync(link)).PressAsync("Confirm my email address");
        person.Text.ShouldContain("Your email address is confirmed");
    }
}
