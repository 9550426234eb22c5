using Bunit;
using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Tests.Policies;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Acceptance;

/// <summary>What a worker meets who accepts, or does not.</summary>
public sealed class AcceptPageTests(SqliteDatabase database)
    : AcceptPageTestBase(database),
        IClassFixture<SqliteDatabase>
{
    [Fact]
    public async Task The_page_shows_the_full_text_above_an_unticked_box()
    {
        var page = await OpenAsync();

        page.Find("h1").TextContent.ShouldBe("Version 1.0: read and decide");
        // The law word for word; what is ours, paragraphs of their own, stands apart from it.
        page.FindAll("article [role=note]").Count.ShouldBe(8);
        var law = page.FindAll("article > div > h2, article > div > div, article section > div")
            .Select(e => e.TextContent);
        string.Join(' ', string.Join(' ', law).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .ShouldBe(string.Join(' ', PolicyTextTests.Original));
        page.Find("form:has(input[type=checkbox])").TextContent.ShouldContain("“Not now” changes nothing");
        var box = page.Find("input[type=checkbox]");
        box.HasAttribute("checked").ShouldBeFalse();
        box.ParentElement!.TextContent.Trim().ShouldBe("I have read and accept version 1.0");
        page.Find("form button").TextContent.ShouldBe("Accept");
        page.Find("form a").GetAttribute("href").ShouldBe("/");
        page.Find("h1 + p")
            .TextContent.ShouldContain("You can see who has your data and ask for deletion whether you accept or not.");
    }

    [Fact]
    public async Task The_worker_who_accepts_is_led_to_the_record()
    {
        Http.Connection.RemoteIpAddress = System.Net.IPAddress.Parse("::ffff:192.0.2.7");
        Http.Request.Headers.UserAgent = new string('x', 900);

        await SubmitAsync(
            new()
            {
                Version = "1.0",
                Language = "en",
                Accepted = true,
            }
        );

        var kept = (await BookedAsync()).ShouldHaveSingleItem();
        new Uri(Services.GetRequiredService<NavigationManager>().Uri).AbsolutePath.ShouldBe($"/acceptances/{kept.Id}");
        kept.IpAddress.ShouldBe("192.0.2.7");
        kept.UserAgent!.Length.ShouldBe(500);
    }

    [Fact]
    public async Task The_page_records_nothing_without_the_tick_and_says_so_twice()
    {
        var page = await SubmitAsync(new() { Version = "1.0", Language = "en" });

        (await BookedAsync()).ShouldBeEmpty();
        page.Find("[role=alert] a").GetAttribute("href").ShouldBe("/policy/accept#accepted");
        page.Find("[role=alert]").HasAttribute("autofocus").ShouldBeTrue();
        var box = page.Find("#accepted");
        box.GetAttribute("aria-invalid").ShouldBe("true");
        page.Find($"#{box.GetAttribute("aria-describedby")}")
            .TextContent.ShouldContain("Tick the checkbox to accept, or choose “Not now”.");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_version_that_was_replaced_while_it_was_read_is_not_accepted_and_the_new_one_is_shown(
        bool ticked
    )
    {
        Clock.SetUtcNow(new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero));
        var page = await SubmitAsync(
            new()
            {
                Version = "1.0",
                Language = "en",
                Accepted = ticked,
            }
        );

        (await BookedAsync()).ShouldBeEmpty();
        page.Find("[role=alert]").TextContent.ShouldContain("Version 1.0 is no longer current");
        page.Find("[role=alert]").TextContent.ShouldContain("Nothing was recorded. The text below is version 1.1.");
        page.Find("label:has([type=checkbox])").TextContent.Trim().ShouldBe("I have read and accept version 1.1");
        page.FindAll("[role=alert]").ShouldHaveSingleItem("there is no error of the form");
    }

    [Theory]
    [InlineData("1.1", "Version 1.1 is not in force yet")]
    [InlineData("9.9", "There is no such version")]
    public async Task A_version_that_cannot_be_accepted_is_named(string version, string words)
    {
        var page = await SubmitAsync(
            new()
            {
                Version = version,
                Language = "en",
                Accepted = true,
            }
        );

        (await BookedAsync()).ShouldBeEmpty();
        page.Find("[role=alert]").TextContent.ShouldContain(words);
    }

    [Fact]
    public async Task A_page_whose_wording_has_changed_since_it_was_opened_is_shown_again()
    {
        var page = await SubmitAsync(
            new()
            {
                Version = "1.0",
                Language = "en",
                Accepted = true,
                Wording = new AcceptanceWording("Yes", "Go").Sha256,
            }
        );

        (await BookedAsync()).ShouldBeEmpty();
        page.Find("[role=alert]").TextContent.ShouldContain("This page has changed since you opened it");
    }

    [Theory]
    [InlineData("/my-data?kind=hiring-company", "/my-data?kind=hiring-company")]
    [InlineData("https://evil.example/", "/")]
    [InlineData("https://app.joinarena.example/back?job=7", "https://app.joinarena.example/back?job=7&declined=1")]
    [InlineData("https://app.joinarena.example.evil.example/", "/")]
    [InlineData("//evil.example/", "/")]
    [InlineData("/\\evil.example/", "/")]
    [InlineData("javascript:alert(1)", "/")]
    public async Task The_button_Not_now_leads_back_to_the_portal_or_to_an_allowed_site_and_nowhere_else(
        string asked,
        string back
    )
    {
        Services
            .GetRequiredService<NavigationManager>()
            .NavigateTo($"/policy/accept?returnUrl={Uri.EscapeDataString(asked)}");

        (await OpenAsync()).Find("form a").GetAttribute("href").ShouldBe(back);
    }
}
