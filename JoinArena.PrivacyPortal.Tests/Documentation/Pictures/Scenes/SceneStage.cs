using System.Net.Http.Json;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Account;
using JoinArena.PrivacyPortal.Deletion.Erasure.Answers;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;
using JoinArena.PrivacyPortal.Tests.Deletion.Requests.MyRequests;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Documentation.Pictures.Scenes;

/// <summary>What scenes are made with: people and companies of the demo, and workers of their own.</summary>
internal sealed class SceneStage(Portal portal)
{
    /// <summary>Companies that received something of a worker: one each of many kinds.</summary>
    public static readonly string[] ManyParties =
    [
        "parley-ai",
        "lumen-eval",
        "scribewell",
        "portrait-lab",
        "talent-eval-7",
        "mailgrove",
        "northwind-logistics",
        "contoso-care",
        "tailspin-toys",
    ];

    private static readonly Dictionary<string, (string Purpose, string Category)> s_received = new(
        StringComparer.Ordinal
    )
    {
        ["parley-ai"] = ("candidate-evaluation", "transcript"),
        ["lumen-eval"] = ("candidate-evaluation", "interview-recording"),
        ["scribewell"] = ("candidate-evaluation", "interview-recording"),
        ["portrait-lab"] = ("photo-generation", "interview-image"),
        ["talent-eval-7"] = ("model-improvement", "transcript"),
        ["mailgrove"] = ("candidate-evaluation", "resume"),
        ["northwind-logistics"] = ("hiring", "resume"),
        ["contoso-care"] = ("hiring", "transcript"),
        ["tailspin-toys"] = ("hiring", "resume"),
    };

    public Portal Portal => portal;

    /// <summary>A worker who accepted the policy, and whose interview went to these parties.</summary>
    public async Task<GivenWorker> AddWorkerAsync(string place, params string[] parties)
    {
        var worker = await portal.SetUpAsync(Given.Worker().Named("Rosa Lind").LivingIn(place).WhoAccepted("1.0"));
        var api = await portal.CreateApiClientAsync();
        foreach (var party in parties)
            await DiscloseAsync(api, worker, party);
        return worker;
    }

    /// <summary>Records that a party receives something of the worker now.</summary>
    public static async Task DiscloseAsync(ApiClient api, GivenWorker worker, string party)
    {
        var (purpose, category) = s_received[party];
        var item = $"{worker.Id}-{category}";
        var interview = $"int-{worker.Id}";
        var day = DateTimeOffset.UtcNow.AddDays(-3);
        using var answer = await api.Http.PutAsJsonAsync(
            new Uri($"api/v1/workers/{worker.Id}/items/{item}", UriKind.Relative),
            new
            {
                category,
                interviewId = interview,
                interviewAt = day,
                label = "Interview for florist",
                createdAt = day,
            }
        );
        answer.EnsureSuccessStatusCode();
        var disclosure = Given.Disclosure(worker.Id, party, purpose, category, item);
        disclosure["data"]!["interviewId"] = interview;
        await api.DiscloseAsync(disclosure);
    }

    public Task<HtmlClient> SignInAsync(GivenWorker worker) => portal.SignInAsync(worker.Email);

    public Task<HtmlClient> SignInAsDemoAsync(string email) => portal.SignInAsync(email, DemoAccounts.Password);

    public Task<HtmlClient> SignInOfficerAsync() => SignInAsDemoAsync("officer@example.com");

    /// <summary>The officer who has not proposed the refusal.</summary>
    public Task<HtmlClient> SignInSecondOfficerAsync() => SignInAsDemoAsync("officer2@example.com");

    /// <summary>Asks for the deletion of everything, and lets the parties be notified.</summary>
    /// <returns>The request's number.</returns>
    public async Task<string> RequestDeletionAsync(GivenWorker worker)
    {
        var person = await SignInAsync(worker);
        var number = await person.ConfirmRequestAsync();
        await (await person.GoToAsync($"/deletion/{number}")).PressAsync("Notify the parties now");
        return number;
    }

    /// <summary>The page on which a party answers.</summary>
    public async Task<string> FindAnswerPageAsync(GivenWorker worker, string number, string party)
    {
        var tracked = await portal
            .Services.GetRequiredService<RequestQueries>()
            .FindAsync(worker.Id, number, CancellationToken.None);
        var task = tracked!.Tasks.Single(t => t.PartyName == party).Id;
        return portal.Services.GetRequiredService<OutcomeLinks>().CreatePagePath(task, 1, tracked.DueBy!.Value);
    }

    /// <summary>A party answers by its link.</summary>
    /// <param name="outcome">As in the form.</param>
    public async Task AnswerAsync(GivenWorker worker, string number, string party, string outcome)
    {
        var page = await portal.CreateAnonymousClient().GoToAsync(await FindAnswerPageAsync(worker, number, party));
        page.Choose("Form.Outcome", outcome);
        if (outcome == "retained")
        {
            page.Choose("Form.KeepingGround", "gdpr-legal-claims")
                .Type("Last day on which you keep it", "2099-12-31")
                .Type("Explanation for the person", "You have a claim open against us. We keep this for it alone.");
        }
        else if (outcome == "refused")
        {
            page.Type("Explanation for the person", "We found no application of yours under the name we were given.");
        }
        else if (outcome == "irreversible")
        {
            page.Type("Explanation for the person", "The model is trained. We leave your answers out of the next one.");
        }

        await page.PressAsync("Continue");
        await page.PressAsync("Send this answer");
        page.Text.ShouldContain("You answered:");
    }
}
