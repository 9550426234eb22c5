using CsCheck;
using JoinArena.PrivacyPortal.Jurisdictions;

namespace JoinArena.PrivacyPortal.Tests.Jurisdictions;

/// <summary>What must be true in every place at every instant, whether or not the calendar covers it.</summary>
public sealed class DeadlinePropertyTests
{
    private static readonly string[] s_codes =
    [
        .. ReviewedRules.Shipped.All.Select(p => p.Code),
        "JP",
        "US-NY",
        "DE-BE",
    ];
    private static readonly Law[] s_laws =
    [
        .. ReviewedRules.Shipped.All.SelectMany(p => p.Laws).DistinctBy(l => l.Code),
    ];
    private static readonly Gen<string> s_place = Gen.Int[0, s_codes.Length - 1].Select(i => s_codes[i]);
    private static readonly Gen<DateTimeOffset> s_instant = Gen.Int[0, 5 * 365 * 24 * 60]
        .Select(minutes => new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(minutes));

    [Fact]
    public void A_deadline_never_falls_before_its_period_ends() =>
        Gen.Select(s_place, s_instant)
            .Sample(
                (place, received) =>
                {
                    var deadlines = ReviewedRules.Shipped.ComputeDeadlines(place, received);
                    var there = ReviewedRules.Shipped.FindJurisdiction(place);
                    var laws = there.Laws.ToDictionary(l => l.Code);
                    return deadlines.LawDeadlines.All(c =>
                            c.DueBy >= laws[c.Law].ResponsePeriod!.GetLastDay(deadlines.Received, there.Weekend)
                            && (c.ExtendableTo is null || c.ExtendableTo > c.DueBy)
                        )
                        && deadlines.DueBy > deadlines.Received
                        && (deadlines.ExtendableTo is null || deadlines.ExtendableTo > deadlines.DueBy);
                }
            );

    [Fact]
    public void Every_law_file_applies_in_some_place_so_these_tests_cover_it() =>
        s_laws
            .Select(l => l.Code)
            .ShouldBe(
                Directory
                    .EnumerateFiles(Path.Combine(ReviewedRules.Directory, "deletion", "laws"), "*.yml")
                    .Select(f => Path.GetFileNameWithoutExtension(f)),
                ignoreOrder: true
            );

    /// <summary>
    /// Law by law, because several laws in one place would hide the later dates: each period of each file, in a place
    /// with only that law, once without a calendar and once with one.
    /// </summary>
    [Fact]
    public void No_deadline_of_any_law_falls_before_its_period_ends_or_changes_when_it_is_computed_again() =>
        Gen.Select(Gen.Int[0, s_laws.Length - 1], Gen.Bool, s_instant)
            .Sample(
                (index, hasCalendar, received) =>
                {
                    var law = s_laws[index] with { HoldsBy = HoldsBy.Residence };
                    var calendar = hasCalendar ? ReviewedRules.Shipped.FindJurisdiction("DE").Calendar : null;
                    if (law.ResponsePeriod is not { } fulfil || !law.HoldsOn(DateOnly.FromDateTime(received.Date)))
                        return true;
                    var rules = new DeadlineRules([
                        new("XX", "Anywhere", TimeZoneInfo.Utc, calendar, [law], Review: null) { Source = law.Source },
                    ]);
                    var once = rules.ComputeDeadlines("XX", received);
                    var again = rules.ComputeDeadlines("XX", received);
                    var kept = rules.ComputeRetentionEnd("XX", once.Received).Day;
                    return once.DueBy >= fulfil.GetLastDay(once.Received)
                        && once.DueBy == again.DueBy
                        && once.Explanation.SequenceEqual(again.Explanation)
                        && (
                            law.AcknowledgementPeriod is null
                                ? once.AcknowledgeBy is null
                                : once.AcknowledgeBy >= law.AcknowledgementPeriod.GetLastDay(once.Received)
                        )
                        && (
                            law.ExtendedPeriod is null
                                ? once.ExtendableTo is null
                                : once.ExtendableTo >= law.ExtendedPeriod.GetLastDay(once.Received)
                        )
                        && kept > (once.ExtendableTo ?? once.DueBy);
                }
            );

    [Fact]
    public void An_identity_check_never_makes_a_deadline_earlier_and_changes_only_what_its_law_allows() =>
        Gen.Select(s_place, s_instant, Gen.Int[0, 7 * 24], Gen.Int[0, 60 * 24])
            .Sample(
                (place, received, asked, took) =>
                {
                    var wait = new IdentityWait(received.AddHours(asked), received.AddHours(asked + took));
                    var plain = ReviewedRules.Shipped.ComputeDeadlines(place, received);
                    var waited = ReviewedRules.Shipped.ComputeDeadlines(place, received, wait);
                    var effects = ReviewedRules
                        .Shipped.FindIdentityChecks(place)
                        .ToDictionary(c => c.Law.Code, c => c.Check.Effect);
                    return waited.DueBy >= plain.DueBy
                        && waited.AcknowledgeBy == plain.AcknowledgeBy
                        && plain
                            .LawDeadlines.Zip(waited.LawDeadlines)
                            .All(c =>
                                effects[c.First.Law] is IdentityEffect.None
                                    ? c.First == c.Second
                                    : c.Second.DueBy >= c.First.DueBy
                            );
                }
            );

    [Fact]
    public void The_same_question_gives_the_same_deadline_twice()
    {
        var loadedAgain = DeadlineRules.Load(ReviewedRules.Directory);
        Gen.Select(s_place, s_instant)
            .Sample(
                (place, received) =>
                {
                    var once = ReviewedRules.Shipped.ComputeDeadlines(place, received);
                    var again = loadedAgain.ComputeDeadlines(place, received.ToOffset(TimeSpan.FromHours(5)));
                    return once.DueBy == again.DueBy
                        && once.ExtendableTo == again.ExtendableTo
                        && once.Explanation.SequenceEqual(again.Explanation);
                }
            );
    }

    [Fact]
    public void A_later_receipt_never_gives_an_earlier_deadline() =>
        Gen.Select(s_place, s_instant, Gen.Int[0, 90 * 24])
            .Sample(
                (place, received, hours) =>
                {
                    var sooner = ReviewedRules.Shipped.ComputeDeadlines(place, received);
                    var later = ReviewedRules.Shipped.ComputeDeadlines(place, received.AddHours(hours));
                    return sooner.DueBy <= later.DueBy
                        && (sooner.AcknowledgeBy ?? default) <= (later.AcknowledgeBy ?? default)
                        && (sooner.ExtendableTo ?? default) <= (later.ExtendableTo ?? default);
                }
            );

    [Fact]
    public void A_deadline_that_moves_ends_on_a_working_day_of_its_calendar() =>
        Gen.Select(s_place, s_instant)
            .Sample(
                (place, received) =>
                {
                    var rules = ReviewedRules.Shipped.FindJurisdiction(place);
                    return rules.Calendar is not { } calendar
                        || !rules.Laws[0].ResponsePeriod!.Rolls
                        || ReviewedRules.Shipped.ComputeDeadlines(place, received).DueBy is var due
                            && (!calendar.Covers(due) || rules.FindDayOffReason(due) is null);
                }
            );
}
