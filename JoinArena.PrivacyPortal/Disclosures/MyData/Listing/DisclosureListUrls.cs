using System.Globalization;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.AspNetCore.Http.Extensions;

namespace JoinArena.PrivacyPortal.Disclosures.MyData.Listing;

/// <summary>Addresses of a list of disclosures: everything that was chosen stands in them.</summary>
public static class DisclosureListUrls
{
    /// <summary>Where the list begins on a page.</summary>
    public const string Anchor = "#entries";

    /// <summary>This page's list from the cursor on; from its head when there is none.</summary>
    public static string PageUrl(HttpRequest request, DisclosureCursor? cursor) =>
        UrlWith(request, "before", cursor?.ToString()) + Anchor;

    /// <summary>This page with one thing chosen otherwise.</summary>
    /// <param name="request">The page being shown.</param>
    /// <param name="name">The query's name; whatever it said before is dropped.</param>
    /// <param name="value">What it says now; null leaves it out.</param>
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

    /// <summary>The entries of a group one by one, after those that are shown already.</summary>
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

    /// <summary>A day as a date field holds it.</summary>
    public static string ToDateField(DateTimeOffset? moment, DisplayFormatter shown) =>
        moment is { } at ? shown.LocalDay(at).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "";
}
