using JoinArena.PrivacyPortal.Data.Input;

namespace JoinArena.PrivacyPortal.Tests.Data.Input;

public sealed class IsoDayTests
{
    private static readonly DateOnly s_earliest = new(1900, 1, 1);
    private static readonly DateOnly s_last = new(2199, 12, 31);

    [Fact]
    public void A_day_from_1900_to_2199_is_taken()
    {
        IsoDay.TryParse("2027-12-31", out var day).ShouldBeTrue();
        day.ShouldBe(new DateOnly(2027, 12, 31));
        IsoDay.TryParse("1900-01-01", out day).ShouldBeTrue();
        day.ShouldBe(s_earliest);
        IsoDay.TryParse("2199-12-31", out day).ShouldBeTrue();
        day.ShouldBe(s_last);
    }

    [Theory]
    [InlineData("1899-12-31")]
    [InlineData("2200-01-01")]
    [InlineData("2027-02-29")]
    [InlineData("2027-1-1")]
    [InlineData("31/12/2027")]
    [InlineData("20271231")]
    [InlineData("2027-12-31T00:00:00Z")]
    [InlineData(" 2027-12-31")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_no_day_or_out_of_bounds_is_refused(string? text) =>
        IsoDay.TryParse(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData("0001-01-01", "1900-01-01")]
    [InlineData("1900-01-01", "1900-01-01")]
    [InlineData("1900-01-02", "1900-01-02")]
    [InlineData("2026-11-29", "2026-11-29")]
    [InlineData("2199-12-30", "2199-12-30")]
    [InlineData("2199-12-31", "2199-12-31")]
    [InlineData("9999-12-31", "2199-12-31")]
    public void The_bound_of_a_filter_is_the_nearest_day_that_there_is(string text, string bound) =>
        IsoDay.ReadBound(text).ShouldBe(DateOnly.ParseExact(bound, "O"));

    [Theory]
    [InlineData("yesterday")]
    [InlineData("")]
    [InlineData(null)]
    public void A_bound_that_is_no_day_is_none(string? text) => IsoDay.ReadBound(text).ShouldBeNull();
}
