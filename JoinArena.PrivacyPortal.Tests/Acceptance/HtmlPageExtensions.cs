using System.Net;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace JoinArena.PrivacyPortal.Tests.Acceptance;

/// <summary>Pages and their forms, as a browser without scripts has them.</summary>
internal static class HtmlPageExtensions
{
    public static async Task<IHtmlDocument> GetPageAsync(this HttpClient person, string address)
    {
        var answer = await person.GetAsync(address);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, address);
        return await answer.ReadPageAsync();
    }

    public static async Task<IHtmlDocument> ReadPageAsync(this HttpResponseMessage answer)
    {
        var content = await answer.Content.ReadAsStringAsync();
        return (IHtmlDocument)await BrowsingContext.New(Configuration.Default).OpenAsync(page => page.Content(content));
    }

    /// <summary>What a browser would send of the form to accept.</summary>
    public static FormUrlEncodedContent GetAcceptFormContent(this IHtmlDocument page, bool ticked)
    {
        page.QuerySelector<IHtmlInputElement>("form #accepted")!.IsChecked.ShouldBeFalse();
        return page.GetFormContent("form:has(#accepted)", input => input.Type != "checkbox" || ticked);
    }

    /// <summary>What a browser would send of a form.</summary>
    public static FormUrlEncodedContent GetFormContent(
        this IHtmlDocument page,
        string selector,
        Func<IHtmlInputElement, bool> sends
    ) =>
        new(
            page.QuerySelector(selector)!
                .QuerySelectorAll<IHtmlInputElement>("input")
                .Where(sends)
                .Select(i => KeyValuePair.Create(i.Name!, i.Value))
        );

    /// <summary>The same form with another value in one field.</summary>
    public static async Task<FormUrlEncodedContent> WithFieldAsync(
        this FormUrlEncodedContent form,
        string name,
        string value
    )
    {
        var fields = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(await form.ReadAsStringAsync());
        fields[name] = value;
        return new(fields.Select(f => KeyValuePair.Create(f.Key, f.Value.ToString())));
    }
}
