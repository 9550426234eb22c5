using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Deletion.Erasure.Answers;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Erasure.Answers;

/// <summary>Answers through the link that a party received, by a program and by a person.</summary>
public sealed class OutcomeLinkTests(DeletionPortal portal) : IClassFixture<DeletionPortal>
{
    private static readonly DateOnly s_due = new(2099, 1, 1);

    [Fact]
    public async Task A_program_answers_without_a_key_and_a_repeat_is_no_second_answer()
    {
        var task = await AskedAsync();
        using var anyone = new HttpClient();
        var link = Links.CreateApiUrl(task, 1, s_due);
        link.AbsolutePath.ShouldStartWith($"/api/v1/erasures/{task}/outcome/");

        (await PostAsync(anyone, link, "erased")).Code.ShouldBe(HttpStatusCode.OK);
        (await PostAsync(anyone, link, "erased")).Code.ShouldBe(HttpStatusCode.OK);
        var (code, problem) = await PostAsync(anyone, link, "nothing-held");

        (code, ApiClient.GetProblemKind(problem)).ShouldBe((HttpStatusCode.Conflict, "already-answered"));
        (await StateAsync(task)).ShouldBe("erased");
    }

    [Fact]
    public async Task A_forged_link_a_link_of_another_task_and_one_of_another_round_change_nothing()
    {
        var task = await AskedAsync();
        var other = await AskedAsync();
        using var anyone = new HttpClient();
        var good = Links.CreateApiUrl(task, 1, s_due).AbsoluteUri;
        var forged = good[^5] == 'A' ? 'B' : 'A';

        foreach (
            var (link, code, kind) in new[]
            {
                (good[..^5] + forged + good[^4..], HttpStatusCode.Forbidden, "link-invalid"),
                (good[..good.LastIndexOf('/')] + "/nonsense", HttpStatusCode.Forbidden, "link-invalid"),
                (
                    good.Replace(task.ToString(), other.ToString(), StringComparison.Ordinal),
                    HttpStatusCode.Forbidden,
                    "link-invalid"
                ),
                (Links.CreateApiUrl(task, 2, s_due).AbsoluteUri, HttpStatusCode.Gone, "link-superseded"),
            }
        )
        {
            var answer = await PostAsync(anyone, new(link), "erased");
            (answer.Code, ApiClient.GetProblemKind(answer.Problem)).ShouldBe((code, kind), link);
        }

        (await StateAsync(task)).ShouldBe("pending");
        (await StateAsync(other)).ShouldBe("pending");
    }

    [Fact]
    public void A_link_expires_some_time_after_the_deadline()
    {
        var clock = new FakeTimeProvider(new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));
        var links = ActivatorUtilities.CreateInstance<OutcomeLinks>(portal.Services, clock);
        var link = links.CreatePagePath(Guid.NewGuid(), 1, new(2026, 12, 24))["/erasures/".Length..];
        clock.Advance(TimeSpan.FromDays(85));
        links.Open(link).IsSuccess.ShouldBeTrue();
        clock.Advance(TimeSpan.FromDays(6));
        links.Open(link).Error.ShouldBe(OutcomeLinkError.Expired);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"outcome":"retained"}""")]
    public async Task An_empty_answer_of_a_party_is_refused(string body)
    {
        var task = await AskedAsync();
        using var anyone = new HttpClient();
        using var content = new StringContent(
            body,
            System.Net.Http.Headers.MediaTypeHeaderValue.Parse("application/json")
        );
        using var answer = await anyone.PostAsync(Links.CreateApiUrl(task, 1, s_due), content);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await StateAsync(task)).ShouldBe("pending");
    }

    [Fact]
    public async Task A_person_opens_the_page_without_an_account_and_only_the_sent_form_answers()
    {
        var task = await AskedAsync();
        var person = await portal.CreateAnonymousClient().GoToAsync(Links.CreatePagePath(task, 1, s_due));
        person.Status.ShouldBe(200);
        person.Text.ShouldContain("interview-recording");
        person.Text.ShouldNotContain("Ana Lopes");
        (await StateAsync(task)).ShouldBe("pending", "opening the page records no answer");

        await person.PressAsync("Continue");
        person.Text.ShouldContain("Choose your answer.");
        await person.Choose("Form.Outcome", "erased").PressAsync("Continue");
        person.Text.ShouldContain("Check your answer");
        (await StateAsync(task)).ShouldBe("pending", "a checked answer is not sent yet");
        await person.PressAsync("Send this answer");

        person.Text.ShouldContain("You answered: Erased");
        (await StateAsync(task)).ShouldBe("erased");
        (await portal.CreateAnonymousClient().GoToAsync(Links.CreatePagePath(task, 1, s_due))).Text.ShouldContain(
            "You don’t need to do anything more."
        );
    }

    [Fact]
    public async Task The_page_of_a_broken_link_says_so()
    {
        var person = await portal.CreateAnonymousClient().GoToAsync("/erasures/nonsense");
        (person.Status, person.Page.QuerySelector("h1")!.TextContent).ShouldBe((410, "This link doesn’t work"));
    }

    private OutcomeLinks Links => portal.Services.GetRequiredService<OutcomeLinks>();

    private async Task<Guid> AskedAsync()
    {
        var worker = await portal.CreateWorkerAsync("Party");
        var requests = portal.Services.GetRequiredService<RequestService>();
        var number = (
            await requests.SubmitAsync(worker, DeletionScope.Everything, null, CancellationToken.None)
        ).Value!;
        await requests.ConfirmAsync(worker, number, new(DateTimeOffset.UtcNow), CancellationToken.None);
        await requests.NotifyPartiesNowAsync(worker, number, CancellationToken.None);
        return (
            await portal.Services.GetRequiredService<RequestQueries>().FindAsync(worker, number, CancellationToken.None)
        )!
            .Tasks.Single()
            .Id;
    }

    private async Task<string> StateAsync(Guid task)
    {
        var api = (await portal.CreateApiClientAsync(Scopes.ErasuresWrite)).Http;
        for (string? after = null; ; )
        {
            var page = (
                await api.GetFromJsonAsync<JsonNode>($"/api/v1/erasures{(after is null ? "" : $"?after={after}")}")
            )!;
            if (page["erasures"]!.AsArray().FirstOrDefault(e => (string?)e!["taskId"] == task.ToString()) is { } found)
                return (string)found["state"]!;
            after = (string?)page["next"] ?? throw new InvalidOperationException("no such task");
        }
    }

    private static async Task<(HttpStatusCode Code, JsonNode Problem)> PostAsync(
        HttpClient http,
        Uri link,
        string outcome
    )
    {
        using var answer = await http.PostAsJsonAsync(link, new { outcome });
        return (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonNode>())!);
    }
}
