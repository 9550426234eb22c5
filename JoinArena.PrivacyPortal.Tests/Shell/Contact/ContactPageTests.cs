using AngleSharp.Html.Parser;

namespace JoinArena.PrivacyPortal.Tests.Shell.Contact;

/// <summary>Who runs the portal and how to reach them, as anyone reads it.</summary>
public sealed class ContactPageTests(DevelopmentShell demo, ProductionShell production)
    : IClassFixture<DevelopmentShell>,
        IClassFixture<ProductionShell>
{
    [Fact]
    public async Task A_visitor_reads_who_runs_the_portal_and_can_write_call_or_send_a_letter()
    {
        var page = await demo.GetPageAsync("/contact");

        page.ShouldContain("JoinArena Demo runs this portal and answers for it.");
        page.ShouldContain("""href="mailto:privacy@joinarena.example">privacy@joinarena.example</a>""");
        page.ShouldContain("""href="tel:&#x2B;12025550100">""");
        new HtmlParser().ParseDocument(page).Body!.TextContent.ShouldContain("1 Example Street, Exampletown");
        page.ShouldContain("email us from the address that JoinArena has for you");
    }

    [Fact]
    public async Task Who_has_no_account_here_and_a_party_that_was_asked_to_erase_find_what_to_do()
    {
        var page = new HtmlParser().ParseDocument(await demo.GetPageAsync("/contact"));

        page.QuerySelectorAll("section[aria-labelledby=not-signed-in] a")
            .Select(a => a.GetAttribute("href"))
            .ShouldBe(["/account/register", "/account/forgot-password"]);
        page.QuerySelector("section[aria-labelledby=asked]")!
            .TextContent.ShouldContain("Contact us, and give the number of the deletion request.");
    }

    [Fact]
    public async Task Names_numbers_and_addresses_read_in_their_own_direction_on_an_Arabic_page()
    {
        using var reader = demo.CreateBrowser();
        reader.DefaultRequestHeaders.Add("Accept-Language", "ar");

        var page = new HtmlParser().ParseDocument(await reader.GetStringAsync(new Uri("/contact", UriKind.Relative)));

        page.QuerySelector("main a[href^='tel:']")!.GetAttribute("dir").ShouldBe("ltr");
        page.QuerySelectorAll("main dd > bdi")
            .Select(value => value.TextContent)
            .ShouldBe(["JoinArena Demo", "1 Example Street, Exampletown"]);
    }

    [Fact]
    public async Task Without_contact_details_the_page_promises_none()
    {
        var page = await production.GetPageAsync("/contact");

        page.ShouldContain("No contact details yet");
        page.ShouldNotContain("mailto:");
        page.ShouldNotContain("email us");
        page.ShouldNotContain("Contact us");
    }

    [Fact]
    public async Task Each_page_leads_to_contact_and_accessibility_and_says_who_runs_it()
    {
        var page = await demo.GetPageAsync("/");

        page.ShouldContain("""href="/contact">Contact</a>""");
        page.ShouldContain("""href="/accessibility">Accessibility</a>""");
        page.ShouldContain("Run by JoinArena Demo");
        (await production.GetPageAsync("/")).ShouldNotContain("Run by");
    }

    [Fact]
    public async Task A_person_reads_what_works_and_what_does_not_and_where_to_tell()
    {
        var page = await production.GetPageAsync("/accessibility");

        page.ShouldContain("What does not work yet");
        page.ShouldContain("""href="/contact">Contact</a>""");
    }
}
