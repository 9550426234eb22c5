using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using JoinArena.PrivacyPortal.Tests.Deletion;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using Microsoft.Playwright;

namespace JoinArena.PrivacyPortal.Tests.Account;

/// <summary>
/// Passkeys in a real browser, with the authenticator that Chromium brings for tests (Web Authentication Level 3, 11).
/// </summary>
public sealed partial class PasskeyTests(DeletionPortal portal) : IClassFixture<DeletionPortal>
{
    // A passkey belongs to a name; a number is none.
    private Uri ByName => new UriBuilder(portal.Url) { Host = "localhost" }.Uri;

    [Fact]
    public async Task A_passkey_is_added_and_named_signs_in_without_a_password_confirms_a_deletion_and_is_removed()
    {
        var (_, id) = await portal.SignInWorkerAsync("Northwind");
        var email = $"{id}@people.example";
        await BrowserUser.RunAsync(
            ByName,
            async person =>
            {
                var device = await person.AddAuthenticatorAsync();
                await person.SignsInAsync(email);
                await person.GoesToAsync("/account/manage");
                await person.FollowsAsync("Passkeys");
                await person.SeesAsync("You have no passkeys yet.");
                await person.ExpectsAccessiblePageAsync();
                await person.TypesAsync("A name for it", "My phone");
                await person.PressesAsync("Add a passkey");
                await person.SeesAsync("The passkey has been added.");
                await person.SeesHeadingAsync("My phone");
                await person.ExpectsAccessiblePageAsync();
                (await portal.Mail.WaitForEmailToAsync(email, "A passkey was added")).Text.ShouldContain("My phone");

                await person.Page.GetByText("Rename or remove").ClickAsync();
                await person.ExpectsAccessiblePageAsync();
                await person.TypesAsync("New name", "My old phone");
                await person.PressesAsync("Rename My phone");
                await person.SeesHeadingAsync("My old phone");
                await person.PressesAsync("Sign out");

                await person.GoesToAsync("/account/login?returnUrl=%2Fdeletion%2Fnew");
                await person.ExpectsAccessiblePageAsync();
                await person.PressesAsync("Sign in with a passkey");
                await person.SeesHeadingAsync("What should be deleted?");
                await person.TicksAsync("Everything that");
                await person.PressesAsync("Continue");
                await person.PressesAsync("Continue");
                await person.SeesHeadingAsync("What you ask for");
                await person.ExpectsAccessiblePageAsync();
                await person.PressesAsync("Use a passkey");
                await person.SeesAsync("Your request is confirmed");

                await person.GoesToAsync("/account/passkeys");
                await person.Page.GetByText("Rename or remove").ClickAsync();
                await person.PressesAsync("Remove My old phone");
                await person.SeesAsync("The passkey has been removed.");
                await person.PressesAsync("Sign out");
                await person.GoesToAsync("/account/login");
                await person.PressesAsync("Sign in with a passkey");
                await person.SeesAsync("That passkey does not belong to an account here.");
                await person.ExpectsAccessiblePageAsync();
                await device.DetachAsync();
            }
        );
        await portal.Mail.WaitForEmailToAsync(email, "A passkey was removed");
    }

    [Fact]
    public async Task A_person_who_cancels_reads_so_and_the_password_still_works()
    {
        var (_, id) = await portal.SignInWorkerAsync("Northwind");
        await BrowserUser.RunAsync(
            ByName,
            async person =>
            {
                // A device without any passkey: the browser gives none.
                await person.AddAuthenticatorAsync();
                await person.GoesToAsync("/account/login");
                await person.PressesAsync("Sign in with a passkey");
                await person.SeesAsync(
                    "Your browser did not send a passkey. Try again, or use another way to sign in."
                );
                await person.SignsInAsync($"{id}@people.example");
            }
        );
    }

