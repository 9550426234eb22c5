using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;

namespace JoinArena.PrivacyPortal.Tests.Documentation.Pictures.Scenes;

/// <summary>What became of a request, and a complaint about it.</summary>
internal static class OutcomeScenes
{
    private const string Reader = "scenes-worker";

    public static readonly IReadOnlyList<Scene> All =
    [
        new(
            Reader,
            "tracker-many-parties",
            "4 of 9 parties",
            async (stage, person) =>
            {
                var (worker, number) = await AskManyAsync(stage);
                await person.ShowAsync(await stage.SignInAsync(worker), $"/deletion/{number}");
            }
        ),
        new(Reader, "tracker-new-copies", "New copies of your data", SendAgainAsync),
        new(
            Reader,
            "tracker-ended-kept-refused",
            "Below you can read why",
            async (stage, person) =>
            {
                var (worker, number) = await EndAsync(stage, "DE");
                await person.ShowAsync(await stage.SignInAsync(worker), $"/deletion/{number}");
            }
        ),
        new(
            Reader,
            "tracker-ended-irreversible",
            "Cannot be undone",
            async (stage, person) =>
            {
                var worker = await stage.AddWorkerAsync("DE", "talent-eval-7");
                var number = await stage.RequestDeletionAsync(worker);
                await stage.AnswerAsync(worker, number, "Talent-eval-7", "irreversible");
                await person.ShowAsync(await stage.SignInAsync(worker), $"/deletion/{number}");
            }
        ),
        new(
            Reader,
            "wizard-answered-before",
            "has refused to erase this data",
            async (stage, person) =>
            {
                var (worker, _) = await EndAsync(stage, "DE");
                await person.ShowAsync(await stage.SignInAsync(worker), "/deletion/new");
                await person.TicksAsync("Everything that");
                await person.PressesAsync("Continue");
            }
        ),
        new(
            Reader,
            "home-with-data",
            "parties",
            async (stage, person) =>
            {
                var (worker, _) = await AskManyAsync(stage);
                await person.ShowAsync(await stage.SignInAsync(worker), "/");
            }
        ),
        new(
            Reader,
            "certificate-kept-refused",
            "1 kept until",
            async (stage, person) =>
            {
                var (worker, number) = await EndAsync(stage, "DE");
                await person.ShowAsync(await stage.SignInAsync(worker), $"/deletion/{number}/certificate");
            }
        ),
        new(
            Reader,
            "my-data-kept-refused",
            "Who has my data",
            async (stage, person) =>
            {
                var (worker, _) = await EndAsync(stage, "DE");
                await person.ShowAsync(await stage.SignInAsync(worker), "/my-data");
            }
        ),
        new(
            Reader,
            "complaint-error",
            "What do you disagree with",
            async (stage, person) =>
            {
                var (worker, number) = await RefuseAsync(stage);
                await person.ShowAsync(await stage.SignInAsync(worker), $"/deletion/{number}/remedy");
                await person.PressesAsync("Send");
            }
        ),
        new(
            Reader,
            "complaint-waiting",
            "Waiting for an answer",
            async (stage, person) =>
            {
                var (worker, number) = await ComplainAsync(stage);
                await person.ShowAsync(await stage.SignInAsync(worker), $"/deletion/{number}");
            }
        ),
        new(Reader, "complaint-answered", "A claim is open.", AnswerComplaintAsync),
    ];

    /// <summary>Nine parties were asked, and four have answered.</summary>
    public static async Task<(GivenWorker Worker, string Number)> AskManyAsync(SceneStage stage)
    {
        var worker = await stage.AddWorkerAsync("DE", SceneStage.ManyParties);
        var number = await stage.RequestDeletionAsync(worker);
        await stage.AnswerAsync(worker, number, "Parley AI", "erased");
        await stage.AnswerAsync(worker, number, "Contoso Care", "retained");
        await stage.AnswerAsync(worker, number, "Mailgrove", "nothing-held");
        await stage.AnswerAsync(worker, number, "Talent-eval-7", "irreversible");
        return (worker, number);
    }

    /// <summary>A worker appeals against what a party refused.</summary>
    public static async Task<(GivenWorker Worker, string Number)> ComplainAsync(SceneStage stage)
    {
        var (worker, number) = await RefuseAsync(stage);
        var person = await stage.SignInAsync(worker);
        await person.GoToAsync($"/deletion/{number}/remedy");
        await person
            .Type("What do you disagree with, and why?", "Tailspin Toys invited me in May. They do know me.")
            .PressAsync("Send");
        return (worker, number);
    }

    private static async Task<(GivenWorker Worker, string Number)> EndAsync(SceneStage stage, string place)
    {
        var worker = await stage.AddWorkerAsync(place, "parley-ai", "contoso-care", "tailspin-toys");
        var number = await stage.RequestDeletionAsync(worker);
        await stage.AnswerAsync(worker, number, "Parley AI", "erased");
        await stage.AnswerAsync(worker, number, "Contoso Care", "retained");
        await stage.AnswerAsync(worker, number, "Tailspin Toys", "refused");
        return (worker, number);
    }

    private static async Task<(GivenWorker Worker, string Number)> RefuseAsync(SceneStage stage)
    {
        var worker = await stage.AddWorkerAsync("US-VA", "parley-ai", "tailspin-toys");
        var number = await stage.RequestDeletionAsync(worker);
        await stage.AnswerAsync(worker, number, "Parley AI", "erased");
        await stage.AnswerAsync(worker, number, "Tailspin Toys", "refused");
        return (worker, number);
    }

    private static async Task SendAgainAsync(SceneStage stage, BrowserUser person)
    {
        var (given, number) = await AskManyAsync(stage);
        var api = await stage.Portal.CreateApiClientAsync();
        foreach (var party in SceneStage.ManyParties.Take(4))
            await SceneStage.DiscloseAsync(api, given, party);
        var worker = await stage.SignInAsync(given);
        // A job finds the copies.
        await Eventually.FindAsync(
            async () => (await worker.GoToAsync($"/deletion/{number}")).Page.QuerySelector("#copies"),
            () => worker.Text
        );
        await person.ShowAsync(worker, $"/deletion/{number}");
    }

    private static async Task AnswerComplaintAsync(SceneStage stage, BrowserUser person)
    {
        var (worker, number) = await ComplainAsync(stage);
        var officer = await stage.SignInOfficerAsync();
        await officer.GoToAsync("/staff/remedies");
        await officer.FollowAsync(number);
        await officer
            .Type("Outcome", "denied")
            .Type("Your reasons", "A claim is open. Tailspin Toys tells you when it ends.")
            .PressAsync("Preview the email");
        await officer.PressAsync("Send the answer");
        await person.ShowAsync(await stage.SignInAsync(worker), $"/deletion/{number}");
    }
}
