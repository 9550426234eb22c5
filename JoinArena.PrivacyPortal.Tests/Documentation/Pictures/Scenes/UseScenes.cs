using JoinArena.PrivacyPortal.Tests.Support.Browsing;

namespace JoinArena.PrivacyPortal.Tests.Documentation.Pictures.Scenes;

/// <summary>A worker stops a use of their data.</summary>
internal static class UseScenes
{
    private const string Reader = "scenes-worker";

    public static readonly IReadOnlyList<Scene> All =
    [
        new(
            Reader,
            "use-stop-error",
            "There is a problem",
            async (stage, person) =>
            {
                var worker = await stage.SignInAsync(await stage.AddWorkerAsync("DE"));
                await person.ShowAsync(worker, "/policy/uses/external-evaluation");
                await person.PressesAsync("Stop this use");
            }
        ),
        new(
            Reader,
            "use-stop-pending",
            "Your stop already applies. We answer by",
            async (stage, person) =>
            {
                var worker = await StopAsync(stage);
                await person.ShowAsync(worker, worker.Path);
            }
        ),
        new(Reader, "use-stop-decided", "we answered that the use goes on", DecideAsync),
    ];

    /// <summary>A worker stops the use that their law has weighed.</summary>
    public static async Task<HtmlClient> StopAsync(SceneStage stage)
    {
        var worker = await stage.SignInAsync(await stage.AddWorkerAsync("DE"));
        await worker.GoToAsync("/policy/uses/model-improvement");
        return await worker.PressAsync("Stop this use");
    }

    private static async Task DecideAsync(SceneStage stage, BrowserUser person)
    {
        var worker = await StopAsync(stage);
        var stop = worker.Path;
        var officer = await stage.SignInOfficerAsync();
        await officer.GoToAsync("/staff/objections");
        await officer.GoToAsync(
            officer.Page.QuerySelectorAll("table a[href^='/staff/objections/']")[^1].GetAttribute("href")!
        );
        await officer
            .Choose("Outcome", "denied")
            .Type("The ground on which it goes on", "a legal claim")
            .Type("Your reasons", "You have a case open about this interview. We need the model as it is to answer it.")
            .PressAsync("Preview the email");
        await officer.PressAsync("Send the answer");
        await person.ShowAsync(worker, stop);
    }
}
