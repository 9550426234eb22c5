using JoinArena.PrivacyPortal.Tests.Support.Browsing;

namespace JoinArena.PrivacyPortal.Tests.Documentation.Pictures.Scenes;

/// <summary>A state of a page that no picture of all pages shows, such as a question that was answered.</summary>
/// <param name="Reader">The folder of its pictures.</param>
/// <param name="Name">The name of its pictures.</param>
/// <param name="Sees">What the page then says.</param>
/// <param name="PlayAsync">Brings it about, and leaves the browser on its page.</param>
internal sealed record Scene(string Reader, string Name, string Sees, Func<SceneStage, BrowserUser, Task> PlayAsync)
{
    /// <summary>Every scene, in the order in which they are played.</summary>
    public static readonly IReadOnlyList<Scene> All =
    [
        .. VisitorScenes.All,
        .. DataScenes.All,
        .. UseScenes.All,
        .. RequestScenes.All,
        .. OutcomeScenes.All,
        .. PartyScenes.All,
        .. TeamScenes.All,
    ];
}
