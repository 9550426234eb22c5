using System.Collections.Frozen;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.ReviewedFiles;

namespace JoinArena.PrivacyPortal.Jurisdictions;

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
    /// <exception cref="ConfigurationException">A file is missing or malformed: file, line, what is wrong, how to mend it.</exception>
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
    /// <param name="check">A check of identity that has ended; null when there was none.</param>
    public Deadlines For(string? jurisdiction, DateTimeOffset received, IdentityWait? check = null)
    {
        var place = Place(jurisdiction);
        var asked = string.IsNullOrWhiteSpace(jurisdiction) ? place.Code : jurisdiction.Trim();
        var day = place.DayOf(received);
        var working = new Working(place, asked, day);
        var wait = check is null ? default((DateOnly, DateOnly)?) : (place.DayOf(check.AskedAt), place.DayOf(check.ProvenAt));
        var clocks = place.Clocks.Select(l => Clock(l, place, day, wait, working)).ToList();

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
    public IReadOnlyList<string> ComplainTo(string? jurisdiction) => [.. Remedies(jurisdiction).Select(r => r.Authority).Distinct(StringComparer.Ordinal)];

    /// <summary>What a worker there can do about a refusal, law by law.</summary>
    public IReadOnlyList<Remedy> Remedies(string? jurisdiction) =>
        Place(jurisdiction) is var place ? [.. place.Clocks.Select(l => new Remedy(l.Code, l.Name, place.ComplainTo ?? l.ComplainTo, l.OnRefusal!.Remedy, l.OnRefusal.Citation))] : [];

    /// <summary>What a refusal there must tell, law by law; for the officer who writes it.</summary>
    public IReadOnlyList<RefusalDuty> RefusalDuties(string? jurisdiction) => [.. Place(jurisdiction).Clocks.Select(l => l.OnRefusal!)];

    /// <summary>What asking for proof of identity would do there, law by law.</summary>
    public IReadOnlyList<(Law Law, IdentityCheck Check)> IdentityChecks(string? jurisdiction) => [.. Place(jurisdiction).Clocks.Select(l => (l, l.IdentityCheck!))];

    /// <summary>Until when the record of a request is kept after its end: the last day of the longest of the periods that hold there, since each law wants its own.</summary>
    /// <param name="jurisdiction">Where the worker lives, ISO 3166.</param>
    /// <param name="end">The day it is counted from.</param>
    public KeptUntil KeptUntil(string? jurisdiction, DateOnly end) =>
        Place(jurisdiction).Clocks.Select(l => new KeptUntil(l.KeepRequest!.LastDay(end), l.Code, l.KeepRequest.Citation)).MaxBy(k => k.Day)!;

    /// <summary>The day it is there at that instant.</summary>
    public DateOnly DayOf(string? jurisdiction, DateTimeOffset at) => Place(jurisdiction).DayOf(at);

    /// <summary>The full name of a law, or its code if it is no longer among the rules.</summary>
    public string NameOf(string lawCode) =>
        _places.Values.SelectMany(p => p.Laws).FirstOrDefault(l => string.Equals(l.Code, lawCode, StringComparison.Ordinal))?.Name ?? lawCode;

    private static string FolderIn(string policiesDirectory) => Path.Combine(policiesDirectory, "deletion");

    private static LawClock Clock(Law law, Jurisdiction place, DateOnly received, (DateOnly Asked, DateOnly Proven)? wait, Working working)
    {
        working.Basis(law);
        var (from, pause) = (law.IdentityCheck!.Effect, wait) switch
        {
            (_, null) or (IdentityEffect.None, _) => (received, 0),
            (IdentityEffect.Pauses, { } w) => (received, w.Proven.DayNumber - w.Asked.DayNumber),
            (IdentityEffect.Restarts, { } w) => (w.Proven, 0),
        };
        if (wait is { } checkedOn) working.Identity(law, checkedOn.Asked, checkedOn.Proven);
        DateOnly? Last(Period? period, string what, DateOnly start, int more) => period is null ? null : working.Count(law, period, what, start, more, Rolled(period, place, start, more));

        return new(law.Code, Last(law.Acknowledge, "receipt is acknowledged by", received, 0), Last(law.Fulfil, "an answer is due by", from, pause)!.Value, Last(law.ExtendedTo, "with an extension by", from, pause));
    }

    private static DateOnly Rolled(Period period, Jurisdiction place, DateOnly start, int more)
    {
        var last = period.LastDay(start).AddDays(more);
        return period.Rolls && place.Calendar is { } calendar ? calendar.Roll(last) : last;
    }
}
