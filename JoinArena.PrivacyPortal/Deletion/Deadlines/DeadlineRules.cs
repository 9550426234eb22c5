using System.Collections.Frozen;
using System.Globalization;
using JoinArena.PrivacyPortal.Data;

namespace JoinArena.PrivacyPortal.Deletion;

/// <summary>The reviewed deletion rules, ready to be asked.</summary>
/// <param name="jurisdictions">All places, <see cref="Unknown"/> among them.</param>
public sealed class DeadlineRules(IEnumerable<Jurisdiction> jurisdictions)
{
    /// <summary>The code of the place that stands for all that have no entry.</summary>
    public const string Unknown = "unknown";

    private readonly FrozenDictionary<string, Jurisdiction> _places = jurisdictions.ToFrozenDictionary(j => j.Code, StringComparer.OrdinalIgnoreCase);

    /// <summary>Every place with an entry.</summary>
    public IEnumerable<Jurisdiction> Places => _places.Values.OrderBy(p => p.Code, StringComparer.Ordinal);

    /// <summary>Reads <c>deletion/</c> in the policies directory.</summary>
    /// <exception cref="Data.ConfigurationException">A file is missing or malformed: file, line, what is wrong, how to mend it.</exception>
    public static DeadlineRules Load(string policiesDirectory)
    {
        var findings = new List<Finding>();
        var places = new DeadlineFiles(FolderIn(policiesDirectory), findings).Read();
        return findings.Count == 0 ? new(places) : throw Finding.Stop(findings);
    }

    /// <summary>Everything that is wrong with the rules in a policies directory; nothing where it holds none.</summary>
    public static IReadOnlyList<Finding> Check(string policiesDirectory)
    {
        var findings = new List<Finding>();
        if (Directory.Exists(FolderIn(policiesDirectory))) new DeadlineFiles(FolderIn(policiesDirectory), findings).Read();
        return findings;
    }

    /// <summary>The rules of a place: its own, else its country's, else the strictest.</summary>
    /// <param name="code">ISO 3166, such as <c>DE</c> or <c>US-CA</c>; anything else is an unknown place.</param>
    public Jurisdiction Place(string? code)
    {
        var asked = code?.Trim() ?? "";
        return _places.GetValueOrDefault(asked) ?? _places.GetValueOrDefault(asked.Split('-')[0]) ?? _places[Unknown];
    }

    /// <summary>By when a request must be answered.</summary>
    /// <param name="jurisdiction">Where the worker lives, ISO 3166.</param>
    /// <param name="received">When the request arrived, by whatever way.</param>
    public Deadlines For(string? jurisdiction, DateTimeOffset received)
    {
        var place = Place(jurisdiction);
        var asked = string.IsNullOrWhiteSpace(jurisdiction) ? place.Code : jurisdiction.Trim();
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(received, place.Zone).DateTime);
        var working = new Working(place, asked, day);
        var clocks = place.Laws.Where(l => l.Fulfil is not null).Select(l => Clock(l, place, day, working)).ToList();

        var first = clocks.MinBy(c => c.DueBy)!;
        var extendable = clocks.Min(c => c.ExtendableTo ?? c.DueBy);
        if (clocks.Count > 1) working.Earliest(first);

