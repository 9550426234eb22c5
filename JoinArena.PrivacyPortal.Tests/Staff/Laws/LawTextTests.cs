using AngleSharp.Dom;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;

namespace JoinArena.PrivacyPortal.Tests.Staff.Laws;

/// <summary>How the pages of the laws name places, days and authorities.</summary>
public sealed class LawTextTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task Places_are_in_the_order_of_their_names_without_the()
    {
        var person = await OpenAsync("/staff/laws");

        foreach (var heading in new[] { "European Union and EEA", "Other places" })
        {
            var section = person
                .Page.QuerySelectorAll("section:has(> details > summary > h3)")
                .Single(s => s.QuerySelector("h3")!.TextContent.StartsWith(heading, StringComparison.Ordinal));
            var names = section.QuerySelectorAll("a").Select(link => link.TextContent).ToList();
            names.ShouldBe(names.Order(StringComparer.Ordinal));
            names.ShouldNotContain(name => name.StartsWith("the ", StringComparison.Ordinal));
            names.ShouldContain(heading == "Other places" ? "United Kingdom" : "Netherlands");
        }

        (await person.GoToAsync("/staff/laws/places/NL")).Page.QuerySelector("h1")!.TextContent.ShouldBe("Netherlands");
    }

    [Fact]
    public async Task The_days_of_a_weekend_are_in_their_order()
    {
        var person = await OpenAsync("/staff/laws/places/DE");

        person.Text.ShouldContain("Saturday and Sunday");
    }

    [Theory]
    [InlineData("AT", "Holidays: Austria")]
    [InlineData("EEA-COMMON", "Holidays: every country of the European Economic Area")]
    public async Task A_calendar_is_named_by_its_place(string code, string title) =>
        (await OpenAsync($"/staff/laws/holidays/{code}")).Page.QuerySelector("h1")!.TextContent.ShouldBe(title);

    [Theory]
    [InlineData("/staff/laws/places/DE")]
    [InlineData("/staff/laws/GH-843")]
    public async Task The_website_of_an_authority_is_a_link_that_tells_it_nothing_about_the_reader(string address)
    {
        var link = (await OpenAsync(address)).Page.QuerySelectorAll("main a").Single(IsElsewhere);

        link.TextContent.ShouldBe(link.GetAttribute("href"));
        link.GetAttribute("dir").ShouldBe("ltr");
        link.GetAttribute("rel").ShouldBe("noopener noreferrer");
    }

    private static bool IsElsewhere(IElement link) =>
        link.GetAttribute("href")!.StartsWith("https://", StringComparison.Ordinal);

    private async Task<HtmlClient> OpenAsync(string address)
    {
        var person = await portal.SignInAsync(await portal.CreateStaffAccountAsync(Roles.Auditor));
        return await person.GoToAsync(address);
    }
}
