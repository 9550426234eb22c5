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

    private readonly FrozenDictionary<string, Jurisdiction> _places = jurisdictions.ToFrozenDictionary(
        j => j.Code,
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>Every place with an entry.</summary>
    public IEnumerable<Jurisdiction> All => _places.Values.OrderBy(p => p.Code, StringComparer.Ordinal);

    /// <summary>Reads <c>deletion/</c> in the policies directory.</summary>
    /// <exception cref="ConfigurationException">
    /// A file is missing or malformed: file, line, what is wrong, how to mend it.
    /// </exception>
    public static DeadlineRules Load(string policiesDirectory)
    {
        var findings = new List<ReviewFinding>();
        var places = new JurisdictionFileReader(FolderIn(policiesDirectory), findings).ReadJurisdictions();
        return findings.Count == 0 ? new(places) : throw ReviewFinding.ToException(findings);
    }

    /// <summary>Everything that is wrong with the rules in a policies directory; nothing where it holds none.</summary>
    public static IReadOnlyList<ReviewFinding> Check(string policiesDirectory)
    {
        var findings = new List<ReviewFinding>();
        if (Directory.Exists(FolderIn(policiesDirectory)))
            new JurisdictionFileReader(FolderIn(policiesDirectory), findings).ReadJurisdictions();
        return findings;
    }

    /// <summary>The rules of a place: its own, else its country's, else the strictest.</summary>
    /// <param name="code">ISO 3166, such as <c>DE</c> or <c>US-CA</c>; anything else is an unknown place.</param>
    public Jurisdiction FindJurisdiction(string? code)
    {
        var asked = code?.Trim() ?? "";
        return _places.GetValueOrDefault(asked) ?? _places.GetValueOrDefault(asked.Split('-')[0]) ?? _places[Unknown];
    }

    /// <summary>By when a request must be answered.</summary>
    /// <param name="jurisdiction">Where the worker lives, ISO 3166.</param>
    /// <param name="received">When the request arrived, by whatever way.</param>
    /// <param name="check">A check of identity that has ended; null when there was none.</param>
    public ResponseDeadlines ComputeDeadlines(string? jurisdiction, DateTimeOffset received, IdentityWait? check = null)
    {
        var place = FindJurisdiction(jurisdiction);
        var asked = string.IsNullOrWhiteSpace(jurisdiction) ? place.Code : jurisdiction.Trim();
        var day = place.ToLocalDay(received);
        var working = new DeadlineExplanation(place, asked, day);
        var wait = check is null
            ? default((DateOnly, DateOnly)?)
            : (place.ToLocalDay(check.AskedAt), place.ToLocalDay(check.ProvenAt));
        var clocks = place.LawsWithDeadline.Select(l => ComputeLawDeadlines(l, place, day, wait, working)).ToList();

        var first = clocks.MinBy(c => c.DueBy)!;
        var extendable = clocks.Min(c => c.ExtendableTo ?? c.DueBy);
        if (clocks.Count > 1)
            working.AddEarliest(first);

        return new(
            asked,
            day,
            clocks.Min(c => c.AcknowledgeBy),
            first.DueBy,
            extendable > first.DueBy ? extendable : null,
            working.Sentences,
            first.Law,
            place.IsReviewed && place.Calendar is not { IsReviewed: false } && place.Laws.All(l => l.IsReviewed),
            clocks
        );
    }

    /// <summary>The grounds that hold in a place.</summary>
    public IReadOnlyList<Ground> FindGrounds(string? jurisdiction, GroundUse use) =>
        [.. FindJurisdiction(jurisdiction).Laws.SelectMany(l => l.Grounds).Where(g => g.Use == use)];

    /// <summary>One ground of a place by its code, or null.</summary>
    public Ground? FindGround(string? jurisdiction, string? code) =>
        FindJurisdiction(jurisdiction)
            .Laws.SelectMany(l => l.Grounds)
            .FirstOrDefault(g => string.Equals(g.Code, code, StringComparison.Ordinal));

    /// <summary>Where a worker there can complain; English, the key for translation.</summary>
    public IReadOnlyList<string> FindComplaintAuthorities(string? jurisdiction) =>
        [.. FindRemedies(jurisdiction).Select(r => r.Authority).Distinct(StringComparer.Ordinal)];

    /// <summary>What a worker there can do about a refusal, law by law.</summary>
    public IReadOnlyList<Remedy> FindRemedies(string? jurisdiction) =>
        FindJurisdiction(jurisdiction) is var place
            ?
            [
                .. place.LawsWithDeadline.Select(l => new Remedy(
                    l.Code,
                    l.Name,
                    place.ComplainTo ?? l.ComplainTo,
                    l.RefusalDuty!.Remedy,
                    l.RefusalDuty.Citation
                )),
            ]
            : [];

    /// <summary>What a refusal there must tell, law by law; for the officer who writes it.</summary>
    public IReadOnlyList<RefusalDuty> FindRefusalDuties(string? jurisdiction) =>
        [.. FindJurisdiction(jurisdiction).LawsWithDeadline.Select(l => l.RefusalDuty!)];

    /// <summary>What asking for proof of identity would do there, law by law.</summary>
    public IReadOnlyList<(Law Law, IdentityCheck Check)> FindIdentityChecks(string? jurisdiction) =>
        [.. FindJurisdiction(jurisdiction).LawsWithDeadline.Select(l => (l, l.IdentityCheck!))];

    /// <summary>
    /// Until when the record of a request is kept after its end: the last day of the longest of the periods that hold
    /// there, since each law wants its own.
    /// </summary>
    /// <param name="jurisdiction">Where the worker lives, ISO 3166.</param>
    /// <param name="end">The day it is counted from.</param>
    public RetentionEnd ComputeRetentionEnd(string? jurisdiction, DateOnly end) =>
        FindJurisdiction(jurisdiction)
            .LawsWithDeadline.Select(l => new RetentionEnd(
                l.RetentionPeriod!.GetLastDay(end),
                l.Code,
                l.RetentionPeriod.Citation
            ))
            .MaxBy(k => k.Day)!;

    /// <summary>The day it is there at that instant.</summary>
    public DateOnly ToLocalDay(string? jurisdiction, DateTimeOffset at) =>
        FindJurisdiction(jurisdiction).ToLocalDay(at);

    /// <summary>The full name of a law, or its code if it is no longer among the rules.</summary>
    public string FindLawName(string lawCode) =>
        _places
            .Values.SelectMany(p => p.Laws)
            .FirstOrDefault(l => string.Equals(l.Code, lawCode, StringComparison.Ordinal))
            ?.Name
        ?? lawCode;

    private static string FolderIn(string policiesDirectory) => Path.Combine(policiesDirectory, "deletion");

    private static LawDeadlines ComputeLawDeadlines(
        Law law,
        Jurisdiction place,
        DateOnly received,
        (DateOnly Asked, DateOnly Proven)? wait,
        DeadlineExplanation working
    )
    {
        working.AddBasis(law);
        var (from, pause) = (law.IdentityCheck!.Effect, wait) switch
        {
            (_, null) or (IdentityEffect.None, _) => (received, 0),
            (IdentityEffect.Pauses, { } w) => (received, w.Proven.DayNumber - w.Asked.DayNumber),
            (IdentityEffect.Restarts, { } w) => (w.Proven, 0),
        };
        if (wait is { } checkedOn)
            working.AddIdentityCheck(law, checkedOn.Asked, checkedOn.Proven);
        DateOnly? Last(Period? period, string what, DateOnly start, int more) =>
            period is null
                ? null
                : working.AddPeriod(law, period, what, start, more, ComputeLastDay(period, place, start, more));

        return new(
            law.Code,
            Last(law.AcknowledgementPeriod, "receipt is acknowledged by", received, 0),
            Last(law.ResponsePeriod, "an answer is due by", from, pause)!.Value,
            Last(law.ExtendedPeriod, "with an extension by", from, pause)
        );
    }

    private static DateOnly ComputeLastDay(Period period, Jurisdiction place, DateOnly start, int more)
    {
        var last = period.GetLastDay(start).AddDays(more);
        return period.Rolls && place.Calendar is { } calendar ? calendar.RollToWorkingDay(last) : last;
    }
}
