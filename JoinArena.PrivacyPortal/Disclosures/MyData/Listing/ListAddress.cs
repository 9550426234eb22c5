using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.WebUtilities;

namespace JoinArena.PrivacyPortal.Disclosures.MyData.Listing;

/// <summary>
/// The address of a page with a list of disclosures. Its query holds the whole filter. A live part of a page has no
/// request, so it is handed this instead.
/// </summary>
/// <param name="Path">"/my-data".</param>
/// <param name="Query">"?kind=resume", or nothing.</param>
public sealed record ListAddress(string Path, string Query)
{
    /// <summary>What the query says.</summary>
    public IQueryCollection Values => new QueryCollection(QueryHelpers.ParseQuery(Query));

    /// <summary>Whether each disclosure is to have its own line; if not, repeats are grouped.</summary>
    public bool IsEach => Values["each"] == "1";

    /// <summary>This page with one query parameter changed, from the start of its list.</summary>
    /// <param name="name">The parameter. Its previous value is dropped.</param>
    /// <param name="value">The new value; null removes the parameter.</param>
    public ListAddress With(string name, string? value)
    {
        var query = new QueryBuilder(
            Values
                .Where(q => q.Key != name && q.Key != "before")
                .SelectMany(q =>
                    q.Value.Where(v => !string.IsNullOrEmpty(v)).Select(v => KeyValuePair.Create(q.Key, v!))
                )
        );
        if (value is not null)
            query.Add(name, value);
        return this with { Query = query.ToString() };
    }

    /// <summary>The address as a link.</summary>
    public override string ToString() => Path + Query;

    /// <summary>The address that was asked for.</summary>
    public static ListAddress FromRequest(HttpRequest request) => new(request.Path, request.QueryString.Value ?? "");
}
