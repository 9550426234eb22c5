using JoinArena.PrivacyPortal.Deletion.Casework;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Requests.MyRequests.Tracking;

/// <summary>A worker whom the team has asked to prove who they are.</summary>
public sealed class AskedProofTests(DeletionPortal portal) : IClassFixture<DeletionPortal>
{
    private const string Question = "Which interview did you have in May?";

    [Fact]
    public async Task A_worker_who_must_prove_who_they_are_reads_the_question_and_finds_where_to_answer()
    {
        var (worker, _) = await portal.SignInWorkerAsync("Northwind");
        var number = await worker.ConfirmRequestAsync();
        await AskAsync(number);

        await worker.GoToAsync($"/deletion/{number}");

        worker.Page.QuerySelector("h1")!.TextContent.ShouldBe("Prove who you are, so that we can go on");
        worker.Page.QuerySelector("main blockquote")!.TextContent.ShouldBe(Question);
        worker.Text.ShouldContain("Until then we don’t ask any party to erase anything. You can withdraw the request.");
        worker.Text.ShouldContain("pauses until you have answered (GDPR Art. 12(6); EDPB Guidelines 01/2022).");
        worker.Text.ShouldNotContain("You can withdraw it until");
        worker.Text.ShouldNotContain("An answer is expected by");
        worker.Text.ShouldNotContain("Answer expected by");
        worker.Text.ShouldNotContain("How the date was worked out", Case.Sensitive, "there is no date to explain");
        worker.Text.ShouldContain("If we have no proof by ");
        var answer = worker.Page.QuerySelectorAll("main a").Single(a => a.TextContent == "Answer now");
        var field = answer.GetAttribute("href")!.Split('#')[1];
        worker.Page.GetElementById(field)!.LocalName.ShouldBe("textarea");

        await worker.GoToAsync("/deletion");
        worker.Text.ShouldContain("Prove who you are, so that we can go on");
        worker.Text.ShouldContain("Asked on ");
        worker.Text.ShouldNotContain("An answer is expected by");

        await worker.GoToAsync("/");
        worker.Text.ShouldNotContain("Nothing is waiting for you");
        worker.Text.ShouldContain("Prove who you are, so that we can go on");
        worker.Text.ShouldNotContain("An answer is expected by");
    }

    [Fact]
    public async Task Without_an_account_they_read_by_when_to_prove_it_and_whom_to_contact()
    {
        var (worker, id) = await portal.SignInWorkerAsync("Northwind");
        var number = await worker.ConfirmRequestAsync();
        await AskAsync(number);
        await (await worker.GoToAsync("/account/close"))
            .Type("Password", Given.Password)
            .PressAsync("Close my account");

        var stranger = await portal.CreateAnonymousClient().GoToAsync(worker.Path.Split('?')[0]);

        stranger.Text.ShouldContain("Prove who you are, so that we can go on");
        stranger.Text.ShouldContain(" we asked you to prove that this request is yours. If we have no proof by ");
        stranger.Text.ShouldContain($"You cannot answer on this page. Contact us, and give the number {number}:");
        stranger.Page.QuerySelectorAll("main a[href='/contact']").ShouldNotBeEmpty();
        stranger.Text.ShouldNotContain(Question, Case.Sensitive, "anyone who has the link could read it");
        (await stranger.FollowAsync("All ways to reach us")).Status.ShouldBe(200, id);
    }

    [Fact]
    public async Task Once_the_proof_is_recorded_the_page_asks_for_none()
    {
        var (worker, _) = await portal.SignInWorkerAsync("Northwind");
        var number = await worker.ConfirmRequestAsync();
        await AskAsync(number);
        var casework = portal.Services.GetRequiredService<CaseworkService>();
        (
            await casework.RecordIdentityProofAsync(
                number,
                new(null, null) { ConfirmedAt = DateTimeOffset.UtcNow },
                DeletionFixture.Officer,
                default
            )
        ).IsSuccess.ShouldBeTrue();

        await worker.GoToAsync($"/deletion/{number}");

        worker.Page.QuerySelector("h1")!.TextContent.ShouldBe("Confirmed, no party notified yet");
        worker.Text.ShouldNotContain(Question);
        worker.Text.ShouldContain("How the date was worked out");
    }

    private async Task AskAsync(string number) =>
        (
            await portal
                .Services.GetRequiredService<CaseworkService>()
                .RequestIdentityProofAsync(number, Question, DeletionFixture.Officer, default)
        ).IsSuccess.ShouldBeTrue();
}
