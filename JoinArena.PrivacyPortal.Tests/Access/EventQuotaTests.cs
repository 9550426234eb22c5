using JoinArena.PrivacyPortal.Access;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;

namespace JoinArena.PrivacyPortal.Tests.Access;

/// <summary>How many events a key may report in a day.</summary>
public sealed class EventQuotaTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 24, 22, 30, 0, TimeSpan.Zero));

    [Fact]
    public void A_key_reports_up_to_its_quota_and_a_report_that_is_too_large_takes_nothing()
    {
        var quota = Create("10");

        quota.TryTake("a", 8).ShouldBeTrue();
        quota.TryTake("a", 3).ShouldBeFalse();
        quota.TryTake("a", 2).ShouldBeTrue("what was refused was not counted");
        quota.TryTake("a", 1).ShouldBeFalse();
        quota.TryTake("b", 10).ShouldBeTrue("each key has its own");
        quota.TryTake("A", 10).ShouldBeTrue();
    }

    [Fact]
    public void The_count_starts_again_at_midnight_in_UTC()
    {
        var quota = Create("10");
        quota.TryTake("a", 10).ShouldBeTrue();
        quota.TimeUntilReset.ShouldBe(TimeSpan.FromMinutes(90));

        _clock.Advance(TimeSpan.FromMinutes(90) - TimeSpan.FromTicks(1));
        quota.TryTake("a", 1).ShouldBeFalse();
        _clock.Advance(TimeSpan.FromTicks(1));

        quota.TryTake("a", 10).ShouldBeTrue();
        quota.TryTake("a", 1).ShouldBeFalse();
        quota.TimeUntilReset.ShouldBe(TimeSpan.FromDays(1));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("0")]
    public void Without_a_quota_there_is_no_limit(string? daily)
    {
        var quota = Create(daily);

        quota.TryTake("a", int.MaxValue).ShouldBeTrue();
        quota.TryTake("a", int.MaxValue).ShouldBeTrue();
    }

    private EventQuota Create(string? daily) =>
        new(
            new ConfigurationBuilder().AddInMemoryCollection([new("Portal:Limits:EventsPerKeyAndDay", daily)]).Build(),
            _clock
        );
}
