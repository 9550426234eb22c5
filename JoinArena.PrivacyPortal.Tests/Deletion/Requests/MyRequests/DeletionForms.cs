using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Requests.MyRequests;

/// <summary>A worker's way through the form that asks for deletion.</summary>
internal static class DeletionForms
{
    public static async Task GoToConfirmStepAsync(this HtmlClient worker)
    {
        await worker.GoToAsync("/deletion/new");
        await worker.PressAsync("Continue");
        await worker.PressAsync("Continue");
    }

    /// <returns>The number of the confirmed request.</returns>
    public static async Task<string> ConfirmRequestAsync(this HtmlClient worker)
    {
        await worker.GoToConfirmStepAsync();
        await worker.Type("Password", Given.Password).PressAsync("Confirm deletion request");
        return worker.Path.Split('/', '?')[2];
    }
}
