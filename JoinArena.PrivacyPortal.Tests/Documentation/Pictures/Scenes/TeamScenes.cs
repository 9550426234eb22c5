using JoinArena.PrivacyPortal.Tests.Deletion.Requests.MyRequests;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;

namespace JoinArena.PrivacyPortal.Tests.Documentation.Pictures.Scenes;

/// <summary>What the privacy team sees of workers' questions, stops, complaints and requests.</summary>
internal static class TeamScenes
{
    private const string Reader = "scenes-team";

    public static readonly IReadOnlyList<Scene> All =
    [
        new(
            Reader,
            "request-many-parties",
            "Contoso Care",
            async (stage, person) =>
            {
                var (_, number) = await OutcomeScenes.AskManyAsync(stage);
                await person.ShowAsync(await stage.SignInOfficerAsync(), $"/staff/requests/{number}");
            }
        ),
        new(
            Reader,
            "refusal-preview",
            "The email as it will be sent",
            async (stage, person) =>
            {
                var number = await AddRequestAsync(stage);
                await person.ShowAsync(await stage.SignInOfficerAsync(), $"/staff/requests/{number}/refuse");
                await person.ChoosesAsync("What is refused", "The whole request");
                await person.TicksAsync("This data is needed to make or answer a legal claim.");
                await person.TypesAsync("The reasons, for the worker", "You have a claim open with Contoso Care.");
                await person.PressesAsync("Preview the email");
            }
        ),
        new(
            Reader,
            "refusal-waiting",
            "Another officer must approve it.",
            async (stage, person) =>
            {
                var number = await ProposeAsync(stage);
                await person.ShowAsync(await stage.SignInOfficerAsync(), $"/staff/requests/{number}");
            }
        ),
        new(
            Reader,
            "refusal-review",
            "Decline the proposal",
            async (stage, person) =>
            {
                var number = await ProposeAsync(stage);
                await person.ShowAsync(await stage.SignInSecondOfficerAsync(), $"/staff/requests/{number}");
            }
        ),
        new(
            Reader,
            "complaint",
            "Your reasons",
            async (stage, person) =>
            {
                var (_, number) = await OutcomeScenes.ComplainAsync(stage);
                var officer = await stage.SignInOfficerAsync();
                await officer.GoToAsync("/staff/remedies");
                await officer.FollowAsync(number);
                await person.ShowAsync(officer, officer.Path);
            }
        ),
        new(
            Reader,
            "stop-to-answer",
            "Preview the email",
            async (stage, person) =>
            {
                await UseScenes.StopAsync(stage);
                await ShowFirstAsync(stage, person, "/staff/objections");
            }
        ),
        new(
            Reader,
            "question-to-answer",
            "Preview the email",
            async (stage, person) =>
            {
                await DataScenes.AskAsync(stage);
                await ShowFirstAsync(stage, person, "/staff/questions");
            }
        ),
        new(Reader, "worker-file", "Rosa Lind", OpenFileAsync),
    ];

    /// <summary>An officer proposes a refusal, which another has to approve.</summary>
    /// <param name="part">The text of the option that says what is refused, or <c>everything</c>.</param>
    public static async Task ProposeRefusalAsync(
        SceneStage stage,
        string number,
        string part,
        string ground,
        string reasons
    )
    {
        var officer = await stage.SignInOfficerAsync();
        await officer.GoToAsync($"/staff/requests/{number}/refuse");
        var choice =
            part == "everything"
                ? part
                : officer
                    .Page.QuerySelectorAll("#part option")
                    .Single(o => o.TextContent == part)
                    .GetAttribute("value")!;
        await officer
            .Type("What is refused", choice)
            .Choose("Ground", ground)
            .Type("The reasons, for the worker", reasons)
            .PressAsync("Preview the email");
        await officer.PressAsync("Propose this to a colleague");
        officer.Text.ShouldContain("Another officer must approve it.");
    }

    /// <summary>The other officer approves it.</summary>
    public static async Task ApproveAsync(SceneStage stage, string number)
    {
        var officer = await stage.SignInSecondOfficerAsync();
        await officer.GoToAsync($"/staff/requests/{number}");
        await officer.PressAsync("Refuse and send the email");
    }

    private static async Task<string> AddRequestAsync(SceneStage stage)
    {
        var worker = await stage.AddWorkerAsync("DE", "parley-ai", "contoso-care");
        var person = await stage.SignInAsync(worker);
        return await person.ConfirmRequestAsync();
    }

    private static async Task<string> ProposeAsync(SceneStage stage)
    {
        // A part is refused while its party has not been notified; the team itself notifies Contoso Care.
        var worker = await stage.AddWorkerAsync("DE", "parley-ai", "contoso-care");
        var number = await stage.RequestDeletionAsync(worker);
        await ProposeRefusalAsync(
            stage,
            number,
            "Asking Contoso Care",
            "gdpr-legal-claims",
            "You have a claim open with Contoso Care. They need your answers for it."
        );
        return number;
    }

    private static async Task ShowFirstAsync(SceneStage stage, BrowserUser person, string list)
    {
        var officer = await stage.SignInOfficerAsync();
        await officer.GoToAsync(list);
        await person.ShowAsync(officer, officer.FindLink($"{list}/"));
    }

    private static async Task OpenFileAsync(SceneStage stage, BrowserUser person)
    {
        var worker = await stage.AddWorkerAsync("DE", SceneStage.ManyParties);
        await stage.RequestDeletionAsync(worker);
        var officer = await stage.SignInOfficerAsync();
        await officer.GoToAsync("/staff/workers");
        await officer
            .Type("Id, email address or name", worker.Email)
            .Type("Reason for your search", "They wrote to us")
            .PressAsync("Search");
        await officer.PressAsync($"Open: {worker.Name}");
        await person.ShowAsync(officer, officer.Path);
    }
}