        return new(asked, day, clocks.Min(c => c.AcknowledgeBy), first.DueBy, extendable > first.DueBy ? extendable : null,
            working.Sentences, first.Law, place.Reviewed && place.Calendar is not { Reviewed: false } && place.Laws.All(l => l.Reviewed), clocks);
    }

    /// <summary>The grounds that hold in a place.</summary>
    public IReadOnlyList<Ground> Grounds(string? jurisdiction, GroundUse use) =>
        [.. Place(jurisdiction).Laws.SelectMany(l => l.Grounds).Where(g => g.Use == use)];

    /// <summary>One ground of a place by its code, or null.</summary>
    public Ground? Ground(string? jurisdiction, string? code) =>
        Place(jurisdiction).Laws.SelectMany(l => l.Grounds).FirstOrDefault(g => string.Equals(g.Code, code, StringComparison.Ordinal));

    /// <summary>Where a worker there can complain; English, the key for translation.</summary>
    public IReadOnlyList<string> ComplainTo(string? jurisdiction) => [.. Place(jurisdiction).Laws.Where(l => l.Fulfil is not null).Select(l => l.ComplainTo).Distinct(StringComparer.Ordinal)];

    /// <summary>The full name of a law, or its code if it is no longer among the rules.</summary>
    public string NameOf(string lawCode) =>
        _places.Values.SelectMany(p => p.Laws).FirstOrDefault(l => string.Equals(l.Code, lawCode, StringComparison.Ordinal))?.Name ?? lawCode;

    private static string FolderIn(string policiesDirectory) => Path.Combine(policiesDirectory, "deletion");

    private static LawClock Clock(Law law, Jurisdiction place, DateOnly received, Working working)
    {
        working.Basis(law);
        DateOnly? Last(Period? period, string what) => period is null ? null : working.Count(law, period, what, Rolled(period, place, received));

        return new(law.Code, Last(law.Acknowledge, "receipt is acknowledged by"), Last(law.Fulfil, "an answer is due by")!.Value, Last(law.ExtendedTo, "with an extension by"));
    }

    private static DateOnly Rolled(Period period, Jurisdiction place, DateOnly received)
    {
        var last = period.LastDay(received);
        return period.Rolls && place.Calendar is { } calendar ? calendar.Roll(last) : last;
    }
}

/// <summary>Writes down, in order, how a deadline was found.</summary>
internal sealed class Working
{
    private readonly List<string> _sentences = [];
    private readonly Jurisdiction _place;
    private readonly DateOnly _received;

    public Working(Jurisdiction place, string asked, DateOnly received)
    {
        (_place, _received) = (place, received);
        if (string.Equals(place.Code, DeadlineRules.Unknown, StringComparison.Ordinal)) _sentences.Add($"We hold no rules for {asked}, so the earliest date of every law we know counts.");
        else if (!string.Equals(place.Code, asked, StringComparison.OrdinalIgnoreCase)) _sentences.Add($"We hold no rules of its own for {asked}, so those of {place.Code} ({place.Name}) count.");
        _sentences.Add($"Received on {Day(received)}, the date in {place.Zone.Id}.");
    }

    public IReadOnlyList<string> Sentences => _sentences;

    public void Basis(Law law)
    {
        if (!law.Binds(_received)) _sentences.Add($"{law.Code} does not bind for this request; its periods are kept as a promise.");
    }

    public DateOnly Count(Law law, Period period, string what, DateOnly last)
    {
        var end = period.LastDay(_received);
        var clamp = period.Unit == PeriodUnit.Months && period.From == CountedFrom.DayAfter && end.Day != _received.Day
            ? $"; that month has no day {_received.Day.ToString(CultureInfo.InvariantCulture)}, so it ends on its last" : "";
        _sentences.Add($"{law.Code}: {period} ends on {Day(end)}{clamp} ({period.Citation}).");

        if (last != end) _sentences.Add($"{Day(end)} is not a working day ({_place.Calendar!.WhyOff(end)}), so it moves to {Day(last)}; holidays as in {_place.Calendar.Code}.");
        else if (period.Rolls && _place.Calendar is { } calendar && !calendar.Knows(end))
            _sentences.Add($"The holidays of {calendar.Code} are known from {Day(calendar.From)} to {Day(calendar.Until)} only, so the date stays where it is, which is the safer one.");
        if (last != end && !_place.Calendar!.Knows(last)) _sentences.Add($"The holidays of {_place.Calendar.Code} are not known after {Day(_place.Calendar.Until)}, so it moves no further.");

        if (period.Note is not null) _sentences.Add($"Note: {period.Note}.");
        _sentences.Add($"{law.Code}: {what} {Day(last)}{(period.Notice is null ? "" : $", if told {period.Notice}")}.");
        return last;
    }

    public void Earliest(LawClock clock) => _sentences.Add($"The earliest date counts: {Day(clock.DueBy)}, under {clock.Law}.");

    private static string Day(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
}
