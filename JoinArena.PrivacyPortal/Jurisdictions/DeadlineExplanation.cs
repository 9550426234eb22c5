using System.Globalization;

namespace JoinArena.PrivacyPortal.Jurisdictions;

/// <summary>Writes down, in order, how a deadline was found.</summary>
internal sealed class DeadlineExplanation
{
    private readonly List<string> _sentences = [];
    private readonly Jurisdiction _place;
    private readonly DateOnly _received;

    public DeadlineExplanation(Jurisdiction place, string asked, DateOnly received)
    {
        (_place, _received) = (place, received);
        if (string.Equals(place.Code, DeadlineRules.Unknown, StringComparison.Ordinal))
            _sentences.Add($"We hold no rules for {asked}, so the earliest date of every law we know counts.");
        else if (!string.Equals(place.Code, asked, StringComparison.OrdinalIgnoreCase))
            _sentences.Add($"We hold no rules of its own for {asked}, so those of {place.Code} ({place.Name}) count.");
        _sentences.Add($"Received on {Day(received)}, the date in {place.Zone.Id}.");
    }

    public IReadOnlyList<string> Sentences => _sentences;

    public void AddBasis(Law law)
    {
        if (!law.IsBindingFor(_received))
            _sentences.Add($"{law.Code} does not bind for this request; its periods are kept as a promise.");
    }

    /// <summary>What a check of identity did to the period.</summary>
    public void AddIdentityCheck(Law law, DateOnly asked, DateOnly proven) =>
        _sentences.Add(
            law.IdentityCheck!.Effect switch
            {
                IdentityEffect.None =>
                    $"{law.Code}: the check of identity does not stop this period ({law.IdentityCheck.Citation}).",
                IdentityEffect.Pauses =>
                    $"{law.Code}: proof of identity was asked for on {Day(asked)} and came on {Day(proven)}; the days between, {Number(proven.DayNumber - asked.DayNumber)}, do not count ({law.IdentityCheck.Citation}).",
                IdentityEffect.Restarts =>
                    $"{law.Code}: the period starts on {Day(proven)}, when proof of identity came ({law.IdentityCheck.Citation}).",
            }
        );

    /// <param name="start">The day it is counted from.</param>
    /// <param name="more">Days that did not count.</param>
    /// <param name="last">The last day, rolled.</param>
    public DateOnly AddPeriod(Law law, Period period, string what, DateOnly start, int more, DateOnly last)
    {
        var unpaused = period.GetLastDay(start);
        var end = unpaused.AddDays(more);
        var clamp =
            period.Unit == PeriodUnit.Months && period.From == CountedFrom.DayAfter && unpaused.Day != start.Day
                ? $"; that month has no day {Number(start.Day)}, so it ends on its last"
                : "";
        _sentences.Add(
            $"{law.Code}: {period} ends on {Day(unpaused)}{clamp}{(more > 0 ? $", and {Number(more)} days later on {Day(end)}" : "")} ({period.Citation})."
        );

        if (last != end)
        {
            _sentences.Add(
                $"{Day(end)} is not a working day ({_place.Calendar!.FindDayOffReason(end)}), so it moves to {Day(last)}; holidays as in {_place.Calendar.Code}."
            );
        }
        else if (period.Rolls && _place.Calendar is { } calendar && !calendar.Covers(end))
        {
            _sentences.Add(
                $"The holidays of {calendar.Code} are known from {Day(calendar.From)} to {Day(calendar.Until)} only, so the date stays where it is, which is the safer one."
            );
        }

        if (last != end && !_place.Calendar!.Covers(last))
        {
            _sentences.Add(
                $"The holidays of {_place.Calendar.Code} are not known after {Day(_place.Calendar.Until)}, so it moves no further."
            );
        }

        if (period.Note is not null)
            _sentences.Add($"Note: {period.Note}.");
        _sentences.Add($"{law.Code}: {what} {Day(last)}{(period.Notice is null ? "" : $", if told {period.Notice}")}.");
        return last;
    }

    public void AddEarliest(LawDeadlines clock) =>
        _sentences.Add($"The earliest date counts: {Day(clock.DueBy)}, under {clock.Law}.");

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
}
