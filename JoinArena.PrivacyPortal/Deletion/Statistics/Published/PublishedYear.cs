namespace JoinArena.PrivacyPortal.Deletion.Statistics.Published;

/// <summary>The published figures of one calendar year (UTC).</summary>
/// <param name="Rows">Everywhere, then each place, then the other places together.</param>
public sealed record PublishedYear(int Year, IReadOnlyList<PublishedRow> Rows)
{
    private static readonly PublishedColumn[] s_columns = Enum.GetValues<PublishedColumn>();

    /// <summary>The rows of places; empty if there are too few requests to tell places apart.</summary>
    public IReadOnlyList<PublishedRow> Places => [.. Rows.Skip(1)];

    /// <summary>True if not one number besides zero may be published.</summary>
    public bool IsWithheld => Rows.All(r => s_columns.All(c => r[c] is null or 0));

    /// <summary>Publishes a year's figures, without those that could tell what became of someone's request.</summary>
    /// <param name="year">The rows of <see cref="RequestStatistics.FindByYearAndPlaceAsync"/> for one year.</param>
    internal static PublishedYear FromStatistics(IReadOnlyList<YearlyRequestStatistics> year)
    {
        var everywhere = ToRow(year.Single(r => r.Place is null));
        var places = Fold([.. year.Where(r => r.Place is not null)]);
        PublishedRow[] rows = [everywhere, .. places];
        SmallNumbers.Withhold(
            [.. rows.SelectMany(r => r.Cells)],
            [.. rows.SelectMany(r => r.Sums), .. places.Count > 0 ? s_columns.Select(AddUp) : []]
        );
        return new(year[0].Year, rows);

        PublishedSum AddUp(PublishedColumn column) =>
            new(everywhere.Cells[(int)column], [.. places.Select(p => p.Cells[(int)column])]);
    }

    /// <summary>
    /// Puts places with too few requests together, with the smallest of the others where that is still too few. Without
    /// enough of them altogether, no place is published.
    /// </summary>
    private static List<PublishedRow> Fold(List<YearlyRequestStatistics> places)
    {
        var queue = new Queue<YearlyRequestStatistics>(places.OrderBy(p => p.Received));
        var folded = new List<YearlyRequestStatistics>();
        while (queue.TryPeek(out var next) && (next.Received < SmallNumbers.Threshold || IsTooFew(folded)))
            folded.Add(queue.Dequeue());
        if (IsTooFew(folded))
            return [];
        var rows = queue.OrderBy(p => p.Place, StringComparer.Ordinal).Select(ToRow).ToList();
        if (folded.Count > 0)
        {
            IReadOnlyList<int> sums = [.. s_columns.Select(c => folded.Sum(p => Count(p, c)))];
            rows.Add(new(PublishedRow.OtherPlaces, sums, null, null));
        }

        return rows;
    }

    private static bool IsTooFew(List<YearlyRequestStatistics> places) =>
        SmallNumbers.IsSmall(places.Sum(p => p.Received));

    private static PublishedRow ToRow(YearlyRequestStatistics row)
    {
        var isTimed = row.Completed + row.PartlyCompleted + row.Refused >= SmallNumbers.Threshold;
        return new(
            row.Place,
            [.. s_columns.Select(c => Count(row, c))],
            isTimed ? row.MedianDays : null,
            isTimed ? row.MeanDays : null
        );
    }

    private static int Count(YearlyRequestStatistics row, PublishedColumn column) =>
        column switch
        {
            PublishedColumn.Received => row.Received,
            PublishedColumn.Complied => row.Completed + row.PartlyCompleted,
            PublishedColumn.Denied => row.Refused,
            PublishedColumn.Unanswered => row.Open + row.Withdrawn,
            PublishedColumn.Deleted => row.Outcomes.GetValueOrDefault(DropOutcome.Deleted),
            PublishedColumn.OptedOut => row.Outcomes.GetValueOrDefault(DropOutcome.OptedOut),
            PublishedColumn.Exempted => row.Outcomes.GetValueOrDefault(DropOutcome.Exempted),
            PublishedColumn.NotFound => row.Outcomes.GetValueOrDefault(DropOutcome.NotFound),
        };
}
