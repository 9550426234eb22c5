using JoinArena.PrivacyPortal.Jurisdictions.Counting;

namespace JoinArena.PrivacyPortal.Jurisdictions;

/// <summary>The clocks of what a worker can hand in after a refusal.</summary>
public sealed partial class DeadlineRules
{
    /// <summary>
    /// Computes when a complaint or an appeal must be handled; null if no law of the place sets a clock for it.
    /// </summary>
    /// <param name="jurisdiction">Where the worker lives, as an ISO 3166 code.</param>
    /// <param name="kind">What the worker hands in.</param>
    /// <param name="received">When it arrived.</param>
    public RemedyDeadlines? ComputeRemedyDeadlines(string? jurisdiction, RemedyKind kind, DateTimeOffset received)
    {
        var place = FindJurisdiction(jurisdiction);
        var receivedOn = place.ToLocalDay(received);
        var law = place.FindLaws(receivedOn).FirstOrDefault(l => l.RemedyClock?.Kind == kind);
        if (law is not { RemedyClock: { } clock })
            return null;

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
            period is null ? null : new CountedPeriod(law, period, "", receivedOn, PausedDays: 0).GetLastDay(days);
    }
}
