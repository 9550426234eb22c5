using System.Net;
using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Acceptance;

/// <summary>Accepting by the form a browser without scripts sends, through the whole pipeline.</summary>
public sealed class AcceptanceOverHttpTests(SignedInPortal portal) : IClassFixture<SignedInPortal>
{
    [Fact]
    public async Task The_form_records_what_was_on_the_page_and_leads_to_the_record()
    {
        var worker = await portal.CreateWorkerClientAsync();

        var answer = await worker.PostAsync("/policy/accept", await FormAsync(worker, ticked: true));

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync());
        var record = await worker.GetPageAsync(answer.Headers.Location!.ToString());
        record.QuerySelector("h1")!.TextContent.ShouldBe("Version 1.0, accepted");
        record
            .QuerySelector("main")!
            .TextContent.ShouldContain("f12ca743e37d6f552781d65b2ba53904b9fdeb7cd0b6372b00942c86d48c1c97");
        record.QuerySelector("main")!.TextContent.ShouldContain("a test");
        (await worker.GetPageAsync("/acceptances"))
            .QuerySelector("main li h2")!
            .TextContent.ShouldContain("Version 1.0");
        (await worker.GetPageAsync("/policy")).QuerySelector("h1 + p")!.TextContent.ShouldContain("You accepted it on");
        (await worker.GetPageAsync("/policy/accept")).QuerySelector("form:has(#accepted)").ShouldBeNull();
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_leads_to_the_same_record_which_says_that_it_was_sent_before()
    {
        var worker = await portal.CreateWorkerClientAsync();
        var form = await FormAsync(worker, ticked: true);

        var first = await worker.PostAsync("/policy/accept", form);
        var second = await worker.PostAsync("/policy/accept", form);

        second.Headers.Location!.ToString().ShouldBe($"{first.Headers.Location}?resent=true");
    }

    [Fact]
    public async Task A_form_that_is_sent_several_times_at_once_makes_one_acceptance_and_each_answer_leads_to_it()
    {
        var worker = await portal.CreateWorkerClientAsync();
        var form = await (await FormAsync(worker, ticked: true)).ReadAsStringAsync();

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(_ =>
                    worker.PostAsync(
                        "/policy/accept",
                        new StringContent(form, null, "application/x-www-form-urlencoded")
                    )
                )
        );

