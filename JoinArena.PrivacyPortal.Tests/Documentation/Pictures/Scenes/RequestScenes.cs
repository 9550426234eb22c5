using JoinArena.PrivacyPortal.Tests.Deletion.Requests.MyRequests;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;

namespace JoinArena.PrivacyPortal.Tests.Documentation.Pictures.Scenes;

/// <summary>The wizard that asks for deletion, and a request before parties answer.</summary>
internal static class RequestScenes
{
    private const string Reader = "scenes-worker";
    private const string Mia = "worker3@example.com";

    public static readonly IReadOnlyList<Scene> All =
    [
        new(
            Reader,
            "wizard-error-scope",
            "There is a problem",
            async (stage, person) =>
            {
                var worker = await stage.AddWorkerAsync("DE", "parley-ai", "contoso-care");
                await person.ShowAsync(await stage.SignInAsync(worker), "/deletion/new");
                await person.PressesAsync("Continue");
            }
        ),
        new(
            Reader,
            "wizard-error-password",
            "There is a problem",
            async (stage, person) =>
            {
                var worker = await stage.AddWorkerAsync("DE", "parley-ai", "contoso-care");
                await person.ShowAsync(await stage.SignInAsync(worker), "/deletion/new");
                await person.TicksAsync("Everything that");
                await person.PressesAsync("Continue");
                await person.PressesAsync("Continue");
                await person.TypesAsync("Password", "not my password");
                await person.PressesAsync("Confirm deletion request");
            }
        ),
        new(
            Reader,
            "wizard-empty",
            "Ask anyway",
            async (stage, person) =>
                await person.ShowAsync(await stage.SignInAsync(await stage.AddWorkerAsync("DE")), "/deletion/new")
        ),
        new(
            Reader,
            "wizard-california",
            "What will happen",
            async (stage, person) =>
            {
                await person.ShowAsync(await stage.SignInAsDemoAsync(Mia), "/deletion/new");
                await person.TicksAsync("Everything that");
                await person.PressesAsync("Continue");
            }
        ),
        new(
            Reader,
            "tracker-california",
            "California",
            async (stage, person) => await ShowNewestAsync(stage, person, Mia)
        ),
        new(
            Reader,
            "tracker-cooling-off",
            "no party notified yet",
            async (stage, person) =>
            {
                var worker = await stage.SignInAsync(await stage.AddWorkerAsync("DE", "parley-ai", "contoso-care"));
                var number = await worker.ConfirmRequestAsync();
                await person.ShowAsync(worker, $"/deletion/{number}");
            }
        ),
        new(
            Reader,
            "tracker-withdrawn",
            "You withdrew",
            async (stage, person) =>
            {
                var worker = await stage.SignInAsync(await stage.AddWorkerAsync("DE", "parley-ai", "contoso-care"));
                var number = await worker.ConfirmRequestAsync();
                await worker.GoToAsync($"/deletion/{number}/withdraw");
                await worker.PressAsync("Withdraw request");
                await person.ShowAsync(worker, $"/deletion/{number}");
            }
        ),
        new(
            Reader,
            "tracker-identity-asked",
            "prove",
            (stage, person) => AskForProofAsync(stage, person, fails: false)
        ),
        new(
            Reader,
            "tracker-identity-failed",
            "The request ended",
            (stage, person) => AskForProofAsync(stage, person, fails: true)
        ),
        new(Reader, "tracker-message-answered", "Two weeks, we think.", WriteAsync),
    ];

    private static async Task ShowNewestAsync(SceneStage stage, BrowserUser person, string email)
    {
        var worker = await stage.SignInAsDemoAsync(email);
        await worker.GoToAsync("/deletion");
        await person.ShowAsync(worker, worker.FindLink("/deletion/DR-"));
    }

    private static async Task AskForProofAsync(SceneStage stage, BrowserUser person, bool fails)
    {
        var worker = await stage.SignInAsync(await stage.AddWorkerAsync("DE", "parley-ai", "contoso-care"));
        var number = await worker.ConfirmRequestAsync();
        var officer = await stage.SignInOfficerAsync();
        await officer.GoToAsync($"/staff/requests/{number}/identity");
        await officer
            .Type(
                "Why you doubt it, and what would prove it",
                "The request came from an address that you have used only since yesterday. Which interview did you have in May?"
            )
            .PressAsync("Preview the email");
        await officer.PressAsync("Send the email and wait");
        if (fails)
        {
            await TeamScenes.ProposeRefusalAsync(
                stage,
                number,
                "everything",
                "gdpr-not-proven",
                "We asked you which interview you had in May, and got no answer that shows that it is you."
            );
            await TeamScenes.ApproveAsync(stage, number);
        }

        await person.ShowAsync(worker, $"/deletion/{number}");
    }

    private static async Task WriteAsync(SceneStage stage, BrowserUser person)
    {
        var worker = await stage.AddWorkerAsync("DE", "parley-ai", "contoso-care");
        var number = await stage.RequestDeletionAsync(worker);
        var writer = await stage.SignInAsync(worker);
        await writer.GoToAsync($"/deletion/{number}");
        await writer.Type("Write to the privacy team", "How long will it take?").PressAsync("Send message");
        var officer = await stage.SignInOfficerAsync();
        await officer.GoToAsync($"/staff/requests/{number}");
        await officer.Type("Write to the worker", "Two weeks, we think.").PressAsync("Send message");
        await person.ShowAsync(writer, $"/deletion/{number}");
    }
}
