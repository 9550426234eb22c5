using System.Globalization;

namespace JoinArena.PrivacyPortal.Jurisdictions;

/// <summary>Explains step by step how a deadline was worked out.</summary>
internal sealed class DeadlineExplanation
{
    private readonly List<string> _sentences = [];
    private Jurisdiction _place;

    public DeadlineExplanation(Jurisdiction place, string askedFor, DateOnly received)
    {
        _place = place;
        if (string.Equals(place.Code, DeadlineRules.Unknown, StringComparison.Ordinal))
        {
            _sentences.Add($"We have no rules for {askedFor}, so we use the earliest date of every law we know.");
        }
        else if (!string.Equals(place.Code, askedFor, StringComparison.OrdinalIgnoreCase))
        {
            _sentences.Add($"We have no rules for {askedFor}, so we use those of {place.Code} ({place.Name}).");
        }

        _sentences.Add($"Received on {Day(received)}, the date in {place.Zone.Id}.");
    }

    public IReadOnlyList<string> Sentences => _sentences;

    /// <summary>Begins a law's part, and says why the law's periods are kept.</summary>
    public void Begin(HoldingLaw holding, DateOnly received)
    {
        var law = holding.Law;
        if (law.HoldsBy is HoldsBy.Job)
        {
            _sentences.Add(
                $"{law.Code} holds because the job is in {holding.Place.Name}; there the request was received on "
                    + $"{Day(received)}, the date in {holding.Place.Zone.Id}."
            );
        }

        if (!law.IsBindingFor(received))
            _sentences.Add($"{law.Code} does not bind for this request; its periods are kept as a promise.");
        _place = holding.Place;
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

    /// <returns>The last day of the period.</returns>
    public DateOnly AddPeriod(CountedPeriod counted)
    {
        var (law, period) = (counted.Law, counted.Period);
        var last = counted.GetLastDay(_place);
        var shortMonth = counted.EndsEarlyInMonth
            ? $"; that month has no day {Number(counted.Start.Day)}, so it ends on its last day"
            : "";
        var pause =
            counted.PausedDays > 0 ? $", and {Number(counted.PausedDays)} days later on {Day(counted.End)}" : "";
        _sentences.Add(
            $"{law.Code}: {period} ends on {Day(counted.UnpausedEnd)}{shortMonth}{pause} ({period.Citation})."
        );

        AddMoveToWorkingDay(period, counted.End, last);
        if (period.Note is not null)
            _sentences.Add($"Note: {period.Note}.");
        var condition = period.Notice is null ? "" : $", if we inform the worker {period.Notice}";
        _sentences.Add($"{law.Code}: {counted.Purpose} {Day(last)}{condition}.");
        return last;
    }

    public void AddEarliest(LawDeadlines earliest) =>
        _sentences.Add($"The earliest date applies: {Day(earliest.DueBy)}, under {earliest.Law}.");

    private void AddMoveToWorkingDay(Period period, DateOnly end, DateOnly last)
    {
        if (!period.Rolls || _place.Calendar is not { } calendar)
            return;

        if (!calendar.Covers(end))
        {
            _sentences.Add(
                $"We know the holidays of {calendar.Code} only from {Day(calendar.From)} to {Day(calendar.Until)}, "
                    + "so the date does not move. That is the safer date."
            );
        }

        if (last == end)
            return;
        _sentences.Add(
            $"{Day(end)} is not a working day ({calendar.FindDayOffReason(end)}), so it moves to {Day(last)}; "
                + $"holidays as in {calendar.Code}."
        );
        if (!calendar.Covers(last))
        {
            _sentences.Add(
                $"We do not know the holidays of {calendar.Code} after {Day(calendar.Until)}, "
                    + "so the date does not move further."
            );
        }
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
}
