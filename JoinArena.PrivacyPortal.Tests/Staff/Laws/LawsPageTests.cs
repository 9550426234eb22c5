// One file: the pages of laws, places and calendars share how a file is checked.
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Jurisdictions.Counting;
using JoinArena.PrivacyPortal.Tests.Jurisdictions;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;

namespace JoinArena.PrivacyPortal.Tests.Staff.Laws;

/// <summary>What counsel signs from: an index, and a page for each law, place and calendar.</summary>
public sealed partial class LawsPageTests(Portal portal) : IClassFixture<Portal>
{
    private static readonly string s_folder = Path.Combine(ReviewedRules.Directory, "deletion");

    [Fact]
    public async Task The_index_leads_to_a_page_for_each_law_each_place_and_each_calendar()
    {
        var person = await OpenAsync("/staff");
        person.Page.QuerySelector("a[href='/staff/laws']").ShouldNotBeNull();

        await person.GoToAsync("/staff/laws");

        var pages = ReviewedRules.Shipped.All.SelectMany(FindPages).Distinct().ToList();
        FindLinks(person).ShouldBe(pages, ignoreOrder: true);
    }

    [Theory]
    [InlineData("Germany", "/staff/laws/places/DE", "/staff/laws/EU-GDPR", "/staff/laws/holidays/DE")]
    [InlineData("datenschutzkonferenz", "/staff/laws/places/DE")]
    [InlineData("us-ca-ccpa", "/staff/laws/US-CA-CCPA", "/staff/laws/places/US-CA")]
    [InlineData("RE", "/staff/laws/places/FR")]
    public async Task A_law_a_place_or_a_calendar_is_found_by_a_name_a_code_or_an_authority(
        string sought,
        params string[] pages
    )
    {
        var person = await OpenAsync($"/staff/laws?q={sought}");

        var found = FindLinks(person);
        foreach (var page in pages)
            found.ShouldContain(page);
        found.ShouldNotContain("/staff/laws/BR-LGPD");
    }

    [Fact]
    public async Task The_index_names_each_laws_deadline_and_can_list_only_what_nobody_has_read()
    {
        var person = await OpenAsync("/staff/laws");
        person.Page.QuerySelector("tr:has(#EU-GDPR) td + td")!.TextContent.ShouldBe("1 month");
        person.Page.QuerySelector("tr:has(#US-CO) td + td")!.TextContent.ShouldBe("45 days");

        await person.GoToAsync("/staff/laws?which=unread");

        person.Page.QuerySelector("#US-CO").ShouldNotBeNull();
        person.Page.QuerySelector("#EU-GDPR").ShouldBeNull();
    }

    [Fact]
    public async Task What_is_not_found_is_said_and_everything_is_one_link_away()
    {
        var person = await OpenAsync("/staff/laws?q=atlantis");

        FindLinks(person).ShouldBeEmpty();
        person.Text.ShouldContain("0 laws and promises");
        person.Page.QuerySelector("main a[href='/staff/laws']")!.TextContent.ShouldBe("Show all");
    }

    [Fact]
    public async Task Each_page_of_a_law_says_every_rule_of_its_file_its_source_and_how_it_was_learned()
    {
        var person = await OpenAsync("/staff/laws");
        foreach (var law in ReviewedRules.Shipped.All.SelectMany(p => p.Laws).DistinctBy(l => l.Code))
        {
            await person.GoToAsync($"/staff/laws/{law.Code}");

            var file = await File.ReadAllTextAsync(Path.Combine(s_folder, law.Source.File));
            var said = ReadOutsideTheFile(person.Page);
            foreach (Match value in Sentences().Matches(file))
            {
                // An authority stands at the beginning of a line, with a capital.
                var asWritten = value.Value.Contains("complain-to:") ? Case.Insensitive : Case.Sensitive;
                said.ShouldContain(value.Groups["value"].Value, asWritten, law.Code);
            }
            foreach (Match period in Periods().Matches(file))
            {
                said.ShouldContain(
                    $"{period.Groups["length"].Value} {period.Groups["unit"].Value.Replace("calendar-", "").Replace('-', ' ')}",
                    Case.Sensitive,
                    law.Code
                );
            }

            ExpectFile(person.Page, law.Source.File, file, law.Source.SignedSha256);
        }
    }

    [Fact]
    public async Task Each_page_of_a_place_or_a_calendar_says_what_its_file_says_of_it()
    {
        var person = await OpenAsync("/staff/laws");
        foreach (var place in ReviewedRules.Shipped.All)
        {
            await person.GoToAsync($"/staff/laws/places/{place.Code}");
            foreach (var law in place.Laws)
                person.Page.QuerySelector($"a[href='/staff/laws/{law.Code}']").ShouldNotBeNull();
            person.Text.ShouldContain(place.ComplainTo ?? "As its law says");
            person.Text.ShouldContain(place.Zone.Id);
            ExpectFile(person.Page, place.Source.File, place.Source.Content, place.Source.SignedSha256);
        }

        foreach (var calendar in ReviewedRules.Shipped.All.Select(p => p.Calendar).OfType<HolidayCalendar>().Distinct())
        {
            await person.GoToAsync($"/staff/laws/holidays/{calendar.Code}");
            person.Page.QuerySelectorAll("tbody tr").Length.ShouldBe(calendar.Days.Count);
            person
                .Page.QuerySelectorAll("main details[open] > summary")
                .Select(s => s.TextContent)
                .ShouldContain(text => text.StartsWith($"{TimeProvider.System.GetUtcNow().Year}: "));
            person
                .Page.QuerySelectorAll("main details:has(tbody)")
                .Length.ShouldBe(calendar.Days.Select(d => d.Key.Year).Distinct().Count());
            ExpectFile(person.Page, calendar.Source.File, calendar.Source.Content, calendar.Source.SignedSha256);
        }
    }

