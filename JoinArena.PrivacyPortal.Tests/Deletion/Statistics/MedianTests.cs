using CsCheck;
using JoinArena.PrivacyPortal.Deletion.Statistics;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Statistics;

public sealed class MedianTests
{
    [Fact]
    public void The_median_has_as_many_values_below_as_above() =>
        Gen.Int[0, 1000]
            .List[1, 50]
            .Sample(days =>
                RequestStatistics.Median(days) is { } median
                && days.Count(d => d < median) <= days.Count / 2
                && days.Count(d => d > median) <= days.Count / 2
            );

    [Fact]
    public void An_empty_list_has_no_median() => RequestStatistics.Median([]).ShouldBeNull();
}
