using CsCheck;
using JoinArena.PrivacyPortal.Jurisdictions;

namespace JoinArena.PrivacyPortal.Tests.Deletion;

/// <summary>What must hold for every place and every moment, calendars known or not.</summary>
public sealed class DeadlinePropertyTests
{
    private static readonly string[] Codes = [.. ReviewedRules.Shipped.All.Select(p => p.Code), "JP", "US-NY", "DE-BE"];
    private static readonly Law[] Laws = [.. ReviewedRules.Shipped.All.SelectMany(p => p.Laws).DistinctBy(l => l.Code)];
    private static readonly Gen<string> Place = Gen.Int[0, Codes.Length - 1].Select(i => Codes[i]);
    private static readonly Gen<DateTimeOffset> Moment = Gen.Int[0, 5 * 365 * 24 * 60]
        .Select(minutes => new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(minutes));

    [Fact]
    public void A_deadline_never_falls_before_its_period_ends() =>
        Gen.Select(Place, Moment)
            .Sample(
                (place, received) =>
                {
                    var deadlines = ReviewedRules.Shipped.ComputeDeadlines(place, received);
                    var laws = ReviewedRules.Shipped.FindJurisdiction(place).Laws.ToDictionary(l => l.Code);
                    return deadlines.LawDeadlines.All(c =>
                            c.DueBy >= laws[c.Law].ResponsePeriod!.GetLastDay(deadlines.Received)
                            && (c.ExtendableTo is null || c.ExtendableTo > c.DueBy)
                        )
                        && deadlines.DueBy > deadlines.Received
                        && (deadlines.ExtendableTo is null || deadlines.ExtendableTo > deadlines.DueBy);
                }
            );

    [Fact]
    public void Every_law_file_holds_somewhere_and_so_in_all_that_is_shown_here() =>
        Laws.Select(l => l.Code)
            .ShouldBe(
                Directory
                    .EnumerateFiles(Path.Combine(ReviewedRules.Directory, "deletion", "laws"), "*.yml")
                    .Select(f => Path.GetFileNameWithoutExtension(f)),
                ignoreOrder: true
            );

    /// <summary>
    /// Law by law, with nothing else to be earlier: each clock of each file, in a place of its own without a calendar
    /// and in one with.
    /// </summary>
    [Fact]
    public void No_clock_of_any_law_ends_before_its_period_or_moves_without_a_change() =>
        Gen.Select(Gen.Int[0, Laws.Length - 1], Gen.Bool, Moment)
            .Sample(
                (index, hasCalendar, received) =>
                {
                    var (law, calendar) = (
                        Laws[index],
                        hasCalendar ? ReviewedRules.Shipped.FindJurisdiction("DE").Calendar : null
                    );
                    if (law.ResponsePeriod is not { } fulfil)
                        return true;
                    var rules = new DeadlineRules([
                        new("XX", "Anywhere", TimeZoneInfo.Utc, calendar, [law], IsReviewed: false),
                    ]);
                    var (once, again) = (
                        rules.ComputeDeadlines("XX", received),
                        rules.ComputeDeadlines("XX", received)
                    );
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
    public void A_check_of_identity_never_makes_a_deadline_earlier_and_moves_only_what_its_law_lets_move() =>
        Gen.Select(Place, Moment, Gen.Int[0, 7 * 24], Gen.Int[0, 60 * 24])
            .Sample(
                (place, received, asked, took) =>
                {
                    var wait = new IdentityWait(received.AddHours(asked), received.AddHours(asked + took));
                    var (plain, waited) = (
                        ReviewedRules.Shipped.ComputeDeadlines(place, received),
                        ReviewedRules.Shipped.ComputeDeadlines(place, received, wait)
                    );
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
    public void The_same_question_gives_the_same_deadline_twice() =>
        Gen.Select(Place, Moment)
            .Sample(
                (place, received) =>
                {
                    var once = ReviewedRules.Shipped.ComputeDeadlines(place, received);
                    var again = DeadlineRules
                        .Load(ReviewedRules.Directory)
                        .ComputeDeadlines(place, received.ToOffset(TimeSpan.FromHours(5)));
                    return once.DueBy == again.DueBy
                        && once.ExtendableTo == again.ExtendableTo
                        && once.Explanation.SequenceEqual(again.Explanation);
                },
                iter: 20
            );

    [Fact]
    public void A_later_receipt_never_gives_an_earlier_deadline() =>
        Gen.Select(Place, Moment, Gen.Int[0, 90 * 24])
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
    public void A_rolled_date_is_a_working_day_wherever_the_calendar_knows() =>
        Gen.Select(Place, Moment)
            .Sample(
                (place, received) =>
                {
                    var rules = ReviewedRules.Shipped.FindJurisdiction(place);
                    return rules.Calendar is not { } calendar
                        || !rules.Laws[0].ResponsePeriod!.Rolls
                        || ReviewedRules.Shipped.ComputeDeadlines(place, received).DueBy is var due
                            && (!calendar.Covers(due) || calendar.FindDayOffReason(due) is null);
                }
            );
}
