using System.Net;
using AngleSharp.Html.Parser;
using JoinArena.PrivacyPortal.Access;

namespace JoinArena.PrivacyPortal.Tests.Shell;

public sealed class HomePageTests(DevelopmentShell development, ProductionShell production)
    : IClassFixture<DevelopmentShell>,
        IClassFixture<ProductionShell>
{
    [Fact]
    public async Task A_visitor_sees_the_three_answers()
    {
        var page = await production.GetPageAsync("/");

        page.ShouldContain("""href="/policy">Read the policy</a>""");
        page.ShouldContain("""href="/my-data">Who has my data</a>""");
        page.ShouldContain("""href="/deletion/new">Request deletion</a>""");
        page.ShouldContain("""href="/account/login">Sign in</a>""");
        page.ShouldNotContain("Requests");
    }

    [Fact]
    public async Task A_worker_reads_the_pending_items_with_the_most_urgent_first()
    {
        var page = await production.GetPageAsync("/", role: Roles.Worker);

        new HtmlParser()
            .ParseDocument(page)
            .Body!.TextContent.ShouldContain("3 parties have data about you. 2 things are waiting for you.");
        page.IndexOf("An answer is late", StringComparison.Ordinal)
            .ShouldBeLessThan(page.IndexOf("A reply", StringComparison.Ordinal));
        page.ShouldContain("Times are shown for Lisbon.");
        page.ShouldContain("""action="/account/sign-out""");
        page.ShouldNotContain("/staff");
    }

    [Fact]
    public async Task An_officer_is_led_to_the_staff_desk()
    {
        var page = await production.GetPageAsync("/", role: Roles.Officer);

        page.ShouldContain("Nothing is waiting for you.");
        page.ShouldContain("""href="/staff">""");
        page.ShouldContain("""href="/staff/requests"><span>Requests</span></a>""");
        page.ShouldNotContain("/my-data");
    }

    [Fact]
    public async Task Demo_data_is_called_so_and_only_enabled_in_development_by_default()
    {
        (await development.GetPageAsync("/")).ShouldContain(
            "Demo data. The people and companies on this page are not real."
        );
        (await production.GetPageAsync("/")).ShouldNotContain("Demo data");
    }

    [Theory]
    [InlineData("/design")]
    [InlineData("/design/live")]
    public async Task Samples_exist_in_development_only(string address)
    {
        await development.GetPageAsync(address, HttpStatusCode.OK, Roles.Officer);
        (await production.GetPageAsync(address, HttpStatusCode.NotFound, Roles.Officer)).ShouldContain(
            "This page was not found"
        );
    }
}
