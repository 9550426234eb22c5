using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using JoinArena.PrivacyPortal.Access;

namespace JoinArena.PrivacyPortal.Tests.Shell.Errors;

public abstract class ProblemPageTests(ShellHost portal)
{
    [Fact]
    public async Task An_unknown_address_says_so_without_asking_to_sign_in()
    {
        var page = await portal.GetPageAsync("/no-such-page?from=mail", HttpStatusCode.NotFound);

        page.ShouldContain("This page was not found");
        page.ShouldContain("""href="/no-such-page?from=mail#content""");
        page.ShouldContain("Go to the home page");
        page.ShouldContain("""href="/contact">All ways to reach us""");
    }

    [Fact]
    public async Task An_error_page_names_a_reference_that_is_in_the_log()
    {
        var page = await portal.GetPageAsync("/broken", HttpStatusCode.InternalServerError);

        page.ShouldContain("Something went wrong on our side");
        page.ShouldNotContain("broken on purpose");
        var reference = page.Split("<code>")[1].Split("</code>")[0];
        portal.Errors.Entries.ShouldContain(entry =>
            entry.Contains(reference, StringComparison.Ordinal)
            && entry.Contains("broken on purpose", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_page_for_another_role_says_so()
    {
        (await portal.GetPageAsync("/officers", HttpStatusCode.Forbidden, Roles.Worker)).ShouldContain(
            "This page is not for your account"
        );
        (await portal.GetPageAsync("/officers", HttpStatusCode.OK, Roles.Officer)).ShouldBe("desk");
    }

    [Fact]
    public async Task A_form_without_a_valid_token_changes_nothing_and_leads_back_to_it()
    {
        using var browser = portal.CreateBrowser();
        using var form = new FormUrlEncodedContent([new("what", "all"), new("__RequestVerificationToken", "forged")]);
        using var answer = await browser.PostAsync("/changes", form);
        var page = await answer.Content.ReadAsStringAsync();

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        page.ShouldContain("This form has expired");
        page.ShouldContain("Nothing was changed");
        page.ShouldContain("""href="/changes">Open the page again""");
    }

    [Fact]
    public async Task A_form_of_a_page_without_a_valid_token_changes_nothing_either()
    {
        using var browser = portal.CreateBrowser(Roles.Officer);
        using var form = new FormUrlEncodedContent([new("_handler", "x")]);
        using var answer = await browser.PostAsync("/design/live", form);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("This form has expired");
    }

    [Fact]
    public async Task An_error_while_a_form_was_sent_is_not_mistaken_for_an_expired_form()
    {
        using var browser = portal.CreateBrowser();
        using var answer = await browser.PostAsync("/broken", null);

        answer.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("Something went wrong on our side");
    }

    [Fact]
    public async Task An_API_client_gets_a_problem_with_a_stable_type()
    {
        (await ProblemAsync("/api/v1/no-such-thing", HttpStatusCode.NotFound))
            .GetProperty("type")
            .GetString()
            .ShouldEndWith("/problems/not-found");
    }

    [Fact]
    public async Task An_error_gives_an_API_client_the_reference_and_no_internals()
    {
        var problem = await ProblemAsync("/api/v1/broken", HttpStatusCode.InternalServerError);

        problem.GetProperty("type").GetString().ShouldEndWith("/problems/internal-server-error");
        problem.ToString().ShouldNotContain("broken on purpose");
        var reference = problem.GetProperty("reference").GetString()!;
        portal.Errors.Entries.ShouldContain(entry => entry.Contains(reference, StringComparison.Ordinal));
    }

    private async Task<JsonElement> ProblemAsync(string address, HttpStatusCode expected)
    {
        using var client = portal.CreateBrowser();
        using var answer = await client.GetAsync(address);
        answer.StatusCode.ShouldBe(expected);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    public sealed class InDevelopment(DevelopmentShell portal)
        : ProblemPageTests(portal),
            IClassFixture<DevelopmentShell>;

    public sealed class InProduction(ProductionShell portal) : ProblemPageTests(portal), IClassFixture<ProductionShell>;
}
