using CsCheck;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Disclosures.MyData.Listing;
using JoinArena.PrivacyPortal.Policies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace JoinArena.PrivacyPortal.Tests.Disclosures.MyData.Listing;

public sealed class DisclosureFilterTests
{
    private static readonly TimeZoneInfo s_lisbon = TimeZoneInfo.FindSystemTimeZoneById("Europe/Lisbon");

    [Fact]
    public void The_filter_is_read_from_the_query_string()
    {
        var filter = Read(
            "?kind=salary-expectation&interview=int-9&item=rec-1&party=openai&purpose=hiring&q=%20ana%20"
                + "&from=2026-07-01&to=2026-07-31&uncovered=1&clause=hiring-access"
        );

        filter.ShouldBe(
            new DisclosureFilter
            {
                Category = DataCategory.SalaryExpectation,
                InterviewId = "int-9",
                From = new DateTimeOffset(2026, 6, 30, 23, 0, 0, TimeSpan.Zero),
                Until = new DateTimeOffset(2026, 7, 31, 23, 0, 0, TimeSpan.Zero),
                ItemId = "rec-1",
                PartyId = "openai",
                Purpose = Purpose.Hiring,
                Search = "ana",
                OnlyUncovered = true,
                Clause = "hiring-access",
            }
        );
        filter.IsSet.ShouldBeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData("?kind=&interview=&from=&to=&q=&party=&purpose=&item=")]
    [InlineData("?q=%20%20&to=9999-12-31&purpose=Hiring")]
    [InlineData("?kind=SalaryExpectation&from=yesterday&uncovered=yes")]
    [InlineData("?kind=resume&kind=transcript&interview=a&interview=b")]
    public void A_query_string_that_is_not_understood_filters_nothing(string query) =>
        Read(query).IsSet.ShouldBeFalse();

    [Fact]
    public void A_day_without_midnight_begins_when_it_does()
    {
        // In 2018 Brazil's clocks went from 24:00 on 3 November to 01:00.
        var saoPaulo = TimeZoneInfo.FindSystemTimeZoneById("America/Sao_Paulo");

        DisclosureFilter
            .FromQuery(new QueryCollection(QueryHelpers.ParseQuery("?from=2018-11-04")), saoPaulo)
            .From.ShouldBe(new DateTimeOffset(2018, 11, 4, 3, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public void A_cursor_survives_the_query_string() =>
        Gen.Select(Gen.Long[0, 4_000_000_000_000], Gen.Guid)
            .Sample(
                (milliseconds, id) =>
                {
                    var cursor = new DisclosureCursor(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), id);
                    DisclosureCursor.Parse(cursor.ToString()).ShouldBe(cursor);
                }
            );

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1-2-3")]
    [InlineData("1-1")]
    [InlineData("--1-00000000000000000000000000000000")]
    [InlineData("99999999999999999999-00000000000000000000000000000000")]
    [InlineData("999999999999999-00000000000000000000000000000000")]
    [InlineData("1'; DROP TABLE Disclosures-00000000000000000000000000000000")]
    public void An_invalid_cursor_is_the_beginning(string? text) => DisclosureCursor.Parse(text).ShouldBeNull();

    private static DisclosureFilter Read(string query) =>
        DisclosureFilter.FromQuery(new QueryCollection(QueryHelpers.ParseQuery(query)), s_lisbon);
}