        // The first leads to the record; the others say, too, that the form was sent before.
        answers.ShouldAllBe(a => a.StatusCode == HttpStatusCode.Redirect || a.StatusCode == HttpStatusCode.SeeOther);
        var led = answers
            .Select(a => a.Headers.Location!.ToString().Replace("?resent=true", "", StringComparison.Ordinal))
            .Distinct()
            .ShouldHaveSingleItem();
        var kept = (
            await portal
                .Services.GetRequiredService<AcceptanceQueries>()
                .GetAcceptancesAsync(worker.GetWorkerId(), CancellationToken.None)
        ).ShouldHaveSingleItem();
        led.ShouldEndWith($"/acceptances/{kept.Id}");
    }

    [Fact]
    public async Task The_page_comes_back_with_what_to_do_when_the_box_is_not_ticked()
    {
        var worker = await portal.CreateWorkerClientAsync();

        var answer = await worker.PostAsync("/policy/accept", await FormAsync(worker, ticked: false));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.ReadPageAsync())
            .QuerySelector("[role=alert] a")!
            .TextContent.ShouldBe("Tick the checkbox to accept, or choose “Not now”.");
        await ShouldHaveNoneAsync(worker);
    }

    [Fact]
    public async Task A_form_without_its_token_changes_nothing()
    {
        var worker = await portal.CreateWorkerClientAsync();
        using var form = new FormUrlEncodedContent([
            new("_handler", "accept"),
            new("Form.Version", "1.0"),
            new("Form.Language", "en"),
            new("Form.Accepted", "true"),
        ]);

        (await worker.PostAsync("/policy/accept", form)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        await ShouldHaveNoneAsync(worker);
    }

    [Theory]
    [InlineData("Form.Version", "9.9", "There is no such version")]
    [InlineData("Form.Version", "<script>", "There is no such version")]
    [InlineData("Form.Version", "", "There is no such version")]
    [InlineData("Form.Language", "tlh", "There is no such version")]
    [InlineData("Form.Wording", "00", "This page has changed since you opened it")]
    public async Task A_form_that_was_tampered_with_is_refused_by_name_and_changes_nothing(
        string field,
        string value,
        string words
    )
    {
        var worker = await portal.CreateWorkerClientAsync();

        var answer = await worker.PostAsync(
            "/policy/accept",
            await (await FormAsync(worker, ticked: true)).WithFieldAsync(field, value)
        );

        (await answer.ReadPageAsync()).QuerySelector("[role=alert]")!.TextContent.ShouldContain(words);
        await ShouldHaveNoneAsync(worker);
    }

    [Fact]
    public async Task A_worker_cannot_accept_for_another_worker()
    {
        var worker = await portal.CreateWorkerClientAsync();
        var other = await portal.CreateWorkerClientAsync();
        var theirs = await FormAsync(other, ticked: true);

        // A form of theirs, sent by another: it carries a token of theirs.
        (await worker.PostAsync("/policy/accept", theirs)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        // A form of one's own that names another: whose yes it is comes from the sign-in alone.
        await worker.PostAsync(
            "/policy/accept",
            await (await FormAsync(worker, ticked: true)).WithFieldAsync("Form.WorkerId", other.GetWorkerId())
        );

        await ShouldHaveNoneAsync(other);
        (
            await portal
                .Services.GetRequiredService<AcceptanceQueries>()
                .GetAcceptancesAsync(worker.GetWorkerId(), CancellationToken.None)
        ).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task An_acceptance_keeps_the_sign_in_and_the_wording_of_the_page()
    {
        var worker = await portal.CreateWorkerClientAsync();

        await worker.PostAsync("/policy/accept", await FormAsync(worker, ticked: true));

        var kept = (
            await portal
                .Services.GetRequiredService<AcceptanceQueries>()
                .GetAcceptancesAsync(worker.GetWorkerId(), CancellationToken.None)
        ).ShouldHaveSingleItem();
        (kept.SignedInAt, kept.SignedInBy).ShouldBe((SignedInPortal.SignedInAt, "pwd"));
        kept.Wording.ShouldBe("I have read and accept version 1.0\nAccept\n");
        var page = await worker.GetPageAsync($"/acceptances/{kept.Id}");
        page.QuerySelectorAll("dt")
            .Single(term => term.TextContent.Trim() == "Signed in")
            .NextElementSibling!.TextContent.Trim()
            .ShouldBe("24 November 2026 at 09:00 (UTC), with your password");
        var record = page.QuerySelector("main")!.TextContent;
        record.ShouldContain("“I have read and accept version 1.0” and the button “Accept”");
        record.ShouldContain(kept.WordingSha256!);
        record.ShouldContain("a test");
        // The receipt is made to be shown; where and with what browser one accepted is nobody's business then.
        (await worker.GetStringAsync($"/acceptances/{kept.Id}/receipt.json")).ShouldNotContain("a test");
    }

    [Fact]
    public async Task Another_workers_record_is_not_found()
    {
        var worker = await portal.CreateWorkerClientAsync();
        var other = await portal.CreateWorkerClientAsync();
        var theirs = (await other.PostAsync("/policy/accept", await FormAsync(other, ticked: true))).Headers.Location!;

        (await worker.GetAsync(theirs)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await other.GetAsync(theirs)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/policy/accept")]
    [InlineData("/acceptances")]
    [InlineData("/acceptances/01930000-0000-7000-8000-000000000000")]
    public async Task A_visitor_who_is_not_signed_in_is_sent_away(string address) =>
        (await portal.CreateAnonymousClient().GetAsync(address)).StatusCode.ShouldBeOneOf(
            HttpStatusCode.Unauthorized,
            HttpStatusCode.Redirect
        );

    private async Task ShouldHaveNoneAsync(HttpClient worker) =>
        (
            await portal
                .Services.GetRequiredService<AcceptanceQueries>()
                .GetAcceptancesAsync(worker.GetWorkerId(), CancellationToken.None)
        ).ShouldBeEmpty();

    private static async Task<FormUrlEncodedContent> FormAsync(HttpClient worker, bool ticked) =>
        (await worker.GetPageAsync("/policy/accept")).GetAcceptFormContent(ticked);
}
