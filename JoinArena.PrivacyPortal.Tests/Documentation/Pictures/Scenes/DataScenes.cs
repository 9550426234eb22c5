using System.Net.Http.Json;
using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;

namespace JoinArena.PrivacyPortal.Tests.Documentation.Pictures.Scenes;

/// <summary>A worker's own data: who has it, what they asked about it, and their messages.</summary>
internal static class DataScenes
{
    private const string Reader = "scenes-worker";
    private const string Ana = "worker@example.com";
    private const string Mia = "worker3@example.com";

    public static readonly IReadOnlyList<Scene> All =
    [
        Demo("my-data-nothing-accepted", "Who has my data", Ana, "/my-data"),
        Demo("party-nothing-accepted", "Parley AI", Ana, "/my-data/parties/parley-ai"),
        new(Reader, "disclosure-nothing-accepted", "Parley AI", OpenDisclosureOfAnaAsync),
        Demo("accept-before", "Version", Ana, "/policy/accept"),
        Demo("my-data-california", "Who has my data", Mia, "/my-data"),
        Nothing("my-data-empty", "or gets some from one, we list it here.", "/my-data"),
        Nothing("timeline-empty", "All disclosures", "/my-data/timeline"),
        Nothing("deletion-empty", "Deletion requests", "/deletion"),
        Nothing("looked-empty", "No one on JoinArena’s privacy team has viewed your data.", "/my-data/looked"),
        Nothing("home-empty", "data", "/"),
        new(Reader, "question-waiting", "Waiting for an answer", AskAsync),
        new(Reader, "question-answered", "The privacy team answered on", AskAndAnswerAsync),
        new(
            Reader,
            "question-error",
            "Enter your question.",
            async (stage, person) =>
            {
                await person.ShowAsync(await OpenDisclosureAsync(stage), "/my-data");
                await person.GoesToAsync("/my-data/parties/contoso-care");
                await person.Page.Locator("main a[href^='/my-data/disclosures/']").First.ClickAsync();
                await person.PressesAsync("Send your question");
            }
        ),
        new(Reader, "inbox-open-message", "Go to the page", OpenMessageAsync),
        new(
            Reader,
            "notice-to-read",
            "An AI called Parley asks the questions",
            (stage, person) => OfferNoticeAsync(stage, person, false)
        ),
        new(
            Reader,
            "interview-notice-read",
            "An AI called Parley asks the questions",
            (stage, person) => OfferNoticeAsync(stage, person, true)
        ),
    ];

    private static Scene Demo(string name, string sees, string email, string address) =>
        new(
            Reader,
            name,
            sees,
            async (stage, person) => await person.ShowAsync(await stage.SignInAsDemoAsync(email), address)
        );

    private static Scene Nothing(string name, string sees, string address) =>
        new(
            Reader,
            name,
            sees,
            async (stage, person) =>
                await person.ShowAsync(await stage.SignInAsync(await stage.AddWorkerAsync("DE")), address)
        );

    private static async Task OpenDisclosureOfAnaAsync(SceneStage stage, BrowserUser person)
    {
        var ana = await stage.SignInAsDemoAsync(Ana);
        await ana.GoToAsync("/my-data/parties/parley-ai");
        await person.ShowAsync(ana, ana.FindLink("/my-data/disclosures/"));
    }

    private static async Task<HtmlClient> OpenDisclosureAsync(SceneStage stage)
    {
        var worker = await stage.SignInAsync(await stage.AddWorkerAsync("DE", "contoso-care"));
        await worker.GoToAsync("/my-data/parties/contoso-care");
        return await worker.GoToAsync(worker.FindLink("/my-data/disclosures/"));
    }

    /// <summary>A worker asks about a disclosure.</summary>
    /// <returns>The worker, on its page.</returns>
    public static async Task<HtmlClient> AskAsync(SceneStage stage)
    {
        var worker = await OpenDisclosureAsync(stage);
        return await worker
            .Type("Your question to the privacy team", "I never applied to Contoso Care. Why do they have my answers?")
            .PressAsync("Send your question");
    }

    private static async Task AskAsync(SceneStage stage, BrowserUser person)
    {
        var worker = await AskAsync(stage);
        await person.ShowAsync(worker, worker.Path);
    }

    private static async Task AskAndAnswerAsync(SceneStage stage, BrowserUser person)
    {
        var worker = await AskAsync(stage);
        var page = worker.Path;
        var officer = await stage.SignInOfficerAsync();
        await officer.GoToAsync("/staff/questions");
        await officer.GoToAsync(officer.Page.QuerySelectorAll("table a")[^1].GetAttribute("href")!);
        await officer
            .Type(
                "Your answer",
                "Contoso Care was hiring for a job that you applied to on 3 March. They asked for your answers."
            )
            .PressAsync("Preview the email");
        await officer.PressAsync("Send the answer");
        await person.ShowAsync(worker, page);
    }

    private static async Task OpenMessageAsync(SceneStage stage, BrowserUser person)
    {
        var worker = await stage.AddWorkerAsync("DE", "parley-ai", "contoso-care");
        await stage.RequestDeletionAsync(worker);
        await person.ShowAsync(await stage.SignInAsync(worker), "/inbox");
        await person.Page.Locator("summary h2").First.ClickAsync();
    }

    private static async Task OfferNoticeAsync(SceneStage stage, BrowserUser person, bool read)
    {
        var worker = await stage.AddWorkerAsync("DE");
        var api = await stage.Portal.CreateApiClientAsync();
        using var answer = await api.Http.PutAsJsonAsync(
            new Uri($"/api/v1/workers/{worker.Id}/interviews/int-5/notice/page", UriKind.Relative),
            new
            {
                version = "7",
                language = "en",
                ai = "An AI called Parley asks the questions and rates your answers.",
                use = "To decide whether a person of the company reads your application.",
                recipients = "Contoso Care.",
                alternatives = "You can ask for an interview with a person.",
            }
        );
        var offered = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        var page = new Uri((string)offered["pageUrl"]!).AbsolutePath;
        await person.ShowAsync(await stage.SignInAsync(worker), page);
        if (read)
            await person.PressesAsync("I have read this");
    }
}
