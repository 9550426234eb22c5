using CsCheck;
using JoinArena.PrivacyPortal.Disclosures.MyData.Listing;
using JoinArena.PrivacyPortal.Disclosures.MyData.Months;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Disclosures.MyData.Months;

/// <summary>The months over the timeline, on both databases.</summary>
public abstract class MonthQueriesTests(TestDatabase database)
{
    private static readonly DaySpan s_span = new(new(2025, 3, 5), new(2026, 11, 20));
    private static readonly TimeZoneInfo s_lisbon = TimeZoneInfo.FindSystemTimeZoneById("Europe/Lisbon");

    private readonly DisclosureFixture _disclosures = new(database);

    [Fact]
    public async Task A_month_begins_at_midnight_in_the_workers_zone()
    {
        var worker = await _disclosures.AddWorkerAsync("zone");
        var party = await _disclosures.AddPartyAsync("zone");
        // Lisbon is an hour ahead of UTC in July: the first of these was in July there.
        await AddAsync(worker, party, new(2026, 6, 30, 23, 30, 0, TimeSpan.Zero));
        await AddAsync(worker, party, new(2026, 7, 20, 12, 0, 0, TimeSpan.Zero));
        await AddAsync(worker, party, new(2026, 9, 1, 8, 0, 0, TimeSpan.Zero));

        var window = await CountAsync(worker, new(), new(new(2026, 7, 1), new(2026, 9, 1)));

        window.Months.Select(m => (m.First.Month, m.Times)).ShouldBe([(7, 2), (8, 0), (9, 1)]);
        window.Earlier.ShouldBeNull();
        window.Later.ShouldBeNull();
    }

    [Fact]
    public async Task Only_what_matches_the_filter_is_counted_whatever_its_dates()
    {
        var worker = await _disclosures.AddWorkerAsync("filter");
        var one = await _disclosures.AddPartyAsync("one");
        var other = await _disclosures.AddPartyAsync("other");
        await AddAsync(worker, one, new(2026, 8, 2, 8, 0, 0, TimeSpan.Zero));
        await AddAsync(worker, other, new(2026, 8, 3, 8, 0, 0, TimeSpan.Zero));
        await AddAsync(worker, one, new(2026, 9, 4, 8, 0, 0, TimeSpan.Zero), DataCategory.Transcript);
        var span = new DaySpan(new(2026, 8, 2), new(2026, 9, 4));
        var september = new DisclosureFilter { From = new(2026, 9, 1, 0, 0, 0, TimeSpan.Zero) };

        (await CountAsync(worker, new() { PartyId = one }, span)).Months.Select(m => m.Times).ShouldBe([1, 1]);
        (await CountAsync(worker, new() { Category = DataCategory.Transcript }, span))
            .Months.Select(m => m.Times)
            .ShouldBe([0, 1]);
        (await CountAsync(worker, september, span)).Months.Select(m => m.Times).ShouldBe([2, 1]);
    }

    [Fact]
    public async Task Earlier_and_later_months_are_a_step_away()
    {
        var worker = await _disclosures.AddWorkerAsync("steps");
        var party = await _disclosures.AddPartyAsync("steps");
        await AddAsync(worker, party, new(2025, 3, 5, 8, 0, 0, TimeSpan.Zero));
        await AddAsync(worker, party, new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero));

        var last = await CountAsync(worker, new(), s_span);
        last.Months.Count.ShouldBe(12);
        last.Earlier.ShouldBe(new DateOnly(2025, 11, 1));
        last.Later.ShouldBeNull();

