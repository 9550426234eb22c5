using System.Globalization;
using JoinArena.PrivacyPortal.Shell.Localization;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Time.Testing;

namespace JoinArena.PrivacyPortal.Tests.Shell.Localization;

public sealed class DisplayFormatterTests : IDisposable
{
    private readonly CultureInfo _before = CultureInfo.CurrentCulture;
    private readonly IStringLocalizer<SharedResource> _words = TestLocalizer.English;
    private readonly FakeTimeProvider _clock = new(
        DateTimeOffset.Parse("2026-11-24T14:02:00Z", CultureInfo.InvariantCulture)
    );
    private readonly DisplayFormatter _shown;

    public DisplayFormatterTests()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        _shown = new(_words, _clock);
    }

    public void Dispose() => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = _before;

    [Theory]
    [InlineData(0, "0 parties")]
    [InlineData(1, "1 party")]
    [InlineData(2, "2 parties")]
    [InlineData(1204, "1,204 parties")]
    public void A_number_has_its_singular_or_plural(int count, string sentence) =>
        _words.Plural(count, "1 party", "{0} parties").ShouldBe(sentence);

    [Fact]
    public void A_sentence_can_contain_more_than_the_number() =>
        _words
            .Plural(3, "1 disclosure to {1}", "{0} disclosures to {1}", "Parley AI")
            .ShouldBe("3 disclosures to Parley AI");

    [Theory]
    [InlineData("Europe/Lisbon", "2026-11-24T14:02:00Z", "24 November 2026 at 14:02 (Lisbon)")]
    [InlineData("Europe/Lisbon", "2026-07-01T14:02:00Z", "1 July 2026 at 15:02 (Lisbon)")]
    [InlineData("America/Sao_Paulo", "2026-11-24T01:30:00Z", "23 November 2026 at 22:30 (Sao Paulo)")]
    [InlineData("Nowhere/Land", "2026-11-24T14:02:00Z", "24 November 2026 at 14:02 (UTC)")]
    [InlineData(null, "2026-11-24T14:02:00Z", "24 November 2026 at 14:02 (UTC)")]
    public void A_moment_is_shown_in_the_readers_time_zone_and_names_it(string? zone, string moment, string told) =>
        _shown.UseZone(zone).DateAndTime(DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture)).ShouldBe(told);

    [Fact]
    public void A_short_date_of_the_current_year_leaves_the_year_out()
    {
        _shown.ShortDate(new DateOnly(2026, 3, 3)).ShouldBe("3 March");
        _shown.ShortDate(new DateOnly(2025, 3, 3)).ShouldBe("3 March 2025");
        _shown.ShortDateAndTime(_clock.GetUtcNow()).ShouldBe("24 November, 14:02");
    }

    [Theory]
    [InlineData("UTC", "2026-11-24T00:00:00Z", "today")]
    [InlineData("UTC", "2026-11-23T23:59:59Z", "yesterday")]
    [InlineData("Pacific/Auckland", "2026-11-23T12:00:00Z", "yesterday")]
    [InlineData("UTC", "2026-11-12T23:59:59Z", "12 days ago")]
    [InlineData("UTC", "2026-11-25T00:00:00Z", "today")]
    [InlineData("UTC", "2026-10-25T00:00:00Z", "30 days ago")]
    [InlineData("UTC", "2026-10-24T00:00:00Z", "1 month ago")]
    [InlineData("UTC", "2026-03-31T00:00:00Z", "7 months ago")]
    [InlineData("UTC", "2025-11-25T00:00:00Z", "11 months ago")]
    [InlineData("UTC", "2025-11-24T00:00:00Z", "1 year ago")]
    [InlineData("UTC", "2024-02-29T00:00:00Z", "2 years ago")]
    public void A_past_moment_is_counted_in_the_readers_days(string zone, string moment, string told) =>
        _shown.UseZone(zone).DaysAgo(DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture)).ShouldBe(told);

    [Theory]
    [InlineData("2026-11-24", "today")]
    [InlineData("2026-11-25", "tomorrow")]
    [InlineData("2026-12-06", "in 12 days")]
    [InlineData("2026-11-23", "1 day overdue")]
    [InlineData("2026-11-21", "3 days overdue")]
    public void A_deadline_is_counted_from_today(string due, string told) =>
        _shown.DaysUntil(DateOnly.Parse(due, CultureInfo.InvariantCulture)).ShouldBe(told);

    [Theory]
    [InlineData(0.5, "1 minute")]
    [InlineData(59, "59 minutes")]
    [InlineData(60, "1 hour")]
    [InlineData(24 * 60, "24 hours")]
    [InlineData(72 * 60, "3 days")]
    public void A_duration_is_shown_in_its_largest_unit(double minutes, string told) =>
        _shown.Duration(TimeSpan.FromMinutes(minutes)).ShouldBe(told);

    [Theory]
    [InlineData("", "")]
    [InlineData("A", "A")]
    [InlineData("A B", "A and B")]
    [InlineData("A B C", "A, B and C")]
    public void A_list_reads_as_a_sentence(string things, string told) =>
        _shown.List(things.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ShouldBe(told);
}
