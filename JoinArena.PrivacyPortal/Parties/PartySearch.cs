using System.Globalization;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Policies;
using Microsoft.AspNetCore.WebUtilities;

namespace JoinArena.PrivacyPortal.Parties;

/// <summary>Which parties are listed, and in what order. The address of the page holds it.</summary>
public sealed record PartySearch
{
    /// <summary>The longest text to search for.</summary>
    public const int MaxTextLength = 100;

    // More pages than any list has. A larger number would count past what a database can skip.
    private const int MaxPage = 1_000_000;

    /// <summary>A part of the name or of the id; null for all parties.</summary>
    public string? Text { get; init; }

    /// <summary>Only parties of this kind.</summary>
    public PartyKind? Kind { get; init; }

    /// <summary>Only parties that are notified this way.</summary>
    public ConnectorType? Connector { get; init; }

    public PartyOrder Order { get; init; }

    public bool IsDescending { get; init; }

    /// <summary>The page, from 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>The search in an address. What is not understood is left out.</summary>
    public static PartySearch Parse(IQueryCollection query) =>
        new()
        {
            Text = query["find"].ToString().Trim() is { Length: > 0 and <= MaxTextLength } text ? text : null,
            Kind = KebabCase.TryParse<PartyKind>(query["kind"], out var kind) ? kind : null,
            Connector = KebabCase.TryParse<ConnectorType>(query["told"], out var connector) ? connector : null,
            Order = KebabCase.TryParse<PartyOrder>(query["sort"], out var order) ? order : PartyOrder.Name,
            IsDescending = query["order"] == "desc",
            Page =
                int.TryParse(query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var page)
                && page is > 1 and < MaxPage
                    ? page
                    : 1,
        };

    /// <summary>The address of the list with this search.</summary>
    public string ToUrl() =>
        QueryHelpers.AddQueryString(
            "/staff/parties",
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["find"] = Text,
                ["kind"] = Kind?.ToKebabCase(),
                ["told"] = Connector?.ToKebabCase(),
                ["sort"] = Order is PartyOrder.Name ? null : Order.ToKebabCase(),
                ["order"] = IsDescending ? "desc" : null,
                ["page"] = Page == 1 ? null : Page.ToString(CultureInfo.InvariantCulture),
            }
        );

    /// <summary>The same parties in this order; in the opposite direction if they are in this order now.</summary>
    public PartySearch SortBy(PartyOrder order) =>
        this with
        {
            Order = order,
            IsDescending = Order == order && !IsDescending,
            Page = 1,
        };
}

/// <summary>The orders of the list.</summary>
public enum PartyOrder
{
    Name,
    Kind,

    /// <summary>By how they are notified.</summary>
    Connector,
}