        var first = await CountAsync(worker, new() { From = new(2025, 3, 1, 0, 0, 0, TimeSpan.Zero) }, s_span);
        first.Months[0].ShouldBe(new(new(2025, 3, 1), 1));
        first.Earlier.ShouldBeNull();
        first.Later.ShouldBe(new DateOnly(2026, 3, 1));
    }

    [Fact]
    public async Task The_days_up_to_a_last_one_show_the_months_around_it()
    {
        var worker = await _disclosures.AddWorkerAsync("until");
        var until = new DisclosureFilter { Until = new(2025, 4, 1, 0, 0, 0, TimeSpan.FromHours(1)) };

        (await CountAsync(worker, until, s_span)).Months[0].First.ShouldBe(new(2025, 3, 1));
    }

    [Fact]
    public async Task What_the_filter_finds_in_the_months_that_are_shown_is_found_however_much_came_later()
    {
        var worker = await _disclosures.AddWorkerAsync("long");
        var party = await _disclosures.AddPartyAsync("long");
        await AddAsync(worker, party, new(2025, 3, 5, 8, 0, 0, TimeSpan.Zero), DataCategory.Transcript);
        await AddAsync(worker, party, new(2026, 11, 18, 8, 0, 0, TimeSpan.Zero));
        await AddAsync(worker, party, new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero));
        var transcripts = new DisclosureFilter
        {
            Category = DataCategory.Transcript,
            From = new(2025, 3, 1, 0, 0, 0, TimeSpan.Zero),
        };

        var window = await CountAsync(worker, transcripts, s_span, new(_disclosures.Contexts) { Searched = 2 });

        window.Months[0].ShouldBe(new(new(2025, 3, 1), 1));
        window.CountedBackTo.ShouldBeNull("there is no more in these months than is searched");
    }

    [Fact]
    public async Task How_far_back_a_filter_was_counted_is_known()
    {
        var worker = await _disclosures.AddWorkerAsync("back");
        var party = await _disclosures.AddPartyAsync("back");
        var back = new DateTimeOffset(2026, 10, 18, 8, 0, 0, TimeSpan.Zero);
        await AddAsync(worker, party, new(2026, 9, 5, 8, 0, 0, TimeSpan.Zero));
        await AddAsync(worker, party, back);
        await AddAsync(worker, party, new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero));
        var salaries = new DisclosureFilter { Category = DataCategory.SalaryExpectation };
        var span = new DaySpan(new(2026, 9, 5), new(2026, 11, 20));

        var window = await CountAsync(worker, salaries, span, new(_disclosures.Contexts) { Searched = 2 });
        window.Months.Select(m => m.Times).ShouldBe([0, 1, 1]);
        window.CountedBackTo.ShouldBe(back);

        (
            await CountAsync(worker, salaries, span, new(_disclosures.Contexts) { Searched = 3 })
        ).CountedBackTo.ShouldBeNull("all three were searched");
    }

    [Fact]
    public async Task No_month_is_counted_beyond_the_most()
    {
        var worker = await _disclosures.AddWorkerAsync("most");
        var party = await _disclosures.AddPartyAsync("most");
        foreach (var day in Enumerable.Range(1, 3))
            await AddAsync(worker, party, new(2026, 11, day, 8, 0, 0, TimeSpan.Zero));
        var span = new DaySpan(new(2026, 11, 1), new(2026, 11, 3));
        var salaries = new DisclosureFilter { Category = DataCategory.SalaryExpectation };

        foreach (var filter in new[] { new DisclosureFilter(), salaries })
        {
            var window = await CountAsync(worker, filter, span, new(_disclosures.Contexts) { InMonth = 2 });
            window.Months.ShouldHaveSingleItem().Times.ShouldBe(2);
        }
    }

    [Fact]
    public void The_months_follow_one_another_and_hold_the_chosen_day_if_it_lies_within_the_timeline() =>
        Gen.Select(Gen.Int[0, 60], Gen.Int[0, 60], Gen.Int[0, 60])
            .Sample(
                (start, length, chosen) =>
                {
                    var first = new DateOnly(2020, 1, 15).AddMonths(start);
                    var span = new DaySpan(first, first.AddMonths(length));
                    var day = first.AddMonths(chosen);

                    var months = MonthQueries.ChooseMonths(span, day);

                    months.Count.ShouldBe(Math.Min(MonthQueries.Shown, length + 1));
                    months.Zip(months.Skip(1)).ShouldAllBe(pair => pair.First.AddMonths(1) == pair.Second);
                    if (chosen <= length)
                        months.ShouldContain(new DateOnly(day.Year, day.Month, 1));
                }
            );

    private Task<MonthWindow> CountAsync(
        string worker,
        DisclosureFilter filter,
        DaySpan span,
        MonthQueries? months = null
    ) => (months ?? new(_disclosures.Contexts)).CountAsync(worker, filter, span, s_lisbon, default);

    private Task AddAsync(
        string worker,
        string party,
        DateTimeOffset at,
        DataCategory category = DataCategory.SalaryExpectation
    ) => _disclosures.AcceptReportsAsync(_disclosures.CreateReport(worker, party, at, category: category));

    public sealed class OnSqlite(SqliteDatabase database) : MonthQueriesTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : MonthQueriesTests(database),
            IClassFixture<PostgresDatabase>;
}
