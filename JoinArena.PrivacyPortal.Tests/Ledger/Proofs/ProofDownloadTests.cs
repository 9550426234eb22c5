using JoinArena.PrivacyPortal.Deletion.Erasure;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Ledger.Notes;
using JoinArena.PrivacyPortal.Ledger.Proofs;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace JoinArena.PrivacyPortal.Tests.Ledger.Proofs;

/// <summary>The proofs that pages offer; only the worker they are about can download them.</summary>
public sealed class ProofDownloadTests(Portal portal) : IClassFixture<Portal>
{
    private VerifierKey Log => portal.Services.GetRequiredService<PortalKey>().Verifier;

    [Fact]
    public async Task A_worker_alone_can_prove_their_disclosure_and_acceptance()
    {
        var worker = await portal.SetUpAsync(Given.Worker().WhoAccepted("1.0").WhoseDataWentTo("proved", "Proved Ltd"));
        var mine = await portal.SignInAsync(worker.Email);
        var other = await portal.SignInAsync((await portal.SetUpAsync(Given.Worker())).Email);
        foreach (
            var (page, says) in new[]
            {
                (await DisclosureAsync(mine, "proved"), "\"party\":\"proved\""),
                (await AcceptanceAsync(mine), "\"kind\":\"acceptance\""),
            }
        )
        {
            var proof = ProofFile.Parse(await DownloadedAsync(mine, page)).Value!;
            proof.Verify(Log).ShouldBeNull();
            LeafSource.Parse(proof.Extra!)!.Record.ShouldContain(says);

            (await StatusAsync(other, $"{page}/proof")).ShouldBe(404);
            (await portal.CreateAnonymousClient().GoToAsync($"{page}/proof")).Path.ShouldStartWith("/account/login");
        }

        (await StatusAsync(mine, $"/my-data/disclosures/{Guid.CreateVersion7()}/proof")).ShouldBe(404);
    }

    [Fact]
    public async Task Anyone_can_prove_that_a_text_was_published()
    {
        var person = await portal.CreateAnonymousClient().GoToAsync("/policy/1.0");
        var link = person.Page.QuerySelector("a[href^='/policy/1.0/proof']")!.GetAttribute("href")!;
        var proof = ProofFile.Parse(await EventuallyAsync(person, link)).Value!;

        proof.Verify(Log).ShouldBeNull();
        var source = LeafSource.Parse(proof.Extra!)!;
        source.Salt.ShouldBeNull();
        source.Record.ShouldContain("\"kind\":\"policy\"");
        using var text = await person.FetchAsync("/policy/1.0/text");
        source.Record.ShouldContain(
            Convert.ToHexStringLower(
                System.Security.Cryptography.SHA256.HashData(await text.Content.ReadAsByteArrayAsync())
            )
        );
        (await StatusAsync(person, "/policy/9.9/proof")).ShouldBe(404);
        (await StatusAsync(person, "/policy/1.0/proof?lang=xx")).ShouldBe(404);
    }

    [Fact]
    public async Task Every_step_of_a_deletion_and_its_certificate_can_be_proved()
    {
        var worker = await portal.SetUpAsync(Given.Worker().WhoAccepted("1.0").WhoseDataWentTo("steps", "Steps Ltd"));
        var mine = await portal.SignInAsync(worker.Email);
        await mine.GoToAsync("/deletion/new");
        await mine.Choose("Form.Kind", "everything").PressAsync("Continue");
        await mine.PressAsync("Continue");
        await mine.Type("Password", Given.Password).PressAsync("Confirm deletion request");
        var number = new Uri(mine.Page.Url).Segments[^1];
        var desk = portal.Services.GetRequiredService<RequestProgressService>();
        (await desk.StartNowAsync(number, Actor.Officer("kim"), CancellationToken.None)).IsSuccess.ShouldBeTrue();
        var task = (
            await portal
                .Services.GetRequiredService<RequestQueries>()
                .FindAsync(worker.Id, number, CancellationToken.None)
        )!.Tasks.ShouldHaveSingleItem();
        (
            await desk.RecordAsync(
                task.Id,
                new OutcomeReport(TaskOutcome.Erased, null, null, null),
                Actor.Officer("kim"),
                CancellationToken.None
            )
        ).IsSuccess.ShouldBeTrue();

        string[] links = [];
        await Eventually.FindAsync(
            async () =>
                (
                    links = [
                        .. (await mine.GoToAsync($"/deletion/{number}"))
                            .Page.QuerySelectorAll($"a[href^='/deletion/{number}/proof/']")
                            .Select(a => a.GetAttribute("href")!),
                        $"/deletion/{number}/certificate/proof",
                    ]
                ).Length == 6
                    ? "all"
                    : null,
            () => $"It offers {string.Join(", ", links)}: {mine.Text}"
        );
        var kinds = new List<string>();
        foreach (var link in links)
        {
            var proof = ProofFile.Parse(await EventuallyAsync(mine, link)).Value!;
            proof.Verify(Log).ShouldBeNull();
            kinds.Add(
                System
                    .Text.Json.JsonDocument.Parse(LeafSource.Parse(proof.Extra!)!.Record)
                    .RootElement.GetProperty("kind")
                    .GetString()!
            );
        }

        kinds.ShouldBe(
            [
                "deletion-ended",
                "erasure-answered",
                "erasure-asked",
                "deletion-started",
                "deletion-confirmed",
                "certificate-issued",
            ],
            ignoreOrder: true
        );
        var other = await portal.SignInAsync((await portal.SetUpAsync(Given.Worker())).Email);
        foreach (var link in links)
            (await StatusAsync(other, link)).ShouldBe(404);
    }