    [Fact]
    public async Task Another_persons_passkey_confirms_nothing()
    {
        var (_, mine) = await portal.SignInWorkerAsync("Northwind");
        var (_, theirs) = await portal.SignInWorkerAsync("Contoso");
        await BrowserUser.RunAsync(
            ByName,
            async person =>
            {
                await person.AddAuthenticatorAsync();
                var theirPasskey = "";
                foreach (var email in new[] { $"{theirs}@people.example", $"{mine}@people.example" })
                {
                    await person.SignsInAsync(email);
                    await person.GoesToAsync("/account/passkeys");
                    await person.PressesAsync("Add a passkey");
                    await person.SeesAsync("The passkey has been added.");
                    if (!email.StartsWith(theirs, StringComparison.Ordinal))
                        continue;
                    theirPasskey = (await person.ListCredentialsAsync()).ShouldHaveSingleItem();
                    await person.PressesAsync("Sign out");
                }

                await person.GoesToAsync("/deletion/new");
                await person.TicksAsync("Everything that");
                await person.PressesAsync("Continue");
                await person.PressesAsync("Continue");
                // As a page that was tampered with would: any passkey of the device, rather than this person's.
                await person.Page.RouteAsync(
                    "**/account/passkeys/request-options",
                    async route =>
                    {
                        var answer = await route.FetchAsync();
                        var options = JsonNode.Parse(await answer.TextAsync())!;
                        options["allowCredentials"] = new JsonArray(
                            new JsonObject { ["type"] = "public-key", ["id"] = theirPasskey }
                        );
                        await route.FulfillAsync(new() { Response = answer, Body = options.ToJsonString() });
                    }
                );
                await person.PressesAsync("Use a passkey");
                await person.SeesAsync("That passkey does not belong to this account.");
                await person.ExpectsAccessiblePageAsync();
            }
        );
    }

    [Fact]
    public async Task A_page_without_scripts_offers_no_passkey_and_a_mailed_code_confirms()
    {
        var (_, id) = await portal.SignInWorkerAsync("Northwind");
        var email = $"{id}@people.example";
        await BrowserUser.RunAsync(
            ByName,
            async person =>
            {
                await person.GoesToAsync("/account/login");
                await Assertions
                    .Expect(person.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }))
                    .ToHaveCountAsync(0);
                await person.SignsInAsync(email);
                await person.GoesToAsync("/account/passkeys");
                await Assertions.Expect(person.Page.Locator("main noscript > *")).ToBeVisibleAsync();
                await person.GoesToAsync("/deletion/new");
                await person.TicksAsync("Everything that");
                await person.PressesAsync("Continue");
                await person.PressesAsync("Continue");
                await person.PressesAsync("Send me a code by email");
                await person.ExpectsAccessiblePageAsync();
                var mail = await portal.Mail.WaitForEmailToAsync(email, "Your code");
                await person.TypesAsync("Code from the email", "1");
                await person.PressesAsync("Confirm deletion request");
                await person.SeesAsync("That is not the code from our latest email.");
                var code = Code().Match(mail.Text).Value;
                await person.TypesAsync("Code from the email", code);
                await person.PressesAsync("Confirm deletion request");
                await person.SeesAsync("Confirmed, no party notified yet");
                person.Page.Url.ShouldNotContain(code[..4]);
            },
            javaScript: false
        );
    }

    [GeneratedRegex("[0-9]{4} [0-9]{4}", RegexOptions.None, 10_000)]
    private static partial Regex Code();
}

/// <summary>The authenticator of a visitor's browser.</summary>
internal static class AuthenticatorExtensions
{
    private static readonly ConditionalWeakTable<BrowserUser, Device> s_devices = [];

    extension(BrowserUser person)
    {
        /// <summary>Gives the browser a device that keeps passkeys and knows its owner at once.</summary>
        public async Task<ICDPSession> AddAuthenticatorAsync()
        {
            var session = await person.Page.Context.NewCDPSessionAsync(person.Page);
            await session.SendAsync("WebAuthn.enable");
            var added = await session.SendAsync(
                "WebAuthn.addVirtualAuthenticator",
                new()
                {
                    ["options"] = new Dictionary<string, object>(StringComparer.Ordinal)
                    {
                        ["protocol"] = "ctap2",
                        ["transport"] = "internal",
                        ["hasResidentKey"] = true,
                        ["hasUserVerification"] = true,
                        ["isUserVerified"] = true,
                        ["automaticPresenceSimulation"] = true,
                    },
                }
            );
            s_devices.Add(person, new(session, added!.Value.GetProperty("authenticatorId").GetString()!));
            return session;
        }

        /// <summary>The ids of the passkeys on it, oldest first, as WebAuthn's JSON writes them.</summary>
        public async Task<IReadOnlyList<string>> ListCredentialsAsync()
        {
            s_devices.TryGetValue(person, out var device).ShouldBeTrue();
            var held = await device!.Session.SendAsync(
                "WebAuthn.getCredentials",
                new() { ["authenticatorId"] = device.Id }
            );
            return
            [
                .. held!
                    .Value.GetProperty("credentials")
                    .EnumerateArray()
                    .Select(c =>
                        c.GetProperty("credentialId").GetString()!.TrimEnd('=').Replace('+', '-').Replace('/', '_')
                    ),
            ];
        }
    }

    private sealed record Device(ICDPSession Session, string Id);
}
