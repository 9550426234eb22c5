using System.Globalization;

namespace JoinArena.PrivacyPortal.Jurisdictions.Counting;

/// <summary>Explains step by step how a deadline was worked out.</summary>
internal sealed class DeadlineExplanation
{
    private readonly List<string> _sentences = [];
    private WorkingDays _days;

    public DeadlineExplanation(WorkingDays days, string askedFor, DateOnly received)
    {
        _days = days;
        var place = days.Place;
        if (string.Equals(place.Code, DeadlineRules.Unknown, StringComparison.Ordinal))
        {
            _sentences.Add($"We know no law for {askedFor}, so we keep our own promise.");
        }
        else if (place.AlsoFor.Contains(askedFor, StringComparer.OrdinalIgnoreCase))
        {
            _sentences.Add($"The rules of {place.Code} ({place.Name}) apply in {askedFor}.");
        }
        else if (!string.Equals(place.Code, askedFor, StringComparison.OrdinalIgnoreCase))
        {
            _sentences.Add($"We have no rules for {askedFor}, so we use those of {place.Code} ({place.Name}).");
        }

        _sentences.Add($"Received on {Day(received)}, the date in {place.Zone.Id}.");
    }

    public IReadOnlyList<string> Sentences => _sentences;

    /// <summary>Begins a law's part, and says why the law's periods are kept.</summary>
    public void Begin(HoldingLaw holding, WorkingDays days, DateOnly received)
    {
        var law = holding.Law;
        _days = days;
        if (law.HoldsBy is HoldsBy.Job)
        {
            _sentences.Add(
                $"{law.Code} holds because the job is in {holding.Place.Name}; there the request was received on "
                    + $"{Day(received)}, the date in {holding.Place.Zone.Id}."
            );
        }

        if (!law.IsBindingFor(received))
            _sentences.Add($"{law.Code} does not bind for this request; we promise to keep its periods.");
    }

    /// <summary>Says how the identity check changed the period.</summary>
    public void AddIdentityCheck(Law law, DateOnly asked, DateOnly proven)
    {
        var check = law.IdentityCheck!;
        _sentences.Add(
            check.Effect switch
            {
                IdentityEffect.None => $"{law.Code}: the identity check does not stop this period ({check.Citation}).",
                IdentityEffect.Pauses => $"{law.Code}: we asked for proof of identity on {Day(asked)} "
                    + $"and received it on {Day(proven)}; "
                    + $"the days in between, {Number(proven.DayNumber - asked.DayNumber)}, do not count "
                    + $"({check.Citation}).",
                IdentityEffect.Restarts => $"{law.Code}: the period starts on {Day(proven)}, "
                    + $"when we received proof of identity ({check.Citation}).",
            }
        );
    }

    /// <summary>Says how a period was counted, and what its last day is.</summary>
    /// <param name="purpose">The words before the date, such as <c>the answer is due by</c>.</param>
    /// <param name="counted">The period.</param>
    /// <returns>The last day of the period.</returns>
    public DateOnly AddPeriod(string purpose, CountedPeriod counted)
    {
        var law = counted.Law;
        var period = counted.Period;
        var last = counted.GetLastDay(_days);
        var end = counted.GetEnd(_days);
        var shortMonth = counted.EndsEarlyInMonth
            ? $"; that month has no day {Number(counted.Start.Day)}, so it ends on its last day"
            : "";
        var pause = counted.PausedDays > 0 ? $", and {Number(counted.PausedDays)} days later on {Day(end)}" : "";
        _sentences.Add(
            $"{law.Code}: {period} ends on {Day(counted.GetUnpausedEnd(_days))}{shortMonth}{pause} ({period.Citation})."
        );

        if (counted.Rolls(_days))
            AddMoveToWorkingDay(end, last);

        if (period.Note is not null)
            _sentences.Add($"Note: {period.Note}.");
        var condition = period.Notice is null ? "" : $", if we inform the worker {period.Notice}";
        _sentences.Add($"{law.Code}: {purpose} {Day(last)}{condition}.");
        return last;
    }

    public void AddEarliest(LawDeadlines earliest) =>
        _sentences.Add($"The earliest date applies: {Day(earliest.DueBy)}, under {earliest.Law}.");

    private void AddMoveToWorkingDay(DateOnly end, DateOnly last)
    {
        if (_days.FindCalendarWithout(end) is { } unknown)
        {
            _sentences.Add(
                $"We know the holidays of {unknown.Code} only from {Day(unknown.From)} to {Day(unknown.Until)}, "
                    + "so the date does not move. That is the safer date."
            );
        }

        if (last == end)
        {
            AddWorkingDayWhereWeAct(end);
            return;
        }

        _sentences.Add(
            $"{Day(end)} is not a working day ({_days.FindDayOffReason(end)}), so it moves to {Day(last)}; "
                + $"holidays as in {_days.Names}."
        );
        if (_days.FindCalendarWithout(last) is { } ended)
        {
            _sentences.Add(
                $"We do not know the holidays of {ended.Code} after {Day(ended.Until)}, "
                    + "so the date does not move further."
            );
            return;
        }

        AddWorkingDayWhereWeAct(last);
    }

    /// <summary>Says why a day off where the worker lives is the last day all the same.</summary>
    private void AddWorkingDayWhereWeAct(DateOnly last)
    {
        if (
            _days is { Place: var place, ActsIn: { } actsIn }
            && _days.FindCalendarWithout(last) is null
            && place.FindDayOffReason(last) is { } reason
        )
        {
            _sentences.Add(
                $"{Day(last)} is not a working day in {place.Code} ({reason}), but it is one in {actsIn.Code}, "
                    + "where we act, so the date does not move past it."
            );
        }
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
}
