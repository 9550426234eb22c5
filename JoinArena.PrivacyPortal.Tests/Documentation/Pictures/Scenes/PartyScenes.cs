using JoinArena.PrivacyPortal.Tests.Support.Browsing;

namespace JoinArena.PrivacyPortal.Tests.Documentation.Pictures.Scenes;

/// <summary>A party answers by the link of an email.</summary>
internal static class PartyScenes
{
    private const string Reader = "scenes-party";
    private const string Party = "Contoso Care";

    public static readonly IReadOnlyList<Scene> All =
    [
        new(Reader, "answer-open", "JoinArena Demo sends this request.", OpenAsync),
        new(
            Reader,
            "answer-error",
            "Choose the ground",
            async (stage, person) =>
            {
                await OpenAsync(stage, person);
                await person.Page.Locator("input[value=retained]").CheckAsync();
                await person.PressesAsync("Continue");
            }
        ),
        new(Reader, "answer-check", "Check your answer", KeepAsync),
        new(
            Reader,
            "answer-recorded",
            "You answered:",
            async (stage, person) =>
            {
                await KeepAsync(stage, person);
                await person.PressesAsync("Send this answer");
            }
        ),
        new(
            Reader,
            "answer-correct",
            "Your corrected answer",
            async (stage, person) =>
            {
                await KeepAsync(stage, person);
                await person.PressesAsync("Send this answer");
                await person.FollowsAsync("Correct the answer");
            }
        ),
        new(
            Reader,
            "answer-refused-by-team",
            "does not ask you to erase this data.",
            async (stage, person) =>
            {
                var worker = await stage.AddWorkerAsync("DE", "parley-ai", "contoso-care");
                var number = await stage.RequestDeletionAsync(worker);
                await TeamScenes.ProposeRefusalAsync(
                    stage,
                    number,
                    $"Asking {Party}",
                    "gdpr-legal-claims",
                    "You have a claim open with them."
                );
                await TeamScenes.ApproveAsync(stage, number);
                await person.GoesToAsync(await stage.FindAnswerPageAsync(worker, number, Party));
            }
        ),
        new(
            Reader,
            "answer-broken-link",
            "This link doesn’t work",
            (_, person) => person.GoesToAsync("/erasures/not-a-link", expecting: 410)
        ),
    ];

    private static async Task OpenAsync(SceneStage stage, BrowserUser person)
    {
        var worker = await stage.AddWorkerAsync("DE", "parley-ai", "contoso-care");
        var number = await stage.RequestDeletionAsync(worker);
        await person.GoesToAsync(await stage.FindAnswerPageAsync(worker, number, Party));
    }

    private static async Task KeepAsync(SceneStage stage, BrowserUser person)
    {
        await OpenAsync(stage, person);
        await person.Page.Locator("input[value=retained]").CheckAsync();
        await person.Page.Locator("input[value=gdpr-legal-claims]").First.CheckAsync();
        await person.TypesAsync("Last day on which you keep it", "2099-12-31");
        await person.TypesAsync("Explanation for the person", "A claim is open. We keep your answers for it alone.");
        await person.PressesAsync("Continue");
    }
}
