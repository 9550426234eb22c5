using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Tests.Jurisdictions;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;

namespace JoinArena.PrivacyPortal.Tests.Staff.Laws;

/// <summary>Laws, places and holidays by names that a reader knows, and only as much of a file as they ask for.</summary>
public sealed class LawListTests(Portal portal) : IClassFixture<Portal>
{
    [Theory]
    [InlineData("TW-PDPA", "Taiwan · ")]
    [InlineData("US-WA", "Washington · ")]
    [InlineData("US-FEDERAL", "United States · ")] // in each of its states, not only where no act is known
    [InlineData("US-VA", "Virginia · ")]
    [InlineData("AU-APP", "Australia · ")]
    [InlineData("EU-GDPR", "")] // in many countries
    public async Task A_law_in_the_list_says_in_which_place_it_holds(string code, string place)
    {
        var person = await OpenAsync("/staff/laws");

        var link = person.Page.QuerySelector($"main tr a[href='/staff/laws/{code}']")!;
        var name = ReviewedRules.Shipped.FindLawName(code);
        string.Join(' ', link.ParentElement!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .ShouldStartWith($"{place}{name}");
    }

    [Fact]
    public async Task The_lines_are_in_the_order_of_what_they_begin_with_and_a_key_explains_each_mark()
    {
        var person = await OpenAsync("/staff/laws");

        var lines = person
            .Page.QuerySelectorAll("section[aria-labelledby=laws] tbody summary")
            .Select(line => line.FirstChild!.TextContent.Trim())
            .ToList();
        lines.ShouldContain("Australia");
        lines.ShouldBe(lines.Order(StringComparer.Ordinal));
        // By class: a mark is no more than words in a colour.
        var marks = person
            .Page.QuerySelectorAll("section[aria-labelledby=laws] .tag")
            .Select(mark => mark.TextContent)
            .Where(mark => mark is not "Signed" && !mark.EndsWith(" open", StringComparison.Ordinal))
            .Distinct()
            .ToList();
        marks.ShouldNotBeEmpty();
        foreach (var mark in marks)
            person.Text.ShouldContain($"“{mark}”");
    }

    [Fact]
    public async Task The_folded_line_of_a_law_on_a_phone_has_the_marks_that_its_row_has_on_a_wide_screen()
    {
        var person = await OpenAsync("/staff/laws");

        person.Page.QuerySelector("tr:has(#US-CO) summary")!.TextContent.ShouldContain("Not read");
        person.Page.QuerySelector("#US-CO")!.TextContent.ShouldContain("Not read");
        person.Page.QuerySelector("tr:has(#EU-GDPR) summary")!.TextContent.ShouldContain("Read in part");
    }

    [Fact]
    public async Task A_place_where_nobody_with_an_open_request_lives_says_so_in_words()
    {
        var person = await OpenAsync("/staff/laws/places/TW");

        person.Text.ShouldContain("No open request is from a worker who lives here.");
        (await person.GoToAsync("/staff/laws/places/US"))
            .Page.QuerySelector("h1")!
            .TextContent.ShouldBe("United States, a state without an act or not known");
    }

    [Fact]
    public async Task A_place_names_whose_holidays_move_its_last_days()
    {
        var person = await OpenAsync("/staff/laws/places/AT");

        person.Page.QuerySelector("main a[href='/staff/laws/holidays/AT']")!.TextContent.ShouldBe("Austria");
    }

    [Fact]
    public async Task The_file_behind_a_law_is_folded_until_counsel_asks_for_it()
    {
        var person = await OpenAsync("/staff/laws/EU-GDPR");

        var file = person.Page.QuerySelector("pre[aria-labelledby=as-it-is]")!.Closest("details")!;
        file.HasAttribute("open").ShouldBeFalse();
        file.QuerySelector("summary")!.TextContent.ShouldBe("The file as it is");
    }

    private async Task<HtmlClient> OpenAsync(string address)
    {
        var person = await portal.SignInAsync(await portal.CreateStaffAccountAsync(Roles.Auditor));
        return await person.GoToAsync(address);
    }
}
