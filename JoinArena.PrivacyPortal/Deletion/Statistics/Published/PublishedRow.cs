namespace JoinArena.PrivacyPortal.Deletion.Statistics.Published;

/// <summary>The published figures of one year and place.</summary>
/// <param name="Place">
/// ISO 3166 code of the country or US state; null for everywhere, <see cref="OtherPlaces"/> for the places with too few.
/// </param>
/// <param name="MedianDays">The median of days from receipt to the answer; null if withheld or without an answer.</param>
/// <param name="MeanDays">The mean of the same days.</param>
public sealed record PublishedRow(string? Place, double? MedianDays, double? MeanDays)
{
    /// <summary>Stands for the places of which too few requests came to be published alone.</summary>
    public const string OtherPlaces = "other";

    private readonly PublishedCell[] _cells = [];

    internal PublishedRow(string? place, IReadOnlyList<int> counts, double? medianDays, double? meanDays)
        : this(place, medianDays, meanDays) => _cells = [.. counts.Select(c => new PublishedCell(c))];

    /// <summary>The number in a column; null if it is withheld.</summary>
    public int? this[PublishedColumn column] => _cells[(int)column].Shown;

    internal IReadOnlyList<PublishedCell> Cells => _cells;

    /// <summary>What readers can add up within the row.</summary>
    internal IReadOnlyList<PublishedSum> Sums =>
        [
            AddUp(PublishedColumn.Complied, PublishedColumn.Denied, PublishedColumn.Unanswered),
            AddUp(
                PublishedColumn.Deleted,
                PublishedColumn.OptedOut,
                PublishedColumn.Exempted,
                PublishedColumn.NotFound,
                PublishedColumn.Unanswered
            ),
        ];

    private PublishedSum AddUp(params PublishedColumn[] parts) =>
        new(_cells[(int)PublishedColumn.Received], [.. parts.Select(p => _cells[(int)p])]);
}
