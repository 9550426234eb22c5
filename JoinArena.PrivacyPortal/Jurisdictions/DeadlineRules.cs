using System.Collections.Frozen;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.ReviewedFiles;
using JoinArena.PrivacyPortal.Jurisdictions.Counting;
using JoinArena.PrivacyPortal.Jurisdictions.Files;

namespace JoinArena.PrivacyPortal.Jurisdictions;

/// <summary>The reviewed deletion rules: computes deadlines and finds what the law of a place says.</summary>
/// <param name="jurisdictions">All places, including <see cref="Unknown"/>.</param>
/// <param name="actsIn">The code of the place where JoinArena acts, whose days off count too; null if not known.</param>
/// <exception cref="ConfigurationException">There is no entry for <paramref name="actsIn"/>.</exception>
public sealed partial class DeadlineRules(IReadOnlyList<Jurisdiction> jurisdictions, string? actsIn = null)
{
    /// <summary>The code of the entry that applies to every place without an entry of its own.</summary>
    public const string Unknown = "unknown";

    private readonly FrozenDictionary<string, Jurisdiction> _places = jurisdictions
        .SelectMany(p => p.AlsoFor.Prepend(p.Code).Select(code => KeyValuePair.Create(code, p)))
        .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private readonly Jurisdiction? _actsIn = FindActingPlace(jurisdictions, actsIn);

    /// <summary>Where the privacy team works; null if that is not known. A last day moves only past days off there too.</summary>
    public Jurisdiction? ActsIn => _actsIn;

    /// <summary>Every place with an entry, ordered by code.</summary>
    public IEnumerable<Jurisdiction> All { get; } = [.. jurisdictions.OrderBy(p => p.Code, StringComparer.Ordinal)];

    /// <summary>Reads <c>deletion/</c> in the policies directory.</summary>
    /// <param name="policiesDirectory">The policies directory.</param>
    /// <param name="actsIn">The code of the place where JoinArena acts; null if not known.</param>
    /// <exception cref="ConfigurationException">
    /// A file is missing or malformed. The message gives the file, the line, the fault and how to correct it.
    /// </exception>
    public static DeadlineRules Load(string policiesDirectory, string? actsIn = null)
    {
        var findings = new List<ReviewFinding>();
        var places = new JurisdictionFileReader(FolderIn(policiesDirectory), findings).ReadAll();
        return findings.Count == 0 ? new(places, actsIn) : throw ReviewFinding.ToException(findings);
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
        var receivedOn = residence.ToLocalDay(received);
        var explanation = new DeadlineExplanation(FindWorkingDays(residence), askedFor, receivedOn);
        var holding = FindHoldingLaws(places, received);
        var deadlines = holding
            .Where(h => h.Law.ResponsePeriod is not null)
            .Select(h => ComputeFor(h, received, identityWait, explanation))
            .ToList();
        var earliest = deadlines.MinBy(d => d.DueBy)!;
        if (deadlines.Count > 1)
            explanation.AddEarliest(earliest);

        var extendableTo = deadlines.Min(d => d.ExtendableTo ?? d.DueBy);
        var isReviewed = holding.All(h => h.IsReviewed) && (_actsIn is null || HoldingLaw.IsPlaceReviewed(_actsIn));
        return new(
            askedFor,
            receivedOn,
            deadlines.Min(d => d.AcknowledgeBy),
            earliest.DueBy,
            extendableTo > earliest.DueBy ? extendableTo : null,
            explanation.Sentences,
            earliest.Law,
            isReviewed,
            deadlines
        )
        {
            RefuseBy = deadlines.Min(d => d.RefuseBy),
            Zone = residence.Zone,
            Basis =
                earliest.Reason is LawReason.Promise ? DeadlineBasis.Promised
                : isReviewed ? DeadlineBasis.Required
                : DeadlineBasis.Expected,
        };
    }

    /// <summary>The calendar day in the place at that instant.</summary>
    public DateOnly ToLocalDay(string? jurisdiction, DateTimeOffset at) =>
        FindJurisdiction(jurisdiction).ToLocalDay(at);

