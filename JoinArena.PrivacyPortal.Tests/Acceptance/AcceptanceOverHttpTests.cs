using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Acceptance;

/// <summary>Accepting by the form a browser without scripts sends, through the whole pipeline; and what JoinArena's platform is told of it.</summary>
public sealed class AcceptanceOverHttpTests(SignedInPortal portal) : IClassFixture<SignedInPortal>
{
    [Fact]
    public async Task The_form_records_what_was_on_the_page_and_leads_to_the_record()
    {
        var worker = await portal.WorkerAsync();

        var answer = await worker.PostAsync("/policy/accept", await FormAsync(worker, ticked: true));

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync());
        var record = await worker.PageAsync(answer.Headers.Location!.ToString());
        record.QuerySelector("h1")!.TextContent.ShouldBe("Version 1.0, accepted");
        record.QuerySelector("main")!.TextContent.ShouldContain("f12ca743e37d6f552781d65b2ba53904b9fdeb7cd0b6372b00942c86d48c1c97");
        record.QuerySelector("main")!.TextContent.ShouldContain("a test");
        (await worker.PageAsync("/acceptances")).QuerySelector(".card h2")!.TextContent.ShouldContain("Version 1.0");
        (await worker.PageAsync("/policy")).QuerySelector(".lead")!.TextContent.ShouldContain("You accepted it on");
        (await worker.PageAsync("/policy/accept")).QuerySelector("form.accept").ShouldBeNull();
    }

    [Fact]
    public async Task Sending_the_form_twice_leads_to_the_same_record()
    {
        var worker = await portal.WorkerAsync();
        var form = await FormAsync(worker, ticked: true);

        var first = await worker.PostAsync("/policy/accept", form);
        var second = await worker.PostAsync("/policy/accept", form);

        second.Headers.Location.ShouldBe(first.Headers.Location);
    }

    [Fact]
    public async Task Sent_several_times_in_the_same_instant_it_is_one_acceptance_and_each_is_led_to_it()
    {
        var worker = await portal.WorkerAsync();
        var form = await (await FormAsync(worker, ticked: true)).ReadAsStringAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => worker.PostAsync("/policy/accept", new StringContent(form, null, "application/x-www-form-urlencoded"))));

        answers.ShouldAllBe(a => a.StatusCode == HttpStatusCode.Redirect);
        var led = answers.Select(a => a.Headers.Location!.ToString()).Distinct().ShouldHaveSingleItem();
        var kept = (await portal.Services.GetRequiredService<AcceptanceBook>().OfAsync(worker.Id(), CancellationToken.None)).ShouldHaveSingleItem();
        led.ShouldEndWith($"/acceptances/{kept.Id}");
    }

    [Fact]
    public async Task Without_the_tick_the_page_comes_again_with_what_to_do()
    {
        var worker = await portal.WorkerAsync();

        var answer = await worker.PostAsync("/policy/accept", await FormAsync(worker, ticked: false));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.ReadPageAsync()).QuerySelector(".errors a")!.TextContent.ShouldBe("Tick the box to accept, or choose “Not now”.");
        await ShouldHaveNoneAsync(worker);
    }

    [Fact]
    public async Task A_form_without_its_token_changes_nothing()
    {
        var worker = await portal.WorkerAsync();
        using var form = new FormUrlEncodedContent([new("_handler", "accept"), new("Form.Version", "1.0"), new("Form.Language", "en"), new("Form.Accepted", "true")]);

        (await worker.PostAsync("/policy/accept", form)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        await ShouldHaveNoneAsync(worker);
    }

    [Theory]
    [InlineData("Form.Version", "9.9", "There is no such version")]
    [InlineData("Form.Version", "<script>", "There is no such version")]
    [InlineData("Form.Version", "", "There is no such version")]
    [InlineData("Form.Language", "tlh", "There is no such version")]
    [InlineData("Form.Wording", "00", "This page has changed since you opened it")]
    public async Task A_form_that_was_tampered_with_is_refused_by_name_and_changes_nothing(string field, string value, string words)
    {
        var worker = await portal.WorkerAsync();

        var answer = await worker.PostAsync("/policy/accept", await (await FormAsync(worker, ticked: true)).ButAsync(field, value));

        (await answer.ReadPageAsync()).QuerySelector("[role=alert]")!.TextContent.ShouldContain(words);
        await ShouldHaveNoneAsync(worker);
    }

    [Fact]
    public async Task Nobody_accepts_for_somebody_else()
    {
        var (worker, other) = (await portal.WorkerAsync(), await portal.WorkerAsync());
        var theirs = await FormAsync(other, ticked: true);

        // A form of theirs, sent by another: it carries a token of theirs.
        (await worker.PostAsync("/policy/accept", theirs)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        // A form of one's own that names another: whose yes it is comes from the sign-in alone.
        await worker.PostAsync("/policy/accept", await (await FormAsync(worker, ticked: true)).ButAsync("Form.WorkerId", other.Id()));

        await ShouldHaveNoneAsync(other);
        (await portal.Services.GetRequiredService<AcceptanceBook>().OfAsync(worker.Id(), CancellationToken.None)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task How_and_when_the_worker_had_signed_in_and_the_words_of_the_page_are_kept_with_it()
    {
        var worker = await portal.WorkerAsync();

        await worker.PostAsync("/policy/accept", await FormAsync(worker, ticked: true));

        var kept = (await portal.Services.GetRequiredService<AcceptanceBook>().OfAsync(worker.Id(), CancellationToken.None)).ShouldHaveSingleItem();
        (kept.SignedInAt, kept.SignedInBy).ShouldBe((SignedInPortal.SignedInAt, "pwd"));
        kept.Wording.ShouldBe("I have read and accept version 1.0\nAccept\n");
        var record = (await worker.PageAsync($"/acceptances/{kept.Id}")).QuerySelector("main")!.TextContent;
        record.ShouldContain("on 24 November 2026 at 09:00 (UTC), with your password");
        record.ShouldContain("“I have read and accept version 1.0” and the button “Accept”");
        record.ShouldContain(kept.WordingSha256!);
        record.ShouldContain("a test");
        // The receipt is made to be shown; where and with what browser one accepted is nobody's business then.
        (await worker.GetStringAsync($"/acceptances/{kept.Id}/receipt.json")).ShouldNotContain("a test");
    }

    [Fact]
    public async Task Somebody_elses_record_is_not_found()
    {
        var (worker, other) = (await portal.WorkerAsync(), await portal.WorkerAsync());
        var theirs = (await other.PostAsync("/policy/accept", await FormAsync(other, ticked: true))).Headers.Location!;

        (await worker.GetAsync(theirs)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await other.GetAsync(theirs)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/policy/accept")]
    [InlineData("/acceptances")]
    [InlineData("/acceptances/01930000-0000-7000-8000-000000000000")]
    public async Task A_stranger_is_not_let_in(string address) =>
        (await portal.Stranger().GetAsync(address)).StatusCode.ShouldBeOneOf(HttpStatusCode.Unauthorized, HttpStatusCode.Redirect);

    [Fact]
    public async Task The_platform_is_told_how_a_worker_stands()
    {
        var worker = await portal.WorkerAsync();
        var platform = await portal.PlatformAsync(Scopes.WorkersRead);

        var before = await platform.GetFromJsonAsync<JsonElement>($"/api/v1/workers/{worker.Id()}/acceptance");
        await worker.PostAsync("/policy/accept", await FormAsync(worker, ticked: true));
        var after = await platform.GetFromJsonAsync<JsonElement>($"/api/v1/workers/{worker.Id()}/acceptance");

        before.GetProperty("status").GetString().ShouldBe("none");
        before.GetProperty("version").ValueKind.ShouldBe(JsonValueKind.Null);
        before.GetProperty("currentVersion").GetString().ShouldBe("1.0");
        before.GetProperty("acceptUrl").GetString().ShouldBe("https://privacy.example/policy/accept");
        after.GetProperty("status").GetString().ShouldBe("accepted");
        after.GetProperty("version").GetString().ShouldBe("1.0");
        after.GetProperty("acceptedAt").GetDateTimeOffset().ShouldBe(DateTimeOffset.UtcNow, TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task The_platform_is_told_of_a_worker_it_never_announced()
    {
        var answer = await (await portal.PlatformAsync(Scopes.WorkersRead)).GetAsync("/api/v1/workers/nobody/acceptance");

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("type").GetString().ShouldBe("urn:joinarena:problem:unknown-worker");
    }

    [Fact]
    public async Task A_key_without_the_scope_is_told_nothing()
    {
        (await (await portal.PlatformAsync(Scopes.WorkersWrite)).GetAsync("/api/v1/workers/nobody/acceptance")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await portal.Stranger().GetAsync("/api/v1/workers/nobody/acceptance")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private async Task ShouldHaveNoneAsync(HttpClient worker) =>
        (await portal.Services.GetRequiredService<AcceptanceBook>().OfAsync(worker.Id(), CancellationToken.None)).ShouldBeEmpty();

    private static async Task<FormUrlEncodedContent> FormAsync(HttpClient worker, bool ticked) => (await worker.PageAsync("/policy/accept")).AcceptForm(ticked);
}
