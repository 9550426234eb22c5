using System.Collections.Frozen;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.ReviewedFiles;

namespace JoinArena.PrivacyPortal.Jurisdictions;

/// <summary>The reviewed deletion rules: computes deadlines and finds what the law of a place says.</summary>
/// <param name="jurisdictions">All places, including <see cref="Unknown"/>.</param>
public sealed class DeadlineRules(IEnumerable<Jurisdiction> jurisdictions)
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

    /// <summary>
    /// The laws that hold for a request: those of the worker's residence, and those of the places of the jobs that its
    /// data was made for. A job counts in its own place only: a law of one state says nothing about a job in another.
    /// </summary>
    public IReadOnlyList<HoldingLaw> FindHoldingLaws(RequestPlaces places)
    {
        var residence = FindJurisdiction(places.Residence);
        return
        [
            .. residence.ResidenceLaws.Select(l => new HoldingLaw(l, residence)),
            .. places
                .Jobs.SelectMany(FindJobLaws)
                .DistinctBy(h => h.Law.Code)
                .OrderBy(h => h.Law.Code, StringComparer.Ordinal),
        ];
    }

    /// <summary>The data of jobs to which at least one law of the job's place applies; the rest decides nothing.</summary>
    public IReadOnlyList<JobData> FilterJobs(IEnumerable<JobData> jobs) =>
        [
            .. jobs.Distinct()
                .Where(j => FindJobLaws(j).Any())
                .OrderBy(j => j.Place, StringComparer.Ordinal)
                .ThenBy(j => j.Category),
        ];

    /// <summary>Computes when a request must be answered.</summary>
    /// <param name="places">Where the worker lives and where the jobs are, as ISO 3166 codes.</param>
    /// <param name="received">When the request arrived, through any channel.</param>
    /// <param name="identityWait">The wait for proof of identity; null if JoinArena asked for none.</param>
    public ResponseDeadlines ComputeDeadlines(
        RequestPlaces places,
        DateTimeOffset received,
        IdentityWait? identityWait = null
    )
    {
        var residence = FindJurisdiction(places.Residence);
        var askedFor = string.IsNullOrWhiteSpace(places.Residence) ? residence.Code : places.Residence.Trim();
        var holding = FindHoldingLaws(places);
        var explanation = new DeadlineExplanation(residence, askedFor, residence.ToLocalDay(received));
        var deadlines = FindLawsWithDeadline(places)
            .Select(h => ComputeFor(h, received, identityWait, explanation))
            .ToList();
        var earliest = deadlines.MinBy(d => d.DueBy)!;
        if (deadlines.Count > 1)
            explanation.AddEarliest(earliest);

        var extendableTo = deadlines.Min(d => d.ExtendableTo ?? d.DueBy);
        return new(
            askedFor,
            residence.ToLocalDay(received),
            deadlines.Min(d => d.AcknowledgeBy),
            earliest.DueBy,
            extendableTo > earliest.DueBy ? extendableTo : null,
            explanation.Sentences,
            earliest.Law,
            holding.All(h => h.IsReviewed),
            deadlines
        );
    }

    /// <summary>The grounds that the laws of a request allow.</summary>
    public IReadOnlyList<Ground> FindGrounds(RequestPlaces places, GroundUse use) =>
        [.. FindHoldingLaws(places).SelectMany(h => h.Law.Grounds).Where(g => g.Use == use)];

    /// <summary>The ground of a request's laws with that code, or null.</summary>
    public Ground? FindGround(RequestPlaces places, string? code) =>
        FindHoldingLaws(places)
            .SelectMany(h => h.Law.Grounds)
            .FirstOrDefault(g => string.Equals(g.Code, code, StringComparison.Ordinal));

    /// <summary>The authorities that take a worker's complaint; English, the keys for translation.</summary>
    public IReadOnlyList<string> FindComplaintAuthorities(RequestPlaces places) =>
        [.. FindRemedies(places).Select(r => r.Authority).Distinct(StringComparer.Ordinal)];

    /// <summary>What a worker can do about a refusal, law by law.</summary>
    public IReadOnlyList<Remedy> FindRemedies(RequestPlaces places) =>
        [
            .. FindLawsWithDeadline(places)
                .Select(h => new Remedy(
                    h.Law.Code,
                    h.Law.Name,
                    h.Place.ComplainTo ?? h.Law.ComplainTo,
                    h.Law.RefusalDuty!.Remedy,
                    h.Law.RefusalDuty.Citation
                )),
        ];

    /// <summary>What a refusal must contain, law by law, for the officer who writes it.</summary>
    public IReadOnlyList<RefusalDuty> FindRefusalDuties(RequestPlaces places) =>
        [.. FindLawsWithDeadline(places).Select(h => h.Law.RefusalDuty!)];

    /// <summary>How asking for proof of identity changes the response period, law by law.</summary>
    public IReadOnlyList<(Law Law, IdentityCheck Check)> FindIdentityChecks(RequestPlaces places) =>
        [.. FindLawsWithDeadline(places).Select(h => (h.Law, h.Law.IdentityCheck!))];

    /// <summary>
    /// Computes how long the record of a request is kept: the longest period among its laws, because each of them has to
    /// be met.
    /// </summary>
    /// <param name="places">Where the worker lives and where the jobs are, as ISO 3166 codes.</param>
    /// <param name="start">The day the period is counted from.</param>
    public RetentionEnd ComputeRetentionEnd(RequestPlaces places, DateOnly start) =>
        FindLawsWithDeadline(places)
            .Select(h => new RetentionEnd(
                h.Law.RetentionPeriod!.GetLastDay(start),
                h.Law.Code,
                h.Law.RetentionPeriod.Citation
            ))
            .MaxBy(e => e.Day)!;

    /// <summary>The calendar day in the place at that instant.</summary>
    public DateOnly ToLocalDay(string? jurisdiction, DateTimeOffset at) =>
        FindJurisdiction(jurisdiction).ToLocalDay(at);

    /// <summary>The name of a place, or its code if it has no entry of its own; English, the key for translation.</summary>
    public string FindPlaceName(string code) => _places.GetValueOrDefault(code)?.Name ?? code;

    /// <summary>The full name of a law, or its code if the rules no longer contain it.</summary>
    public string FindLawName(string lawCode) =>
        _places
            .Values.SelectMany(p => p.Laws)
            .FirstOrDefault(l => string.Equals(l.Code, lawCode, StringComparison.Ordinal))
            ?.Name
        ?? lawCode;

    private static string FolderIn(string policiesDirectory) => Path.Combine(policiesDirectory, "deletion");

    private IEnumerable<HoldingLaw> FindLawsWithDeadline(RequestPlaces places) =>
        FindHoldingLaws(places).Where(h => h.Law.ResponsePeriod is not null);

    private IEnumerable<HoldingLaw> FindJobLaws(JobData job) =>
        _places.GetValueOrDefault(job.Place) is { } place
            ? place.Laws.Where(l => l.HoldsForJobData(job.Category)).Select(l => new HoldingLaw(l, place))
            : [];

    private static LawDeadlines ComputeFor(
        HoldingLaw holding,
        DateTimeOffset receivedAt,
        IdentityWait? identityWait,
        DeadlineExplanation explanation
    )
    {
        var (law, place) = (holding.Law, holding.Place);
        var received = place.ToLocalDay(receivedAt);
        var wait = identityWait is null
            ? null
            : new WaitDays(place.ToLocalDay(identityWait.AskedAt), place.ToLocalDay(identityWait.ProvenAt));
        explanation.Begin(holding, received);
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
        return new(law.Code, acknowledgeBy, dueBy, extendableTo)
        {
            Holding = holding,
            Reason = holding.GetReason(received),
        };
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