    [Fact]
    public async Task An_erased_record_has_no_new_proof_but_the_saved_one_is_still_valid()
    {
        var worker = await portal.SetUpAsync(
            Given.Worker().WhoAccepted("1.0").WhoseDataWentTo("forgotten", "Forgotten Ltd")
        );
        var mine = await portal.SignInAsync(worker.Email);
        var page = await DisclosureAsync(mine, "forgotten");
        var kept = await DownloadedAsync(mine, page);

        await portal.Services.GetRequiredService<LedgerErasure>().EraseRecordsAsync(worker.Id, CancellationToken.None);

        (await StatusAsync(mine, $"{page}/proof")).ShouldBe(404);
        ProofFile.Parse(kept).Value!.Verify(Log).ShouldBeNull();
    }

    [Fact]
    public async Task A_downloaded_proof_is_valid_on_the_page_that_checks_it()
    {
        var worker = await portal.SetUpAsync(
            Given.Worker().WhoAccepted("1.0").WhoseDataWentTo("checked", "Checked Ltd")
        );
        var page = await DisclosureAsync(await portal.SignInAsync(worker.Email), "checked");
        await DownloadedAsync(await portal.SignInAsync(worker.Email), page);

        await portal.VisitInBrowserAsync(async person =>
        {
            await person.SignsInAsync(worker.Email);
            await person.GoesToAsync(page);
            await person.ExpectsAccessiblePageAsync();
            var download = await person.Page.RunAndWaitForDownloadAsync(() =>
                person.Page.GetByRole(AriaRole.Link, new() { Name = "Download the proof" }).ClickAsync()
            );
            download.SuggestedFilename.ShouldEndWith(".tlog-proof");

            await person.GoesToAsync("/verify");
            await Assertions.Expect(person.Page.Locator("body[data-verify=ready]")).ToHaveCountAsync(1);
            await person.Page.Locator("#verify-files").SetInputFilesAsync(await download.PathAsync());
            await person.SeesAsync("Genuine");
            await person.SeesAsync($"JoinArena recorded data of {worker.Id} with checked, for candidate-evaluation");
            await person.SeesAsync("The leaf is in the ledger, at position");
            await person.ExpectsAccessiblePageAsync();
        });
    }

    private static async Task<string> DisclosureAsync(HtmlClient person, string party) =>
        (await person.GoToAsync($"/my-data/parties/{party}"))
            .Page.QuerySelector("a[href^='/my-data/disclosures/']")!
            .GetAttribute("href")!;

    private static async Task<string> AcceptanceAsync(HtmlClient person) =>
        (await person.GoToAsync("/acceptances"))
            .Page.QuerySelector("main a[href^='/acceptances/']")!
            .GetAttribute("href")!;

    private static async Task<string> DownloadedAsync(HtmlClient person, string page)
    {
        // Before the entry is published, the page says that it is being recorded.
        for (var tries = 0; ; tries++)
        {
            var shown = await person.GoToAsync(page);
            if (shown.Page.QuerySelector($"a[href='{page}/proof']") is not null)
                break;
            shown.Text.ShouldContain("This is being recorded in our ledger");
            tries.ShouldBeLessThan(400, "it is never recorded");
            await Task.Delay(50);
        }

        using var answer = await person.FetchAsync($"{page}/proof");
        answer.Content.Headers.ContentDisposition!.FileName.ShouldNotBeNull().ShouldEndWith(".tlog-proof");
        return await answer.Content.ReadAsStringAsync();
    }

    private static async Task<string> EventuallyAsync(HtmlClient person, string address)
    {
        for (var tries = 0; ; tries++)
        {
            using var answer = await person.FetchAsync(address);
            if (answer.IsSuccessStatusCode)
                return await answer.Content.ReadAsStringAsync();
            ((int)answer.StatusCode).ShouldBe(503, address);
            tries.ShouldBeLessThan(400, "it is never recorded");
            await Task.Delay(50);
        }
    }

    private static async Task<int> StatusAsync(HtmlClient person, string address)
    {
        using var answer = await person.FetchAsync(address);
        return (int)answer.StatusCode;
    }
}
