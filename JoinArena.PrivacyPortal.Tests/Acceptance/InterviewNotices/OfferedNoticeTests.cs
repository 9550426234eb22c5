using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Acceptance.InterviewNotices;

/// <summary>A notice that the portal shows for JoinArena's platform, as the worker reads it.</summary>
public sealed class OfferedNoticeTests(OfferedNoticeTests.ReturningPortal portal)
    : IClassFixture<OfferedNoticeTests.ReturningPortal>
{
    private const string Platform = "https://app.joinarena.test";

    [Fact]
    public async Task A_worker_reads_a_notice_says_so_and_is_sent_back_with_a_receipt_kept()
    {
        var given = await portal.SetUpAsync(Given.Worker());
        var api = await portal.CreateApiClientAsync(Scopes.DisclosuresWrite);
        var page = await OfferAsync(api, given.Id, "An AI called Parley asks.");
        var worker = await portal.SignInAsync(given.Email);
        await worker.GoToAsync(page);
        worker.Text.ShouldContain("An AI called Parley asks.");
        worker.Text.ShouldContain("It does not mean that you agree to anything.");
        worker.Text.ShouldContain("do you want a person instead of the AI? Ask us:");
        worker.Page.QuerySelectorAll("main a[href='/contact']").ShouldHaveSingleItem();

        await worker.PressAsync("I have read this");

        worker.Path.ShouldBe("/my-data/interviews/int-5");
        worker.Text.ShouldContain("An AI called Parley asks.");
        var receipt = await worker.FetchAsync("/my-data/interviews/int-5/notice.note");
        (await receipt.Content.ReadAsStringAsync()).ShouldContain("\"type\":\"interview-notice-receipt\"");
        (await worker.GoToAsync(page)).Text.ShouldContain("You read this on");
        var answer = await api.GetAsync($"/api/v1/workers/{given.Id}/interviews/int-5/notice");
        ((string?)answer["ai"]).ShouldBe("An AI called Parley asks.");
        var again = await PutAsync(api, given.Id, "An AI called Parley asks.");
        (await ReadAsync(again))["readAt"].ShouldNotBeNull();
        (await PutAsync(api, given.Id, "Another AI.")).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_notice_is_its_workers_alone_and_needs_a_sign_in()
    {
        var given = await portal.SetUpAsync(Given.Worker());
        var page = await OfferAsync(await portal.CreateApiClientAsync(), given.Id, "An AI asks.");
        var stranger = await portal.SignInAsync((await portal.SetUpAsync(Given.Worker())).Email);

        (await stranger.FetchAsync(page)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await stranger.FetchAsync($"/interviews/notices/{Guid.NewGuid()}")).StatusCode.ShouldBe(
            HttpStatusCode.NotFound
        );
        (await portal.CreateAnonymousClient().GoToAsync(page)).Path.ShouldStartWith("/account/login");
    }

    [Fact]
    public async Task Words_that_changed_since_the_page_was_opened_are_not_recorded_as_read()
    {
        var given = await portal.SetUpAsync(Given.Worker());
        var api = await portal.CreateApiClientAsync();
        var page = await OfferAsync(api, given.Id, "An AI asks.");
        var worker = await portal.SignInAsync(given.Email);
        await worker.GoToAsync(page);
        (await OfferAsync(api, given.Id, "Two AIs ask.")).ShouldBe(page, "it is replaced, at the same address");

        await worker.PressAsync("I have read this");

        worker.Text.ShouldContain("This page has changed since you opened it");
        worker.Text.ShouldContain("Two AIs ask.");
        (await ReadAsync(await PutAsync(api, given.Id, "Two AIs ask.")))["readAt"].ShouldBeNull();
        await worker.PressAsync("I have read this");
        worker.Path.ShouldBe("/my-data/interviews/int-5");
    }

    [Theory]
    [InlineData(Platform + "/interviews/5?tab=1", "You come from app.joinarena.test")]
    [InlineData("https://evil.example/", "We cannot send you back to the site you came from")]
    [InlineData("//evil.example", "We cannot send you back to the site you came from")]
    [InlineData("javascript:alert(1)", "We cannot send you back to the site you came from")]
    public async Task The_worker_gets_back_to_an_allowed_site_and_to_no_other(string returnUrl, string says)
    {
        var given = await portal.SetUpAsync(Given.Worker());
        var page = await OfferAsync(await portal.CreateApiClientAsync(), given.Id, "An AI asks.");
        var worker = await portal.SignInAsync(given.Email);

        await worker.GoToAsync($"{page}?returnUrl={Uri.EscapeDataString(returnUrl)}");

        worker.Text.ShouldContain(says);
    }

    [Fact]
    public async Task A_notice_with_wrong_values_names_each_field_and_a_worker_nobody_announced_is_unknown()
    {
        var given = await portal.SetUpAsync(Given.Worker());
        var api = await portal.CreateApiClientAsync();

        var answer = await PutAsync(api, given.Id, "");
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("/ai");
        (await PutAsync(api, "nobody", "An AI asks.")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var reader = await portal.CreateApiClientAsync(Scopes.WorkersRead);
        (await PutAsync(reader, given.Id, "An AI asks.")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static async Task<string> OfferAsync(ApiClient api, string worker, string ai)
    {
        var answer = await PutAsync(api, worker, ai);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return new Uri((string)(await ReadAsync(answer))["pageUrl"]!).AbsolutePath;
    }

    private static Task<HttpResponseMessage> PutAsync(ApiClient api, string worker, string ai) =>
        api.Http.PutAsJsonAsync(
            new Uri($"/api/v1/workers/{worker}/interviews/int-5/notice/page", UriKind.Relative),
            new
            {
                version = "7",
                language = "en",
                ai,
                use = "To invite you.",
                recipients = "Acme.",
                alternatives = "A person.",
            }
        );

    private static async Task<JsonNode> ReadAsync(HttpResponseMessage answer) =>
        JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;

    public sealed class ReturningPortal : Portal
    {
        protected override void Configure(IDictionary<string, string> settings)
        {
            base.Configure(settings);
            settings["Portal:Acceptance:ReturnOrigins:0"] = Platform;
        }
    }
}
