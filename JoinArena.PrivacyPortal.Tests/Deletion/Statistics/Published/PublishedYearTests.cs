using JoinArena.PrivacyPortal.Deletion.Statistics;
using JoinArena.PrivacyPortal.Deletion.Statistics.Published;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Statistics.Published;

/// <summary>Which of a year's figures the public may read.</summary>
public sealed class PublishedYearTests
{
    [Fact]
    public void Large_numbers_and_zero_are_shown_as_they_are()
    {
        var year = PublishedYear.FromStatistics(Year(("DE", [40, 5, 0, 0]), ("US-CA", [20, 10, 0, 6])));

        year.Rows.Select(r => r.Place).ShouldBe([null, "DE", "US-CA"]);
        year.Rows[0][PublishedColumn.Received].ShouldBe(81);
        year.Rows[1][PublishedColumn.Complied].ShouldBe(40);
        year.Rows[2][PublishedColumn.Denied].ShouldBe(10);
        year.Rows[1][PublishedColumn.Unanswered].ShouldBe(0);
        year.Rows[2][PublishedColumn.Unanswered].ShouldBe(6);
    }

    [Fact]
    public void A_place_with_few_requests_is_put_together_with_the_next_so_that_it_is_not_the_difference()
    {
        var year = PublishedYear.FromStatistics(
            Year(("DE", [40, 0, 0, 0]), ("MT", [2, 0, 0, 0]), ("SE", [9, 0, 0, 0]))
        );

        year.Rows.Select(r => r.Place).ShouldBe([null, "DE", PublishedRow.OtherPlaces]);
        year.Rows[2][PublishedColumn.Received].ShouldBe(11);
    }

    [Fact]
    public void So_few_requests_that_no_place_can_be_shown_leave_the_year_without_numbers()
    {
        var year = PublishedYear.FromStatistics(Year(("DE", [2, 1, 0, 0])));

        var only = year.Rows.ShouldHaveSingleItem();
        only[PublishedColumn.Received].ShouldBeNull();
        only[PublishedColumn.Complied].ShouldBeNull();
        (only.MedianDays, only.MeanDays).ShouldBe((null, null));
    }

    [Fact]
    public void No_withheld_number_can_be_computed_from_those_that_are_shown()
    {
        var random = new Random(7102);
        for (var run = 0; run < 2_000; run++)
        {
            var places = Enumerable
                .Range(0, random.Next(1, 6))
                .Select(p => ($"P{p}", Enumerable.Range(0, 4).Select(_ => Number(random)).ToArray()))
                .Where(p => p.Item2.Sum() > 0)
                .ToArray();
            if (places.Length == 0)
                continue;
            var year = PublishedYear.FromStatistics(Year(places));

            foreach (var (cell, low, high) in Reader.Reason(year).Where(k => k.Cell.IsWithheld))
            {
                low.ShouldBeLessThanOrEqualTo(cell.Value);
                high.ShouldBeGreaterThan(
                    low,
                    $"run {run}: {string.Join(" | ", places.Select(p => string.Join(',', p.Item2)))}"
                );
            }
        }
    }

    private static int Number(Random random) =>
        random.Next(4) switch
        {
            0 => 0,
            1 => random.Next(1, 5),
            _ => random.Next(5, 30),
        };

    /// <summary>A year's rows.</summary>
    /// <param name="places">Of each place: erased, refused, nothing held, and not answered.</param>
    private static YearlyRequestStatistics[] Year(params (string Place, int[] Counts)[] places) =>
        [
            Row(null, [.. Enumerable.Range(0, 4).Select(i => places.Sum(p => p.Counts[i]))]),
            .. places.Select(p => Row(p.Place, p.Counts)),
        ];

    private static YearlyRequestStatistics Row(string? place, int[] counts) =>
        new(
            2026,
            place,
            Received: counts.Sum(),
            Completed: counts[0] + counts[2],
            PartlyCompleted: 0,
            Refused: counts[1],
            Withdrawn: 0,
            Open: counts[3],
            Overdue: 0,
            Extended: 0,
            OnTimePercent: 100,
            MedianDays: 3,
            MeanDays: 3.5
        )
        {
            Outcomes = new Dictionary<DropOutcome, int>
            {
                [DropOutcome.Deleted] = counts[0],
                [DropOutcome.Exempted] = counts[1],
                [DropOutcome.NotFound] = counts[2],
            },
        };

    /// <summary>
    /// Somebody who knows every number that is shown, that no number is negative, and which are sums of others, and
    /// narrows down what each withheld number can be until nothing more follows.
    /// </summary>
    private static class Reader
    {
        private const int Unknown = 1_000_000;

        public static IEnumerable<(PublishedCell Cell, int Low, int High)> Reason(PublishedYear year)
        {
            var known = year
                .Rows.SelectMany(r => r.Cells)
                .ToDictionary(c => c, c => c.IsWithheld ? (Low: 0, High: Unknown) : (Low: c.Value, High: c.Value));
            var sums = year.Rows.SelectMany(r => r.Sums).ToList();
            if (year.Rows.Count > 1)
            {
                sums.AddRange(
                    year.Rows[0]
                        .Cells.Select(
                            (cell, i) => new PublishedSum(cell, [.. year.Rows.Skip(1).Select(r => r.Cells[i])])
                        )
                );
            }

            while (sums.Any(sum => Narrow(known, sum))) { }
            return known.Select(k => (k.Key, k.Value.Low, k.Value.High));
        }

        private static bool Narrow(Dictionary<PublishedCell, (int Low, int High)> known, PublishedSum sum)
        {
            var low = sum.Parts.Sum(p => known[p].Low);
            var high = sum.Parts.Sum(p => known[p].High);
            var changed = Set(known, sum.Total, low, high);
            var total = known[sum.Total];
            foreach (var part in sum.Parts)
            {
                changed |= Set(
                    known,
                    part,
                    total.Low - (sum.Parts.Sum(p => known[p].High) - known[part].High),
                    total.High - (sum.Parts.Sum(p => known[p].Low) - known[part].Low)
                );
            }

            return changed;
        }

        private static bool Set(
            Dictionary<PublishedCell, (int Low, int High)> known,
            PublishedCell cell,
            int low,
            int high
        )
        {
            var before = known[cell];
            known[cell] = (Math.Max(before.Low, low), Math.Min(before.High, high));
            return known[cell] != before;
        }
    }
}
