using System.Globalization;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using Microsoft.Playwright;

namespace JoinArena.PrivacyPortal.Tests.Journeys;

/// <summary>What an officer does on the page of a request.</summary>
internal static class OfficerActions
{
    /// <summary>Records what a party answered.</summary>
    /// <param name="party">Its name.</param>
    /// <param name="outcome">As in the API.</param>
    public static async Task RecordsAnswerAsync(
        this BrowserUser officer,
        string party,
        string outcome,
        string? ground = null,
        DateOnly? until = null,
        string? note = null
    )
    {
        var form = officer.Page.GetByRole(AriaRole.Article, new() { Name = party });
        // The party's part opens and closes as a whole, and within it the form.
        await OpenAsync(form.Locator("> details"));
        await OpenAsync(form.Locator("details details:has(form):visible"));
        await form.GetByLabel($"What {party} answered").SelectOptionAsync(outcome);
        if (ground is not null)
            await form.GetByLabel("Ground, if kept or refused").SelectOptionAsync(ground);
        if (until is { } day)
        {
            await form.GetByLabel("Kept until, if kept")
                .FillAsync(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }

        if (note is not null)
            await form.GetByLabel("Explanation for the worker").FillAsync(note);
        await form.GetByRole(AriaRole.Button, new() { Name = "Record the answer" }).ClickAsync();
        await officer.WaitsForLoadAsync();
    }

    private static async Task OpenAsync(ILocator fold)
    {
        if (!await fold.EvaluateAsync<bool>("form => form.open"))
            await fold.Locator("> summary").ClickAsync();
    }
}
