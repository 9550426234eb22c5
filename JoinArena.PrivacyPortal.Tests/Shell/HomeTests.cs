using System.Net;
using JoinArena.PrivacyPortal.Access;

namespace JoinArena.PrivacyPortal.Tests.Shell;

public sealed class HomeTests(DevelopmentShell development, ProductionShell production) : IClassFixture<DevelopmentShell>, IClassFixture<ProductionShell>
{
    [Fact]
    public async Task A_visitor_finds_the_three_answers()
    {
        var page = await production.GetAsync("/");

        page.ShouldContain("""href="/policy">Read the policy</a>""");
        page.ShouldContain("""href="/my-data">Who has my data</a>""");
        page.ShouldContain("""href="/deletion/new">Request deletion</a>""");
        page.ShouldContain("""href="/account/login">Sign in</a>""");
        page.ShouldNotContain("Requests");
    }

    [Fact]
    public async Task A_worker_reads_what_is_waiting_the_most_pressing_first()
    {
        var page = await production.GetAsync("/", role: Roles.Worker);

        page.ShouldContain("3 parties have data about you. 2 things are waiting for you.");
        page.IndexOf("An answer is late", StringComparison.Ordinal).ShouldBeLessThan(page.IndexOf("A reply", StringComparison.Ordinal));
        page.ShouldContain("Times are shown for Lisbon.");
        page.ShouldContain("""action="/account/sign-out""");
        page.ShouldNotContain("/staff");
    }

    [Fact]
    public async Task An_officer_is_led_to_the_desk()
    {
        var page = await production.GetAsync("/", role: Roles.Officer);

        page.ShouldContain("Nothing is waiting for you.");
        page.ShouldContain("""href="/staff">""");
        page.ShouldContain("""href="/staff/requests">Requests</a>""");
        page.ShouldNotContain("/my-data");
    }

    [Fact]
    public async Task Demo_data_is_called_so_and_only_in_development_by_default()
    {
        (await development.GetAsync("/")).ShouldContain("Demo data. Nobody on this page exists.");
        (await production.GetAsync("/")).ShouldNotContain("Demo data");
    }

    [Theory]
    [InlineData("/design")]
    [InlineData("/design/live")]
    public async Task Samples_exist_in_development_only(string address)
    {
        await development.GetAsync(address, HttpStatusCode.OK, Roles.Officer);
        (await production.GetAsync(address, HttpStatusCode.NotFound, Roles.Officer)).ShouldContain("This page was not found");
    }
}
