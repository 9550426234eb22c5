using System.Text;
using JoinArena.PrivacyPortal.Ledger.Notes;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace JoinArena.PrivacyPortal.Tests.Ledger.Verify;

/// <summary>Checks files on the page, as a person does.</summary>
public sealed class VerifyPageTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public Task A_receipt_is_checked_in_the_browser_and_nothing_is_sent() =>
        portal.VisitInBrowserAsync(async person =>
        {
            await OpensAsync(person);
            await person.ExpectsAccessiblePageAsync();
            var calls = new List<string>();
            person.Page.Request += (_, call) => calls.Add(call.Url);

            await ChoosesAsync(person, ("receipt.note", Signed(SignedFileBuilder.CreateReceipt)));
            await SaysOfAsync(person, "receipt.note", "Genuine");
            await SaysOfAsync(person, "receipt.note", "This portal signed it, and nothing in it was changed since.");
            await person.SeesAsync(
                "What the portal confirms with this file: Version 1.0 of the policy “worker-privacy” was accepted on 24 November 2026 at"
            );
            await person.SeesAsync("To check the policy text as well, add it to your files.");
            await person.ExpectsAccessiblePageAsync();

            await ChoosesAsync(person, ("en.md", SignedFileBuilder.PolicyText));
            await person.SeesAsync("The text you added is exactly the one that this file names.");
            await SaysOfAsync(person, "en.md", "Recognised");

            await ChoosesAsync(
                person,
                (
                    "changed.note",
                    Signed(SignedFileBuilder.CreateReceipt).Replace("14:02:03", "14:02:04", StringComparison.Ordinal)
                ),
                ("proof.tlog-proof", Signed(key => SignedFileBuilder.CreateProof(key)))
            );
            await SaysOfAsync(person, "changed.note", "Do not rely on this file");
            await SaysOfAsync(person, "changed.note", "Ask for the original file, or contact the privacy team.");
            await person.SeesAsync("It does not show that a party has erased what it says it has erased.");
            await Assertions
                .Expect(person.Page.GetByText("Why: The signature of"))
                .ToContainTextAsync("does not match. The text or the signature was changed.");
            // A job seeker reads the verdict; the names of the checks are folded below it.
            await Assertions.Expect(person.Page.GetByText("Canonical JSON").First).ToBeHiddenAsync();
            await SaysOfAsync(person, "proof.tlog-proof", "Genuine");
            await Assertions
                .Expect(person.Page.GetByRole(AriaRole.Status).First)
                .ToContainTextAsync("changed.note: do not rely on this file. Failed checks: Signature.");
            await person.ExpectsAccessiblePageAsync();

            calls.ShouldBeEmpty();
        });

    [Fact]
    public Task A_file_can_be_chosen_dropped_and_pasted_and_the_keyboard_is_enough() =>
        portal.VisitInBrowserAsync(async person =>
        {
            await OpensAsync(person);
            // Tests that the field can have the focus and accepts files; the file dialog itself belongs to the browser.
            var field = person.Page.Locator("#verify-files");
            await field.FocusAsync();
            await Microsoft.Playwright.Assertions.Expect(field).ToBeFocusedAsync();
            await field.SetInputFilesAsync(File("chosen.note", Signed(SignedFileBuilder.CreateReceipt)));
            await SaysOfAsync(person, "chosen.note", "Genuine");

            await person.Page.EvaluateAsync(
                """
                text => {
                  const data = new DataTransfer();
                  data.items.add(new File([text], "dropped.note"));
                  const drop = new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true });
                  document.querySelector("h1").dispatchEvent(drop);
                }
                """,
                Signed(SignedFileBuilder.CreateReceipt)
            );
            await SaysOfAsync(person, "dropped.note", "Genuine");

            await person.Page.GetByText("Paste the text instead").FocusAsync();
            await person.Page.Keyboard.PressAsync("Enter");
            await person.TypesAsync(
                "The whole text, including the signature lines",
                Signed(SignedFileBuilder.CreateReceipt)
            );
            await person.Page.GetByRole(AriaRole.Button, new() { Name = "Check this text" }).FocusAsync();
            await person.Page.Keyboard.PressAsync("Enter");
            await SaysOfAsync(person, "Pasted text", "Genuine");
            await person.ExpectsAccessiblePageAsync();
        });

    [Fact]
    public Task A_person_who_doubts_the_portal_can_use_a_key_of_their_own() =>
        portal.VisitInBrowserAsync(async person =>
        {
            using var other = NoteKey.Create("privacy.example.com/ledger");
            await OpensAsync(person);
            await ChoosesAsync(person, ("receipt.note", SignedFileBuilder.CreateReceipt(other)));
            await person.SeesAsync("It names privacy.example.com/ledger");
            await SaysOfAsync(person, "receipt.note", "Do not rely on this file");

            await person.Page.GetByText("Keys you trust").ClickAsync();
            await person.TypesAsync("Verifier keys, one per line", other.Verifier.ToString());
            await SaysOfAsync(person, "receipt.note", "It was signed with a key that you trust");
            await person.TypesAsync("Verifier keys, one per line", "my grandmother");
            await person.SeesAsync("“my grandmother…” is not a verifier key.");
            await person.SeesAsync("There is no key to check the signature.");
            await person.ExpectsAccessiblePageAsync();
            await person.PressesAsync("Restore the portal’s keys");
            await person.SeesAsync("It names privacy.example.com/ledger");
        });

    [Fact]
    public Task A_file_that_is_neither_receipt_nor_proof_is_named_as_such() =>
        portal.VisitInBrowserAsync(async person =>
        {
            await OpensAsync(person);
            await ChoosesAsync(
                person,
                ("letter.txt", "Dear Sir or Madam"),
                ("empty.note", ""),
                ("film.mp4", new string('x', 2_000_000))
            );
            await person.SeesAsync("This is not a receipt, certificate, proof or checkpoint");
            await person.SeesAsync("The file is empty.");
            await person.SeesAsync("The file is larger than 1 MB.");
            foreach (var name in new[] { "letter.txt", "empty.note", "film.mp4" })
                await SaysOfAsync(person, name, "Not a receipt or proof");
            await person.PressesAsync("Clear the results");
            await Assertions.Expect(person.Page.Locator("#verify-results > li")).ToHaveCountAsync(0);

            await ChoosesAsync(
                person,
                (
                    "<img src=x onerror=alert(1)>.note",
                    Signed(key => SignedFileBuilder.CreateReceipt(key, r => r["policy"]!["version"] = "<b>bold</b>"))
                )
            );
            await person.SeesAsync("Version <b>bold</b> of the policy");
        });

    [Fact]
    public Task A_browser_that_cannot_check_signatures_says_so() =>
        portal.VisitInBrowserAsync(async person =>
        {
            await person.Page.AddInitScriptAsync(
                "SubtleCrypto.prototype.importKey = () => Promise.reject(new DOMException('Unrecognized name.', 'NotSupportedError'));"
            );
            await person.GoesToAsync("/verify");
            await Assertions
                .Expect(person.Page.GetByRole(AriaRole.Alert))
                .ToContainTextAsync("Your browser cannot check Ed25519 signatures.");
            await person.SeesAsync("openssl pkeyutl -verify");
            await person.ExpectsAccessiblePageAsync();
        });

    [Fact]
    public Task The_page_without_scripts_says_how_to_check_with_other_tools() =>
        portal.VisitInBrowserAsync(
            async person =>
            {
                await person.GoesToAsync("/verify");
                await Assertions.Expect(person.Page.Locator("noscript [role=note]")).ToBeVisibleAsync();
                await person.SeesAsync("openssl pkeyutl -verify");
                await Assertions.Expect(person.Page.GetByText("Choose files")).ToBeHiddenAsync();
                await person.ExpectsAccessiblePageAsync();
            },
            javaScript: false
        );

    [Fact]
    public async Task The_page_may_call_no_server_and_leaves_no_cookie()
    {
        using var answer = await portal.CreateAnonymousClient().FetchAsync("/verify");

        answer.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem().ShouldContain("connect-src 'none'");
        answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
        var page = await answer.Content.ReadAsStringAsync();
        foreach (var link in new[] { "/contact", "/ledger/key", "/ledger/keys" })
            page.ShouldContain($"href=\"{link}\"");
        page.ShouldContain(
            System.Net.WebUtility.HtmlEncode(Key.Verifier.ToString()).Replace("+", "&#x2B;", StringComparison.Ordinal)
        );
    }

    private PortalKey Key => portal.Services.GetRequiredService<PortalKey>();

    // The portal's private key, from its file.
    private string Signed(Func<NoteKey, string> paper)
    {
        NoteKey
            .TryParse(
                System.IO.File.ReadAllText(Path.Combine(portal.DataDirectory, "ledger", "signing.key")).TrimEnd(),
                out var key
            )
            .ShouldBeTrue();
        using (key)
            return paper(key!);
    }

    private string Signed(Func<NoteKey, Action<System.Text.Json.Nodes.JsonObject>?, string> paper) =>
        Signed(key => paper(key, null));

    private static async Task OpensAsync(BrowserUser person)
    {
        await person.GoesToAsync("/verify");
        await Assertions.Expect(person.Page.Locator("body[data-verify=ready]")).ToHaveCountAsync(1);
    }

    private static Task ChoosesAsync(BrowserUser person, params IEnumerable<(string Name, string Text)> files) =>
        person.Page.Locator("#verify-files").SetInputFilesAsync([.. files.Select(f => File(f.Name, f.Text))]);

    private static FilePayload File(string name, string text) =>
        new()
        {
            Name = name,
            MimeType = "application/octet-stream",
            Buffer = Encoding.UTF8.GetBytes(text),
        };

    private static Task SaysOfAsync(BrowserUser person, string file, string verdict) =>
        Assertions
            .Expect(
                person.Page.Locator(
                    "#verify-results > li",
                    new() { Has = person.Page.GetByRole(AriaRole.Heading, new() { Name = file }) }
                )
            )
            .ToContainTextAsync(verdict);
}
