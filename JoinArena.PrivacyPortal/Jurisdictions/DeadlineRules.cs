using System.Collections.Frozen;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.ReviewedFiles;

namespace JoinArena.PrivacyPortal.Jurisdictions;

/// <summary>The reviewed deletion rules: computes deadlines and finds what the law of a place says.</summary>
/// <param name="jurisdictions">All places, including <see cref="Unknown"/>.</param>
public sealed partial class DeadlineRules(IEnumerable<Jurisdiction> jurisdictions)
{
    /// <summary>The code of the entry that applies to every place without an entry of its own.</summary>
    public const string Unknown = "unknown";

    private readonly FrozenDictionary<string, Jurisdiction> _places = jurisdictions.ToFrozenDictionary(
        j => j.Code,
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>Every place with an entry, ordered by code.</summary>
    public IEnumerable<Jurisdiction> All => _places.Values.OrderBy(p => p.Code, StringComparer.Ordinal);

    /// <summary>Reads <c>deletion/</c> in the policies directory.</summary>
    /// <exception cref="ConfigurationException">
    /// A file is missing or malformed. The message gives the file, the line, the fault and how to correct it.
    /// </exception>
    public static DeadlineRules Load(string policiesDirectory)
    {
        var findings = new List<ReviewFinding>();
        var places = new JurisdictionFileReader(FolderIn(policiesDirectory), findings).ReadAll();
        return findings.Count == 0 ? new(places) : throw ReviewFinding.ToException(findings);
    }

    /// <summary>
    /// Returns every fault in the rules of a policies directory; no faults if the directory has no rules.
    /// </summary>
    public static IReadOnlyList<ReviewFinding> Check(string policiesDirectory)
    {
        var findings = new List<ReviewFinding>();
        if (Directory.Exists(FolderIn(policiesDirectory)))
            new JurisdictionFileReader(FolderIn(policiesDirectory), findings).ReadAll();
        return findings;
    }

    /// <summary>Returns the entry of the place, or of its country, or else <see cref="Unknown"/>.</summary>
    /// <param name="code">An ISO 3166 code such as <c>DE</c> or <c>US-CA</c>; any other text is an unknown place.</param>
    public Jurisdiction FindJurisdiction(string? code)
    {
        var askedFor = code?.Trim() ?? "";
        return _places.GetValueOrDefault(askedFor)
            ?? _places.GetValueOrDefault(askedFor.Split('-')[0])
            ?? _places[Unknown];
    }

    /// <summary>Computes when a request must be answered.</summary>
    /// <param name="jurisdiction">Where the worker lives, as an ISO 3166 code.</param>
    /// <param name="received">When the request arrived, through any channel.</param>
    /// <param name="identityWait">The wait for proof of identity; null if JoinArena asked for none.</param>
    public ResponseDeadlines ComputeDeadlines(
        string? jurisdiction,
        DateTimeOffset received,
        IdentityWait? identityWait = null
    )
    {
        var place = FindJurisdiction(jurisdiction);
        var askedFor = string.IsNullOrWhiteSpace(jurisdiction) ? place.Code : jurisdiction.Trim();
        var receivedOn = place.ToLocalDay(received);
        var wait = identityWait is null
            ? null
            : new WaitDays(place.ToLocalDay(identityWait.AskedAt), place.ToLocalDay(identityWait.ProvenAt));

        var explanation = new DeadlineExplanation(place, askedFor, receivedOn);
        var deadlines = place.LawsWithDeadline.Select(l => ComputeFor(l, receivedOn, wait, explanation)).ToList();
        var earliest = deadlines.MinBy(d => d.DueBy)!;
        if (deadlines.Count > 1)
            explanation.AddEarliest(earliest);

        var extendableTo = deadlines.Min(d => d.ExtendableTo ?? d.DueBy);
        return new(
            askedFor,
            receivedOn,
            deadlines.Min(d => d.AcknowledgeBy),
            earliest.DueBy,
            extendableTo > earliest.DueBy ? extendableTo : null,
            explanation.Sentences,
            earliest.Law,
            place.IsReviewed && place.Calendar is not { IsReviewed: false } && place.Laws.All(l => l.IsReviewed),
            deadlines
        );
    }

    /// <summary>The grounds that the laws of a place allow.</summary>
    public IReadOnlyList<Ground> FindGrounds(string? jurisdiction, GroundUse use) =>
        [.. FindJurisdiction(jurisdiction).Laws.SelectMany(l => l.Grounds).Where(g => g.Use == use)];

    /// <summary>The ground of a place with that code, or null.</summary>
    public Ground? FindGround(string? jurisdiction, string? code) =>
        FindJurisdiction(jurisdiction)
            .Laws.SelectMany(l => l.Grounds)
            .FirstOrDefault(g => string.Equals(g.Code, code, StringComparison.Ordinal));

    /// <summary>The authorities that take a worker's complaint; English, the keys for translation.</summary>
    public IReadOnlyList<string> FindComplaintAuthorities(string? jurisdiction) =>
        [.. FindRemedies(jurisdiction).Select(r => r.Authority).Distinct(StringComparer.Ordinal)];

    /// <summary>What a worker can do about a refusal, law by law.</summary>
    public IReadOnlyList<Remedy> FindRemedies(string? jurisdiction)
    {
        var place = FindJurisdiction(jurisdiction);
        return
        [
            .. place.LawsWithDeadline.Select(l => new Remedy(
                l.Code,
                l.Name,
                place.ComplainTo ?? l.ComplainTo,
                l.RefusalDuty!.Remedy,
                l.RefusalDuty.Citation
            )),
        ];
    }

    /// <summary>What a refusal must contain, law by law, for the officer who writes it.</summary>
    public IReadOnlyList<RefusalDuty> FindRefusalDuties(string? jurisdiction) =>
        [.. FindJurisdiction(jurisdiction).LawsWithDeadline.Select(l => l.RefusalDuty!)];

    /// <summary>How asking for proof of identity changes the response period, law by law.</summary>
    public IReadOnlyList<(Law Law, IdentityCheck Check)> FindIdentityChecks(string? jurisdiction) =>
        [.. FindJurisdiction(jurisdiction).LawsWithDeadline.Select(l => (l, l.IdentityCheck!))];

    /// <summary>
    /// Computes how long the record of a request is kept: the longest period among the laws of the place, because each
    /// of them has to be met.
    /// </summary>
    /// <param name="jurisdiction">Where the worker lives, as an ISO 3166 code.</param>
    /// <param name="start">The day the period is counted from.</param>
    public RetentionEnd ComputeRetentionEnd(string? jurisdiction, DateOnly start) =>
        FindJurisdiction(jurisdiction)
            .LawsWithDeadline.Select(l => new RetentionEnd(
                l.RetentionPeriod!.GetLastDay(start),
                l.Code,
                l.RetentionPeriod.Citation
            ))
            .MaxBy(e => e.Day)!;

    /// <summary>The calendar day in the place at that instant.</summary>
    public DateOnly ToLocalDay(string? jurisdiction, DateTimeOffset at) =>
        FindJurisdiction(jurisdiction).ToLocalDay(at);

    /// <summary>The full name of a law, or its code if the rules no longer contain it.</summary>
    public string FindLawName(string lawCode) =>
        _places
            .Values.SelectMany(p => p.Laws)
            .FirstOrDefault(l => string.Equals(l.Code, lawCode, StringComparison.Ordinal))
            ?.Name
        ?? lawCode;

    private static string FolderIn(string policiesDirectory) => Path.Combine(policiesDirectory, "deletion");

    private static LawDeadlines ComputeFor(Law law, DateOnly received, WaitDays? wait, DeadlineExplanation explanation)
    {
        explanation.AddBasis(law);
        if (wait is not null)
            explanation.AddIdentityCheck(law, wait.Asked, wait.Proven);

        var (start, pausedDays) = ApplyIdentityWait(law, received, wait);
        DateOnly? acknowledgeBy = law.AcknowledgementPeriod is { } acknowledgement
            ? explanation.AddPeriod(new(law, acknowledgement, "we must confirm receipt by", received, 0))
            : null;
        var dueBy = explanation.AddPeriod(new(law, law.ResponsePeriod!, "the answer is due by", start, pausedDays));
        DateOnly? extendableTo = law.ExtendedPeriod is { } extended
            ? explanation.AddPeriod(new(law, extended, "with an extension, the answer is due by", start, pausedDays))
            : null;
        return new(law.Code, acknowledgeBy, dueBy, extendableTo);
    }

    /// <summary>The day the response period starts, and the days in it that don't count.</summary>
    private static (DateOnly Start, int PausedDays) ApplyIdentityWait(Law law, DateOnly received, WaitDays? wait)
    {
        if (wait is null)
            return (received, 0);
        return law.IdentityCheck!.Effect switch
        {
            IdentityEffect.None => (received, 0),
            IdentityEffect.Pauses => (received, wait.Proven.DayNumber - wait.Asked.DayNumber),
            IdentityEffect.Restarts => (wait.Proven, 0),
        };
    }

    /// <summary>An <see cref="IdentityWait"/> as calendar days in the place.</summary>
    private sealed record WaitDays(DateOnly Asked, DateOnly Proven);
}
