using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Shell.Desk.Lists;

namespace JoinArena.PrivacyPortal.Parties;

/// <summary>
/// Which parties are listed, and in what order. The text is a part of the name or of the id.
/// </summary>
public sealed record PartySearch : DeskSearch<PartyOrder>
{
    /// <summary>Only parties of this kind.</summary>
    public PartyKind? Kind { get; init; }

    /// <summary>Only parties that are notified this way.</summary>
    public ConnectorType? Connector { get; init; }

    /// <summary>
    /// Not this party. It is to be merged into one of the others, and the list is that of the page where one is chosen.
    /// </summary>
    public string? Except { get; init; }

    public override string Path => Except is null ? "/staff/parties" : $"/staff/parties/{Except}/merge";

    protected override IEnumerable<KeyValuePair<string, string?>> Filters =>
        [new("kind", Kind?.ToKebabCase()), new("told", Connector?.ToKebabCase())];

    /// <summary>The search in an address. What is not understood is left out.</summary>
    public static PartySearch Parse(IQueryCollection query)
    {
        var search = new PartySearch
        {
            Kind = KebabCase.TryParse<PartyKind>(query["kind"], out var kind) ? kind : null,
            Connector = KebabCase.TryParse<ConnectorType>(query["told"], out var connector) ? connector : null,
        };
        return (PartySearch)search.Read(query);
    }
}

/// <summary>The orders of the list.</summary>
public enum PartyOrder
{
    Name,
    Kind,

    /// <summary>By how they are notified.</summary>
    Connector,
}
