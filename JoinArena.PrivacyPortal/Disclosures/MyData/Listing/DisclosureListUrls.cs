using System.Globalization;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.AspNetCore.Http.Extensions;

namespace JoinArena.PrivacyPortal.Disclosures.MyData.Listing;

/// <summary>Addresses of a list of disclosures. They contain the whole filter.</summary>
public static class DisclosureListUrls
{
    /// <summary>The place on a page where the list begins.</summary>
    public const string Anchor = "#entries";

    /// <summary>The list of this page, from the cursor on; without one, from the start.</summary>
    public static string PageUrl(HttpRequest request, DisclosureCursor? cursor) =>
        UrlWith(request, "before", cursor?.ToString()) + Anchor;

    /// <summary>This page with one query parameter changed.</summary>
    /// <param name="name">The parameter. Its previous value is dropped.</param>
    /// <param name="value">The new value; null removes the parameter.</param>
    public static string UrlWith(HttpRequest request, string name, string? value)
    {
        var query = new QueryBuilder(
            request
                .Query.Where(q => q.Key != name && q.Key != "before")
                .SelectMany(q =>
                    q.Value.Where(v => !string.IsNullOrEmpty(v)).Select(v => KeyValuePair.Create(q.Key, v!))
                )
        );
        if (value is not null)
            query.Add(name, value);
        return request.Path + query.ToString();
    }

    /// <summary>The disclosures of a group that come after the last one shown.</summary>
    public static string RemainingUrl(DisclosureGroup group, DisclosureView last)
    {
        var latest = group.Latest;
        var query = new QueryBuilder
        {
            { "party", latest.PartyId },
            { "purpose", KebabCase.ToKebabCase(latest.Purpose) },
        };
        if (latest.InterviewId is { } interview)
            query.Add("interview", interview);
        query.Add("each", "1");
        query.Add("before", DisclosureCursor.FromView(last).ToString());
        return "/my-data" + query.ToString() + Anchor;
    }

    /// <summary>The day as the value of a date field.</summary>
    public static string ToDateField(DateTimeOffset? moment, DisplayFormatter format) =>
        moment is { } at ? format.LocalDay(at).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "";
}
