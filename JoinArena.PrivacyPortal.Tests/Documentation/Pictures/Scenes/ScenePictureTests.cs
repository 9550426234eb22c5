using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using Microsoft.Playwright;

namespace JoinArena.PrivacyPortal.Tests.Documentation.Pictures.Scenes;

/// <summary>Pictures of states that pages have only after someone did something, for people to look at.</summary>
[Trait("Speed", "slow")]
public sealed class ScenePictureTests(DemoPortal portal) : IClassFixture<DemoPortal>
{
    private const int Phone = 390;
    private const int Wide = 1280;

    /// <summary>All of them for pictures; otherwise one of each reader, since all take minutes.</summary>
    [Fact]
    public async Task A_scene_can_be_played_and_is_photographed_wide_and_on_a_phone()
    {
        var folder = Environment.GetEnvironmentVariable(PagePictureTests.Target) ?? "";
        var stage = new SceneStage(portal);
        var faults = new List<string>();
        foreach (var scene in folder.Length > 0 ? Scene.All.Where(IsWanted) : Scene.All.DistinctBy(s => s.Reader))
        {
            try
            {
                await PlayAsync(scene, stage, folder);
            }
            catch (Exception fault)
            {
                // The others are played all the same. What the page said instead is at the end, with a picture.
                var lines = fault.Message.Split('\n');
                faults.Add($"{scene.Reader}/{scene.Name}: {lines[0]} {lines[^1]}");
            }
        }

        faults.ShouldBeEmpty();
        if (folder.Length > 0)
            await PictureIndex.WriteAsync(folder);
    }

    [Fact]
    public void Every_scene_has_a_name_of_its_own() =>
        Scene.All.Select(scene => (scene.Reader, scene.Name)).ShouldBeUnique();

    private Task PlayAsync(Scene scene, SceneStage stage, string folder) =>
        portal.VisitInBrowserAsync(async person =>
        {
            await scene.PlayAsync(stage, person);
            await Assertions.Expect(person.Page.GetByRole(AriaRole.Main)).ToContainTextAsync(scene.Sees);
            if (folder.Length > 0)
                await PhotographAsync(person, Path.Combine(folder, scene.Reader, scene.Name));
        });

    private static bool IsWanted(Scene scene) =>
        (Environment.GetEnvironmentVariable(PagePictureTests.OnlyReader) ?? "") is var reader
        && (reader.Length == 0 || scene.Reader == reader)
        && scene.Name.StartsWith(
            Environment.GetEnvironmentVariable(PagePictureTests.OnlyPage) ?? "",
            StringComparison.Ordinal
        );

    private static async Task PhotographAsync(BrowserUser person, string picture)
    {
        foreach (var (look, width) in new[] { ("wide", Wide), ("phone", Phone) })
        {
            await person.Page.SetViewportSizeAsync(width, 844);
            await person.Page.ScreenshotAsync(
                new()
                {
                    Path = $"{picture}.{look}.png",
                    FullPage = true,
                    Scale = ScreenshotScale.Css,
                }
            );
        }
    }
}
