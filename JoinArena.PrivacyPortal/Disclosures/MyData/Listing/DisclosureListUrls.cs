using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Input;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.AspNetCore.Http.Extensions;

namespace JoinArena.PrivacyPortal.Disclosures.MyData.Listing;

/// <summary>Addresses of a list of disclosures. They contain the whole filter.</summary>
public static class DisclosureListUrls
{
    /// <summary>The place on a page where the list begins.</summary>
    public const string Anchor = "#entries";

    /// <summary>The list of this page, from the cursor on; without one, from the start.</summary>
    public static string PageUrl(ListAddress page, DisclosureCursor? cursor) =>
        UrlWith(page, "before", cursor?.ToString()) + Anchor;

    /// <summary>This page with one query parameter changed.</summary>
    /// <inheritdoc cref="ListAddress.With"/>
    public static string UrlWith(ListAddress page, string name, string? value) => page.With(name, value).ToString();

    /// <summary>The disclosures of a group that come after the last one shown.</summary>
    public static string RemainingUrl(DisclosureGroup group, DisclosureView last)
    {
        var latest = group.Latest;
        var query = new QueryBuilder { { "party", latest.PartyId }, { "purpose", latest.Purpose.ToKebabCase() } };
        if (latest.InterviewId is { } interview)
            query.Add("interview", interview);
        query.Add("each", "1");
        query.Add("before", DisclosureCursor.FromView(last).ToString());
        return "/my-data" + query.ToString() + Anchor;
    }

    /// <summary>The day as the value of a date field.</summary>
    public static string ToDateField(DateTimeOffset? moment, DisplayFormatter format) =>
        moment is { } at ? format.LocalDay(at).ToIsoDay() : "";
}