    /// <summary>How many days a deadline is ahead in the place at that instant; negative once it has passed.</summary>
    public int CountDaysLeft(string? jurisdiction, DateOnly due, DateTimeOffset at) =>
        due.DayNumber - ToLocalDay(jurisdiction, at).DayNumber;

    /// <summary>
    /// The day by which proof of identity that was asked for is awaited where every law pauses its period for it: a
    /// month from asking.
    /// </summary>
    public DateOnly FindLastDayForProof(string? jurisdiction, DateTimeOffset asked) =>
        ToLocalDay(jurisdiction, asked).AddMonths(1);

    /// <summary>The full name of a law, or its code if the rules no longer contain it.</summary>
    public string FindLawName(string lawCode) => FindLaw(lawCode)?.Name ?? lawCode;

    /// <summary>The provision that gives the right to object to a use; null if the law or the right is not in the rules.</summary>
    public string? FindObjectionCitation(string lawCode) => FindLaw(lawCode)?.Objection?.Citation;

    private Law? FindLaw(string lawCode) =>
        _places
            .Values.SelectMany(p => p.Laws)
            .FirstOrDefault(l => string.Equals(l.Code, lawCode, StringComparison.Ordinal));

    /// <summary>Why an answer is due by the date that a law set for a request.</summary>
    /// <param name="lawCode">The law that set the date.</param>
    /// <param name="received">The day the request was received.</param>
    /// <param name="isReviewed">Whether counsel had reviewed every rule that was used.</param>
    public DeadlineBasis FindBasis(string? lawCode, DateOnly received, bool isReviewed)
    {
        var law = All.SelectMany(p => p.Laws)
            .FirstOrDefault(l => string.Equals(l.Code, lawCode, StringComparison.Ordinal));
        if (law is not null && !law.IsBindingFor(received))
            return DeadlineBasis.Promised;
        return law is not null && isReviewed ? DeadlineBasis.Required : DeadlineBasis.Expected;
    }

    private static string FolderIn(string policiesDirectory) => Path.Combine(policiesDirectory, "deletion");

    private static Jurisdiction? FindActingPlace(IEnumerable<Jurisdiction> places, string? code) =>
        string.IsNullOrWhiteSpace(code)
            ? null
            : places.FirstOrDefault(p => string.Equals(p.Code, code, StringComparison.OrdinalIgnoreCase))
                ?? throw ConfigurationException.ForSetting(
                    "Portal__Deletion__ActsIn",
                    $"policies/deletion has no entry for '{code}'",
                    "IE"
                );

    private WorkingDays FindWorkingDays(Jurisdiction place) => new(place, _actsIn);

    private LawDeadlines ComputeFor(
        HoldingLaw holding,
        DateTimeOffset receivedAt,
        IdentityWait? identityWait,
        DeadlineExplanation explanation
    )
    {
        var law = holding.Law;
        var place = holding.Place;
        var received = place.ToLocalDay(receivedAt);
        var wait = identityWait is null
            ? null
            : new WaitDays(place.ToLocalDay(identityWait.AskedAt), place.ToLocalDay(identityWait.ProvenAt));
        explanation.Begin(holding, FindWorkingDays(place), received);
        if (wait is not null)
            explanation.AddIdentityCheck(law, wait.Asked, wait.Proven);

        var (start, pausedDays) = ApplyIdentityWait(law, received, wait);
        DateOnly? acknowledgeBy = law.AcknowledgementPeriod is { } acknowledgement
            ? explanation.AddPeriod("we must confirm receipt by", new(law, acknowledgement, received, 0))
            : null;
        var dueBy = explanation.AddPeriod("the answer is due by", new(law, law.ResponsePeriod!, start, pausedDays));
        DateOnly? extendableTo = law.ExtendedPeriod is { } extended
            ? explanation.AddPeriod("with an extension, the answer is due by", new(law, extended, start, pausedDays))
            : null;
        DateOnly? refuseBy = law.RefusalPeriod is { } refusal
            ? explanation.AddPeriod("a refusal is due by", new(law, refusal, start, pausedDays))
            : null;
        return new(law.Code, acknowledgeBy, dueBy, extendableTo, refuseBy)
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