    [Theory]
    [InlineData("/staff/laws/EU-GDPR", "laws/EU-GDPR.yml", "reviewed: no")]
    [InlineData("/staff/laws/places/GB", "jurisdictions/gb.yml", "    reviewed: no")]
    [InlineData("/staff/laws/holidays/GB", "holidays/GB.yml", "reviewed: no")]
    public async Task The_lines_on_a_page_sign_its_file(string address, string file, string unsigned)
    {
        using var files = new RuleFiles();
        var person = await OpenAsync(address);

        var lines = person.Page.QuerySelector("pre[aria-labelledby=sign]")!.TextContent;
        files.Replace(file, unsigned, lines.Replace("…", "Ada Counsel", StringComparison.Ordinal));

        var rules = DeadlineRules.Load(files.Root);
        var britain = rules.FindJurisdiction("GB");
        new[] { rules.FindJurisdiction("DE").Laws[0].Review, britain.Review, britain.Calendar!.Review }
            .Select(review => review?.By)
            .OfType<string>()
            .ShouldBe(["Ada Counsel"]);
    }

    [Theory]
    [InlineData("/staff/laws/EG-151")]
    [InlineData("/staff/laws/US-CO")]
    [InlineData("/staff/laws/places/DE")]
    public async Task What_nobody_has_read_has_no_lines_to_sign_it_with(string address)
    {
        var person = await OpenAsync(address);

        person.Text.ShouldContain("Its source has to be read first.");
        person.Page.QuerySelector("pre[aria-labelledby=sign]").ShouldBeNull();
    }

    [Theory]
    [InlineData("/staff/laws/ZZ-1")]
    [InlineData("/staff/laws/places/ZZ")]
    [InlineData("/staff/laws/holidays/ZZ")]
    public async Task A_law_that_is_not_listed_has_no_page(string address) =>
        (await OpenAsync(address)).Status.ShouldBe(404);

    [Fact]
    public async Task Only_the_team_reads_the_laws()
    {
        var worker = await portal.SetUpAsync(Given.Worker());
        var person = await portal.SignInAsync(worker.Email);

        foreach (
            var address in new[]
            {
                "/staff/laws",
                "/staff/laws/EU-GDPR",
                "/staff/laws/places/DE",
                "/staff/laws/holidays/DE",
            }
        )
        {
            (await person.GoToAsync(address)).Path.ShouldStartWith("/account/denied");
            (await portal.CreateAnonymousClient().GoToAsync(address)).Path.ShouldStartWith("/account/login");
        }
    }

    [Fact]
    public async Task The_pages_of_laws_are_accessible_and_a_law_can_be_printed()
    {
        var auditor = await portal.CreateStaffAccountAsync(Roles.Auditor);

        await portal.VisitInBrowserAsync(async person =>
        {
            await person.SignsInAsync(auditor);
            await person.GoesToAsync("/staff/laws");
            await person.SeesAsync("Laws and promises");
            await person.ExpectsAccessiblePageAsync();
            await person.GoesToAsync("/staff/laws/EU-GDPR");
            await person.SeesAsync("The file as it is");
            await person.SeesAsync("Print");
            await person.ExpectsAccessiblePageAsync();
        });
    }

    private static List<string> FindLinks(HtmlClient person) =>
        [
            .. person
                .Page.QuerySelectorAll("main a[href^='/staff/laws/']")
                .Select(link => link.GetAttribute("href")!)
                .Distinct(StringComparer.Ordinal),
        ];

    private static IEnumerable<string> FindPages(Jurisdiction place) =>
        [
            $"/staff/laws/places/{place.Code}",
            .. place.Laws.Select(l => $"/staff/laws/{l.Code}"),
            .. place.Calendar is { } calendar ? [$"/staff/laws/holidays/{calendar.Code}"] : Array.Empty<string>(),
        ];

    private static void ExpectFile(IDocument page, string path, string file, string hash)
    {
        page.QuerySelector("pre[aria-labelledby=as-it-is]")!.TextContent.ShouldBe(file);
        var text = page.QuerySelector("section[aria-labelledby=file]")!.TextContent;
        text.ShouldContain(path);
        text.ShouldContain(hash);
    }

    /// <summary>The page without the file itself, which would make every sentence of it be there.</summary>
    private static string ReadOutsideTheFile(IDocument page)
    {
        var main = (IElement)page.QuerySelector("main")!.Clone();
        main.QuerySelector("pre[aria-labelledby=as-it-is]")!.Remove();
        return main.TextContent;
    }

    private async Task<HtmlClient> OpenAsync(string address)
    {
        var person = await portal.SignInAsync(await portal.CreateStaffAccountAsync(Roles.Auditor));
        return await person.GoToAsync(address);
    }

    [GeneratedRegex(
        "^ *(- )?(law|code|name|source|not-read|complain-to|website|citation|words|note|notice|tell|remedy|then|unless"
            + "|replaced-by): (?<value>.+)$",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex Sentences();

    [GeneratedRegex(
        "^ *(period|at-most): (?<length>[0-9]+) (?<unit>month|calendar-day|business-day)s?$",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex Periods();
}
