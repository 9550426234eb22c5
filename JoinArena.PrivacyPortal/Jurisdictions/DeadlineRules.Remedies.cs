using JoinArena.PrivacyPortal.Jurisdictions.Counting;

namespace JoinArena.PrivacyPortal.Jurisdictions;

/// <content>The clocks of what a worker can hand in after a refusal, and of an objection to a use.</content>
public sealed partial class DeadlineRules
{
    /// <summary>
    /// Computes when a complaint or an appeal must be handled; null if no law that holds sets a clock for it. Of several
    /// the earliest answer counts, and one whose law gives no number comes last.
    /// </summary>
    /// <param name="places">Where the worker lives and where the jobs are, as ISO 3166 codes.</param>
    /// <param name="kind">What the worker hands in.</param>
    /// <param name="received">When it arrived.</param>
    public RemedyDeadlines? ComputeRemedyDeadlines(RequestPlaces places, RemedyKind kind, DateTimeOffset received) =>
        FindHoldingLaws(places, received)
            .Where(h => h.Law.RemedyClock?.Kind == kind)
            .Select(h => ComputeFor(h, h.Law.RemedyClock!, received))
            .MinBy(d => d.AnswerBy ?? DateOnly.MaxValue);

    /// <summary>The calendar day at that instant in the place whose law it is, for a request with these places.</summary>
    public DateOnly ToLocalDay(RequestPlaces places, string lawCode, DateTimeOffset at) =>
        (
            FindHoldingLaws(places with { Received = null }).FirstOrDefault(h => h.Law.Code == lawCode)?.Place
            ?? FindJurisdiction(places.Residence)
        ).ToLocalDay(at);

    /// <summary>
    /// Computes when an objection to a use must be answered; null if no law that binds where the worker lives has it
    /// weighed. Of several the earliest counts.
    /// </summary>
    /// <param name="jurisdiction">Where the worker lives, as an ISO 3166 code.</param>
    /// <param name="received">When the worker objected.</param>
    public ObjectionDeadline? ComputeObjectionDeadline(string? jurisdiction, DateTimeOffset received)
    {
        var place = FindJurisdiction(jurisdiction);
        var receivedOn = place.ToLocalDay(received);
        var days = FindWorkingDays(place);
        return place
            .ResidenceLaws.Where(l => l.Objection is not null && l.IsBindingFor(receivedOn))
            .Select(l => new ObjectionDeadline(
                l,
                l.Objection!,
                new CountedPeriod(l, l.Objection!.Answer, receivedOn, PausedDays: 0).GetLastDay(days)
            ))
            .MinBy(d => d.AnswerBy);
    }

    private RemedyDeadlines ComputeFor(HoldingLaw holding, RemedyClock clock, DateTimeOffset received)
    {
        var law = holding.Law;
        var place = holding.Place;
        var receivedOn = place.ToLocalDay(received);
        var days = FindWorkingDays(place);
        return new(
            law,
            clock,
            receivedOn,
            GetLastDay(clock.Acknowledgement),
            GetLastDay(clock.Answer),
            GetLastDay(clock.Extended)
        );

        DateOnly? GetLastDay(Period? period) =>
            period is null ? null : new CountedPeriod(law, period, receivedOn, PausedDays: 0).GetLastDay(days);
    }
}
