using CsCheck;
using JoinArena.PrivacyPortal.Deletion;

namespace JoinArena.PrivacyPortal.Tests.Deletion;

/// <summary>What must hold for every place and every moment, calendars known or not.</summary>
public sealed class DeadlinePropertyTests
{
    private static readonly string[] Codes = [.. ReviewedRules.Shipped.Places.Select(p => p.Code), "JP", "US-NY", "DE-BE"];
    private static readonly Gen<string> Place = Gen.Int[0, Codes.Length - 1].Select(i => Codes[i]);
    private static readonly Gen<DateTimeOffset> Moment = Gen.Int[0, 5 * 365 * 24 * 60].Select(minutes => new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(minutes));

    [Fact]
    public void A_deadline_never_falls_before_its_period_ends() => Gen.Select(Place, Moment).Sample((place, received) =>
    {
        var deadlines = ReviewedRules.Shipped.For(place, received);
        var laws = ReviewedRules.Shipped.Place(place).Laws.ToDictionary(l => l.Code);
        return deadlines.Clocks.All(c => c.DueBy >= laws[c.Law].Fulfil!.LastDay(deadlines.Received) && (c.ExtendableTo is null || c.ExtendableTo > c.DueBy))
            && deadlines.DueBy > deadlines.Received && (deadlines.ExtendableTo is null || deadlines.ExtendableTo > deadlines.DueBy);
    });

    [Fact]
    public void Asked_twice_the_answer_is_the_same() => Gen.Select(Place, Moment).Sample((place, received) =>
    {
        var once = ReviewedRules.Shipped.For(place, received);
        var again = DeadlineRules.Load(ReviewedRules.Directory).For(place, received.ToOffset(TimeSpan.FromHours(5)));
        return once.DueBy == again.DueBy && once.ExtendableTo == again.ExtendableTo && once.Working.SequenceEqual(again.Working);
    }, iter: 20);

    [Fact]
    public void Asking_later_never_gives_an_earlier_deadline() => Gen.Select(Place, Moment, Gen.Int[0, 90 * 24]).Sample((place, received, hours) =>
    {
        var sooner = ReviewedRules.Shipped.For(place, received);
        var later = ReviewedRules.Shipped.For(place, received.AddHours(hours));
        return sooner.DueBy <= later.DueBy && (sooner.AcknowledgeBy ?? default) <= (later.AcknowledgeBy ?? default) && (sooner.ExtendableTo ?? default) <= (later.ExtendableTo ?? default);
    });

    [Fact]
    public void A_rolled_date_is_a_working_day_wherever_the_calendar_knows() => Gen.Select(Place, Moment).Sample((place, received) =>
    {
        var rules = ReviewedRules.Shipped.Place(place);
        return rules.Calendar is not { } calendar || !rules.Laws[0].Fulfil!.Rolls || ReviewedRules.Shipped.For(place, received).DueBy is var due && (!calendar.Knows(due) || calendar.WhyOff(due) is null);
    });
}
