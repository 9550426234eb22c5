using System.Text.RegularExpressions;
using JoinArena.PrivacyPortal.Tests.Policies.Reading;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.Playwright;

namespace JoinArena.PrivacyPortal.Tests.Journeys;

/// <summary>Reading the policy: what it says, what it said, and what has changed.</summary>
public sealed partial class PolicyJourneyTests(PolicyVersionsPortal portal) : IClassFixture<PolicyVersionsPortal>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task A_visitor_without_an_account_reads_every_version_and_the_changes_between(bool javaScript) =>
        portal.VisitInBrowserAsync(
            async person =>
            {
                await person.GoesToAsync("/policy");
                await person.SeesAsync("Version 1.0, in force since 1 November 2025.");
                await person.ExpectsAccessiblePageAsync();

                await person.FollowsAsync("Español");
                person.ShouldBeAt("/policy/1.0/es");
                await person.SeesAsync("This is a translation");
                await person.ExpectsAccessiblePageAsync();
                await person.FollowsAsync("Read both side by side");
                await person.SeesAsync("If the two texts differ, the English text applies.");
                await person.ExpectsAccessiblePageAsync();

                await person.GoesToAsync("/policy/history");
                await person.ExpectsAccessiblePageAsync();
                await person.FollowsAsync("What changed from version 1.0 to 1.1");
                await person.SeesAsync("No clause has changed. Only text outside the clauses has changed.");
                await person.ExpectsAccessiblePageAsync();

                await person.GoesToAsync("/policy/history");
                await person.Page.GetByLabel("On this day").FillAsync("2026-12-24");
                await person.PressesAsync("Show it");
                person.ShouldBeAt("/policy/at/2026-12-24");
                await person.SeesAsync("On 24 December 2026, version 1.1 will be in force.");
                await person.ExpectsAccessiblePageAsync();

                await person.GoesToAsync("/policy/at/2026-11-30", expecting: 416);
                await person.SeesHeadingAsync("That day has not come yet");
                await person.ExpectsAccessiblePageAsync();
            },
            javaScript
        );

    [Fact]
    public Task The_versions_are_side_by_side_on_a_wide_screen_and_in_one_text_on_a_phone() =>
        portal.VisitInBrowserAsync(async person =>
        {
            await person.GoesToAsync("/policy/compare/1.0/1.1");
            var text = person.Page.GetByRole(AriaRole.Region, new() { Name = "Text outside the clauses" });
            var before = text.GetByText("Version 1.0", new() { Exact = true });
            var after = text.GetByText("Version 1.1", new() { Exact = true });
            // Of the two ways to show a change one is there, so there is one of each.
            var removed = text.GetByRole(AriaRole.Deletion);
            var added = text.GetByRole(AriaRole.Insertion);

            await Assertions.Expect(before).ToBeVisibleAsync();
            await Assertions.Expect(after).ToBeVisibleAsync();
            (await before.BoundingBoxAsync())!.Y.ShouldBe((await after.BoundingBoxAsync())!.Y);
            await Assertions.Expect(removed).ToContainTextAsync("removed: are");
            await Assertions.Expect(added).ToContainTextAsync("added: stay");
            (await removed.EvaluateAsync<string>("e => getComputedStyle(e).textDecorationLine")).ShouldBe(
                "line-through"
            );
            (await added.EvaluateAsync<string>("e => getComputedStyle(e).textDecorationLine")).ShouldBe("underline");

            await person.Page.SetViewportSizeAsync(390, 900);
            await Assertions.Expect(before).ToBeHiddenAsync();
            await Assertions.Expect(after).ToBeHiddenAsync();
            await Assertions.Expect(removed).ToBeVisibleAsync();
        });

    [Theory]
    [InlineData("/policy")]
    [InlineData("/policy/history")]
    [InlineData("/policy/compare/1.0/1.1")]
    [InlineData("/")]
    [InlineData("/account/login")]
    [InlineData("/account/register")]
    [InlineData("/verify")]
    [InlineData("/ledger")]
    public Task A_first_visit_costs_little_and_shows_what_it_is_about_at_once(string address) =>
        portal.VisitInBrowserAsync(async person =>
        {
            var network = await person.Page.Context.NewCDPSessionAsync(person.Page);
            await network.SendAsync("Network.enable");
            var received = 0.0;
            network.Event("Network.loadingFinished").OnEvent += (_, told) =>
                received += told!.Value.GetProperty("encodedDataLength").GetDouble();

            (await person.Page.GotoAsync(address, new() { WaitUntil = WaitUntilState.NetworkIdle }))!.Status.ShouldBe(
                200
            );

            received.ShouldBeInRange(1, 150 * 1024);
            var largest = await person.Page.EvaluateAsync<string>(
                "() => new Promise(told => "
                    + "new PerformanceObserver(list => told(list.getEntries().at(-1).element.textContent))"
                    + ".observe({ type: 'largest-contentful-paint', buffered: true }))"
            );
            using var client = new HttpClient { BaseAddress = portal.Url };
            Words(await client.GetStringAsync(address))
                .ShouldContain(Words(largest), Case.Sensitive, "the largest element is in the first answer");
        });

    [Fact]
    public Task The_printed_policy_is_a_document() =>
        portal.VisitInBrowserAsync(async person =>
        {
            await person.GoesToAsync("/policy");
            await person.Page.EmulateMediaAsync(new() { Media = Media.Print });

            await Assertions.Expect(person.Page.GetByRole(AriaRole.Navigation)).ToHaveCountAsync(0);
            foreach (var edge in new[] { AriaRole.Banner, AriaRole.Contentinfo })
                await Assertions.Expect(person.Page.GetByRole(edge).GetByRole(AriaRole.Link)).ToHaveCountAsync(0);
            await Assertions.Expect(person.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
            await Assertions.Expect(person.Page.GetByText("The text is exactly as published.")).ToBeVisibleAsync();
        });

    [Fact]
    public async Task A_worker_reads_under_each_clause_what_has_happened_and_what_they_can_do()
    {
        var worker = await portal.SetUpAsync(Given.Worker().WhoAccepted("1.0"));
        var joinArena = await portal.CreateApiClientAsync();
        await joinArena.PutPartyAsync("parley", "Parley AI", "llm-provider");
        await joinArena.DiscloseAsync(Given.Disclosure(worker.Id, "parley", at: portal.Time.GetUtcNow()));
        var person = await portal.SignInAsync(worker.Email);

        await person.GoToAsync("/policy");

        person
            .Page.QuerySelector("#external-evaluation > [role=note] + p")!
            .TextContent.Trim()
            .ShouldBe("Under this clause: 1 disclosure to 1 party");
        person.Page.QuerySelector("#deletion > [role=note] ~ p a")!.GetAttribute("href").ShouldBe("/deletion/new");
        (await person.FollowAsync("1 disclosure to 1 party")).Text.ShouldContain("Parley AI");
    }

    private static string Words(string html) =>
        string.Concat(System.Net.WebUtility.HtmlDecode(Tag().Replace(html, "")).Where(char.IsLetterOrDigit));

    [GeneratedRegex("<[^>]*>", RegexOptions.None, 10_000)]
    private static partial Regex Tag();
}
