using System.Net;
using JoinArena.PrivacyPortal.Acceptance.InterviewNotices;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Acceptance.InterviewNotices;

/// <summary>What the worker sees of a notice. The API's answers are compared with its description in ApiExampleTests.</summary>
public sealed class InterviewNoticeOverHttpTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task A_worker_reads_what_they_were_told_before_anything_else_is_known_and_downloads_the_receipt()
    {
        var given = await portal.SetUpAsync(Given.Worker());
        var other = await portal.SetUpAsync(Given.Worker());
        await portal
            .Services.GetRequiredService<InterviewNoticeService>()
            .RecordAsync(
                given.Id,
                "int-77",
                new(
                    "7",
                    "en",
                    "An AI called Parley asks.",
                    "To invite you.",
                    "Acme.",
                    "A person.",
                    "2026-01-02T03:04:05Z"
                ),
                "platform",
                default
            );
        var worker = await portal.SignInAsync(given.Email);

        await worker.GoToAsync("/my-data/interviews/int-77");

        worker.Text.ShouldContain("Our record names no party that has received data from this interview.");
        worker.Text.ShouldContain("An AI called Parley asks.");
        worker.Text.ShouldContain("A person.");
        var detail = worker.Page.QuerySelectorAll("details").Single(d => d.TextContent.Contains("SHA-256"));
        detail.HasAttribute("open").ShouldBeFalse("a number for tools is folded");
        var receipt = await worker.FetchAsync("/my-data/interviews/int-77/notice.note");
        (await receipt.Content.ReadAsStringAsync()).ShouldContain("\"interview\":\"int-77\"");
        (await (await worker.FetchAsync("/my-data/export.json")).Content.ReadAsStringAsync()).ShouldContain(
            "\"interviewNotices\":[{\"id\":"
        );
        var stranger = await portal.SignInAsync(other.Email);
        (await stranger.FetchAsync("/my-data/interviews/int-77/notice.note")).StatusCode.ShouldBe(
            HttpStatusCode.NotFound
        );
        (await stranger.FetchAsync("/my-data/interviews/int-77")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
