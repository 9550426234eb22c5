using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Account;
using JoinArena.PrivacyPortal.Benchmarks.Seeding;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace JoinArena.PrivacyPortal.Tests.Journeys;

/// <summary>However much there is, and however it is called, a person reads it.</summary>
public sealed class LargeAccountTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task Ten_thousand_disclosures_stay_readable_in_a_few_groups()
    {
        await using (
            var db = await portal
                .Services.GetRequiredService<IDbContextFactory<PortalDbContext>>()
                .CreateDbContextAsync()
        )
        {
            await new DisclosureSeeder(db, 20_000, 10_000).SeedAsync(default);
        }

        await (await portal.CreateApiClientAsync()).DiscloseAsync([
            .. Enumerable.Range(0, 41).Select(_ => Given.Disclosure(DisclosureSeeder.LargeAccountId, "fill-party-0")),
        ]);
        await portal
            .Services.GetRequiredService<AccountSeeder>()
            .EnsureAsync($"{DisclosureSeeder.LargeAccountId}@people.example", Given.Password, Roles.Worker, default);

        await portal.VisitInBrowserAsync(async person =>
        {
            await person.SignsInAsync($"{DisclosureSeeder.LargeAccountId}@people.example");
            await person.GoesToAsync("/my-data");
            await person.SeesAsync("20 parties have received your data.");
            await person.SeesAsync("Show all 20 parties");
            await person.ExpectsAccessiblePageAsync();
            await person.FollowsAsync("See all disclosures");
            var disclosures = person.Page.GetByRole(AriaRole.Region, new() { Name = "Disclosures, newest first" });
            (await disclosures.Locator("> ol > li").CountAsync()).ShouldBeInRange(1, 25);

            // By keyboard: the repeats unfold, and the page before is a link.
            await disclosures.Locator("summary").First.FocusAsync();
            await person.Page.Keyboard.PressAsync("Enter");
            await Assertions.Expect(disclosures.Locator("details[open]").First).ToBeVisibleAsync();
            await person.Page.GetByRole(AriaRole.Link, new() { Name = "Older" }).FocusAsync();
            await person.Page.Keyboard.PressAsync("Enter");
            await person.WaitsForAddressAsync("before=");
            await person.ExpectsAccessiblePageAsync();
        });
    }

    [Fact]
    public async Task Three_hundred_parties_stay_readable_and_the_last_is_reached_by_name()
    {
        var worker = await portal.SetUpAsync(Given.Worker().WhoAccepted("1.0"));
        var api = await portal.CreateApiClientAsync();
        for (var i = 0; i < 300; i++)
            await api.PutPartyAsync($"crowd-{i}", $"Crowd {i:000}", i % 2 == 0 ? "hiring-company" : "llm-provider");
        await api.DiscloseAsync([
            .. Enumerable
                .Range(0, 300)
                .Select(i => Given.Disclosure(worker.Id, $"crowd-{i}", i % 2 == 0 ? "hiring" : "candidate-evaluation")),
        ]);

        await portal.VisitInBrowserAsync(async person =>
        {
            await person.SignsInAsync(worker.Email);
            await person.GoesToAsync("/my-data");
            await person.SeesAsync("300 parties have received your data.");
            await person.SeesAsync("Show all 300 parties");
            await person.ExpectsAccessiblePageAsync();
            await person.TypesAsync("Find a party, an interview or a kind of data", "crowd 299");
            await person.PressesAsync("Filter");
            await person.SeesHeadingAsync("Crowd 299");
            await Assertions
                .Expect(person.Page.GetByRole(AriaRole.Heading, new() { Name = "Crowd 298" }))
                .ToHaveCountAsync(0);
            await person.GoesToAsync("/my-data?parties=all");
            var parties = person.Page.GetByRole(AriaRole.Region, new() { Name = "Parties" });
            (await parties.Locator("> ul > li").CountAsync()).ShouldBe(300);
            await person.ExpectsAccessiblePageAsync();
        });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Long_names_in_any_script_do_not_break_the_layout(bool javaScript)
    {
        var worker = await portal.SetUpAsync(Given.Worker().WhoAccepted("1.0"));
        var api = await portal.CreateApiClientAsync();
        string[] names =
        [
            "😀 Parley 👩‍👩‍👧‍👦",
            "شركة المقابلات الدولية",
            "abc\u200Fdcb",
            new string('W', 200),
            "<b>bold</b>",
        ];
        foreach (var (i, name) in names.Index())
        {
            await api.PutPartyAsync($"name-{worker.Id}-{i}", name, "llm-provider");
            await api.DiscloseAsync(Given.Disclosure(worker.Id, $"name-{worker.Id}-{i}"));
        }

        await portal.VisitInBrowserAsync(
            async person =>
            {
                await person.SignsInAsync(worker.Email);
                await person.GoesToAsync("/my-data");
                await person.ExpectsAccessiblePageAsync();
                await person.GoesToAsync("/my-data/timeline");
                await person.SeesAsync("went to \u2068abc\u200Fdcb\u2069 to assess your interview.");
                await person.SeesAsync("went to \u2068شركة المقابلات الدولية\u2069 to assess your interview.");
                await person.SeesAsync("<b>bold</b>");
                await person.ExpectsAccessiblePageAsync();
                foreach (var i in Enumerable.Range(0, names.Length))
                {
                    await person.GoesToAsync($"/my-data/parties/name-{worker.Id}-{i}");
                    await person.ExpectsAccessiblePageAsync();
                }
            },
            javaScript
        );
    }
}
