using Bunit;
using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Acceptance;

/// <summary>What a worker meets when asked to accept, depending on the version.</summary>
public sealed class AcceptPageVersionTests(SqliteDatabase database)
    : AcceptPageTestBase(database),
        IClassFixture<SqliteDatabase>
{
    [Fact]
    public async Task A_worker_who_has_accepted_reads_when_and_is_not_asked_again()
    {
        await OpenAsync();
        await Services
            .GetRequiredService<AcceptanceService>()
            .AcceptAsync(Worker, "1.0", "en", new(null, null, null), CancellationToken.None);

        var page = await OpenAsync();

        page.Find("[role=note]").TextContent.ShouldContain("You accepted it on 24 November 2026 at 14:02 (UTC).");
        page.FindAll("form").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_worker_who_accepted_an_earlier_version_reads_first_what_is_new()
    {
        await OpenAsync();
        await Services
            .GetRequiredService<AcceptanceService>()
            .AcceptAsync(Worker, "1.0", "en", new(null, null, null), CancellationToken.None);
        Clock.SetUtcNow(new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero));

        var page = await OpenAsync();

        page.Find("[role=note]").TextContent.ShouldContain("New since version 1.0, which you accepted");
        page.Find("[role=note]").TextContent.ShouldContain("Version 1.1: New.");
        page.Find("[role=note]").TextContent.ShouldContain("What may happen to your data has not changed.");
        page.Find("label:has([type=checkbox])").TextContent.Trim().ShouldBe("I have read and accept version 1.1");
    }

    [Fact]
    public async Task An_editorial_version_asks_for_nothing_and_may_be_accepted()
    {
        await AcceptAsync("1.0", new(2026, 11, 24, 0, 0, 0, TimeSpan.Zero));
        await AcceptAsync("1.1", new(2026, 12, 5, 0, 0, 0, TimeSpan.Zero));
        Clock.SetUtcNow(new(2027, 2, 1, 0, 0, 0, TimeSpan.Zero));

        var page = await OpenAsync();

        page.Find("[role=note]").TextContent.ShouldContain("You do not need to do anything");
        page.Find("[role=note]")
            .TextContent.ShouldContain(
                "Only the wording changed between version 1.1, which you accepted on 5 December 2026, and version 1.2."
            );
        page.Find("label:has([type=checkbox])").TextContent.Trim().ShouldBe("I have read and accept version 1.2");
    }

    [Fact]
    public async Task An_editorial_version_does_not_hide_the_material_one_before_it()
    {
        await AcceptAsync("1.0", new(2026, 11, 24, 0, 0, 0, TimeSpan.Zero));
        Clock.SetUtcNow(new(2027, 2, 1, 0, 0, 0, TimeSpan.Zero));

        var page = await OpenAsync();

        page.Find("[role=note]").TextContent.ShouldContain("New since version 1.0, which you accepted");
        page.FindAll("[role=note] p")
            .Select(p => p.TextContent)
            .Where(p => p.StartsWith("Version ", StringComparison.Ordinal))
            .ShouldBe(["Version 1.1: New.", "Version 1.2: New."]);
    }

    [Fact]
    public async Task The_policy_can_be_read_in_every_language_and_what_is_accepted_is_the_English_text()
    {
        Clock.SetUtcNow(new(2026, 12, 5, 0, 0, 0, TimeSpan.Zero));
        Services.GetRequiredService<NavigationManager>().NavigateTo("/policy/accept?lang=pt&returnUrl=%2Fmy-data");

        var page = await OpenAsync();

        page.Find("article > [lang]").GetAttribute("lang").ShouldBe("pt");
        page.FindAll("nav a")
            .Select(a => (a.TextContent, a.GetAttribute("href"), a.GetAttribute("aria-current")))
            .ShouldBe([
                ("English", "/policy/accept?lang=en&returnUrl=%2Fmy-data", null),
                ("Português", "/policy/accept?lang=pt&returnUrl=%2Fmy-data", "true"),
            ]);
        page.FindAll("article > [lang]").Select(a => a.GetAttribute("lang")).ShouldBe(["pt", "en"]);
        page.FindAll("article").ShouldAllBe(a => !a.HasAttribute("lang"), "its name is in the page’s language");
        page.Find("[name='Form.Language']").GetAttribute("value").ShouldBe("pt");
        page.Find("[role=note]:has(a[href='/policy/compare/1.1/1.1/pt'])")
            .TextContent.ShouldContain("If the texts differ, the English text applies.");

        await SubmitAsync(
            new()
            {
                Version = "1.1",
                Language = "pt",
                Accepted = true,
            }
        );
        var accepted = (await BookedAsync()).ShouldHaveSingleItem();
        (accepted.Language, accepted.ShownLanguage).ShouldBe(("en", "pt"));
    }

    [Fact]
    public async Task The_first_version_can_be_read_but_not_accepted_before_it_is_in_force()
    {
        Clock.AdjustTime(new(2025, 10, 1, 0, 0, 0, TimeSpan.Zero));

        var page = await OpenAsync();

        page.FindAll("form").ShouldBeEmpty();
        page.FindAll("[role=note]")[^1]
            .TextContent.Trim()
            .ShouldBe("You can accept this version from 1 November 2025.");
    }
}
