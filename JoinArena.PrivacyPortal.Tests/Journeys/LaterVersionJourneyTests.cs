using JoinArena.PrivacyPortal.Account;
using JoinArena.PrivacyPortal.Tests.Acceptance;
using JoinArena.PrivacyPortal.Tests.Operations;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using Microsoft.Playwright;

namespace JoinArena.PrivacyPortal.Tests.Journeys;

/// <summary>
/// What a later version is to a worker: from its publication in a portal that runs to the proof that they accepted it.
/// </summary>
public sealed class LaterVersionJourneyTests(DemoPortal portal) : IClassFixture<DemoPortal>
{
    // Turns each byte of a receipt, one at a time, and gives back those that no check took offence at; and the checks
    // that did.
    private const string TurnEachByte = """
        async given => {
          const [bytes, note, examine] = await Promise.all(["bytes", "note", "examine"].map(m => import(`/js/verify/${m}.js`)));
          const [keys, file] = [[await note.parseKey(given.key)], Uint8Array.from(atob(given.file), c => c.charCodeAt(0))];
          const [unnoticed, named] = [[], new Set()];
          for (let at = 0; at < file.length; at++) {
            const turned = file.slice();
            turned[at] ^= 1 << at % 8;
            const failed = (await examine.examine(turned, keys)).checks.filter(check => check.state === "fail");
            if (failed.length === 0) unnoticed.push(at);
            for (const check of failed) named.add(check.name);
          }
          return JSON.stringify([(await examine.examine(file, keys)).passed, unnoticed, [...named].sort()]);
        }
        """;

    [Fact]
    public Task A_version_published_at_runtime_is_read_accepted_and_proved() =>
        portal.VisitInBrowserAsync(async ana =>
        {
            await ana.SignsInAsync("worker@example.com", DemoAccounts.Password);
            await AcceptsAsync(ana, "1.0");

            var published = await PortalProcess.RunAsync(
                portal.DataDirectory,
                new Dictionary<string, string> { ["Portal__Demo__Enabled"] = "true" },
                "demo",
                "publish",
                "2.0"
            );
            published.ExitCode.ShouldBe(0, published.Errors);

            await Eventually.FindAsync(
                async () =>
                    (await portal.CreateAnonymousClient().GoToAsync("/policy")).Text.Contains(
                        "Version 2.0, in force since",
                        StringComparison.Ordinal
                    )
                        ? "there"
                        : null,
                () => "the running portal does not take the version in"
            );
            await ana.GoesToAsync("/");
            await ana.SeesAsync("It changes what you agreed to in version 1.0. Read what changed, then decide.");
            await ana.ExpectsAccessiblePageAsync();
            await ana.FollowsAsync("Read what changed");
            ana.ShouldBeAt("/policy/accept");
            await ana.SeesAsync("New since version 1.0, which you accepted");
            await ana.SeesAsync(
                "What other websites say about you may now also go to JoinArena’s model training, to improve its models."
            );
            await ana.ExpectsAccessiblePageAsync();
            await ana.FollowsAsync("See every change from version 1.0 to 2.0");
            await ana.SeesHeadingAsync("What changed from version 1.0 to 2.0");
            await ana.ExpectsAccessiblePageAsync();

            await AcceptsAsync(ana, "2.0");
            await ana.ExpectsAccessiblePageAsync();
            var receipt = await ReceiptAsync(ana);
            var key = await (
                await portal.CreateAnonymousClient().FetchAsync("/ledger/key")
            ).Content.ReadAsStringAsync();

            var verdict = await ReceiptCheckInNode.CheckAsync(receipt, key);
            verdict.Failure.ShouldBeNull();
            verdict.Turned.Values.Sum().ShouldBe(verdict.Bits);
            verdict.Turned.Keys.ShouldBe(["encoding", "form", "key", "canonical", "signature"], ignoreOrder: true);

            await ana.GoesToAsync("/verify");
            (
                await ana.Page.EvaluateAsync<string>(
                    TurnEachByte,
                    new { file = Convert.ToBase64String(receipt), key = key.Trim() }
                )
            ).ShouldBe("""[true,[],["canonical","fields","form","key","kind","signature"]]""");
            await ChoosesAsync(ana, "receipt.note", receipt);
            await ana.SeesAsync(
                "What the portal confirms with this file: Version 2.0 of the policy “worker-privacy” was accepted on"
            );
            var at = receipt.AsSpan().IndexOf("\"version\":\"2.0\""u8) + "\"version\":\"".Length;
            receipt[at] = (byte)'3';
            await ChoosesAsync(ana, "changed.note", receipt);
            await Assertions
                .Expect(ana.Page.GetByRole(AriaRole.Status).First)
                .ToContainTextAsync("changed.note: do not rely on this file. Failed checks: Signature.");
            await ana.ExpectsAccessiblePageAsync();
        });

    private static async Task AcceptsAsync(BrowserUser worker, string version)
    {
        await worker.GoesToAsync("/policy/accept");
        await worker.TicksAsync($"I have read and accept version {version}");
        await worker.PressesAsync("Accept");
        await worker.SeesAsync($"You accepted version {version} on");
    }

    private static async Task<byte[]> ReceiptAsync(BrowserUser worker)
    {
        var download = await worker.Page.RunAndWaitForDownloadAsync(() =>
            worker.Page.GetByRole(AriaRole.Link, new() { Name = "Download the receipt" }).ClickAsync()
        );
        download.SuggestedFilename.ShouldBe("joinarena-acceptance-2.0.note");
        return await File.ReadAllBytesAsync((await download.PathAsync())!);
    }

    private static Task ChoosesAsync(BrowserUser person, string name, byte[] content) =>
        person
            .Page.Locator("#verify-files")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = name,
                    MimeType = "text/plain",
                    Buffer = content,
                }
            );
}
