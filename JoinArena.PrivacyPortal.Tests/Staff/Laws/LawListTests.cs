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
    [InlineData("US-VA", "")] // its name says where
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
