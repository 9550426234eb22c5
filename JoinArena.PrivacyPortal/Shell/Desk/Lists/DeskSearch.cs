using System.Globalization;
using JoinArena.PrivacyPortal.Data;
using Microsoft.AspNetCore.WebUtilities;

namespace JoinArena.PrivacyPortal.Shell.Desk.Lists;

/// <summary>
/// Which rows a list of the privacy team shows, and which page of them. The address of the page holds it, so that it works
/// without scripts and can be bookmarked.
/// </summary>
public abstract record DeskSearch
{
    /// <summary>Rows on a page.</summary>
    public const int PageSize = 25;

    /// <summary>The longest text to search for.</summary>
    public const int MaxTextLength = 100;

    // More pages than any list has. A larger number would count past what a database can skip.
    private const int MaxPage = 1_000_000;

    /// <summary>The text to search for; null for all rows.</summary>
    public string? Text { get; init; }

    public bool IsDescending { get; init; }

    /// <summary>The page, from 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>How many rows are on the pages before this one.</summary>
    public int Skipped => (Page - 1) * PageSize;

    public bool IsInUsualOrder => SortCode is null && DirectionCode is null;

    /// <summary>Whether it leaves rows out that the list has.</summary>
    public virtual bool IsFiltered => Text is not null || Filters.Any(f => f.Value is not null);

    /// <summary>The path of the list's page.</summary>
    public abstract string Path { get; }

    /// <summary>What else the address holds: the list's own filters. One without a value is left out.</summary>
    protected abstract IEnumerable<KeyValuePair<string, string?>> Filters { get; }

    /// <summary>The order, if it is not the list's usual one.</summary>
    protected abstract string? SortCode { get; }

    /// <summary>The direction, if it is not the order's usual one.</summary>
    protected abstract string? DirectionCode { get; }

    /// <summary>The address of the list with this search.</summary>
    public string ToUrl() =>
        QueryHelpers.AddQueryString(
            Path,
            Filters.Concat([
                new("find", Text),
                new("sort", SortCode),
                new("order", DirectionCode),
                new("page", Page == 1 ? null : Page.ToString(CultureInfo.InvariantCulture)),
            ])
        );

    /// <summary>Another page of the same rows.</summary>
    public DeskSearch OnPage(int page) => this with { Page = page };

    /// <summary>The text to search for in an address; null if there is none, or one that is too long.</summary>
    protected static string? ParseText(IQueryCollection query) =>
        query["find"].ToString().Trim() is { Length: > 0 and <= MaxTextLength } text ? text : null;

    /// <summary>The page in an address; 1 if it is not understood.</summary>
    protected static int ParsePage(IQueryCollection query) =>
        int.TryParse(query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var page)
        && page is > 1 and < MaxPage
            ? page
            : 1;
}

/// <summary>A search with an order that the reader can choose.</summary>
/// <typeparam name="TOrder">The columns that the list can be sorted by.</typeparam>
public abstract record DeskSearch<TOrder> : DeskSearch
    where TOrder : struct, Enum
{
    /// <summary>The column the list is sorted by.</summary>
    public TOrder Order { get; init; }

    /// <summary>The usual order of the list.</summary>
    protected virtual TOrder UsualOrder => default;

    protected override string? SortCode => IsSortedBy(UsualOrder) ? null : Order.ToKebabCase();

    protected override string? DirectionCode =>
        IsDescending == StartsDescending(Order) ? null
        : IsDescending ? "desc"
        : "asc";

    /// <summary>Whether a column is first sorted from last to first, as times are if the latest matter most.</summary>
    protected virtual bool StartsDescending(TOrder order) => false;

    public bool IsSortedBy(TOrder order) => EqualityComparer<TOrder>.Default.Equals(Order, order);

    /// <summary>The same rows in this order; in the opposite direction if they are in this order now.</summary>
    public DeskSearch SortBy(TOrder order) =>
        this with
        {
            Order = order,
            IsDescending = IsSortedBy(order) ? !IsDescending : StartsDescending(order),
            Page = 1,
        };

    /// <summary>This search with the text, order and page of an address. What is not understood is left out.</summary>
    protected DeskSearch<TOrder> Read(IQueryCollection query)
    {
        var order = KebabCase.TryParse<TOrder>(query["sort"], out var chosen) ? chosen : UsualOrder;
        return this with
        {
            Text = ParseText(query),
            Order = order,
            IsDescending = query["order"].ToString() switch
            {
                "desc" => true,
                "asc" => false,
                _ => StartsDescending(order),
            },
            Page = ParsePage(query),
        };
    }
}
