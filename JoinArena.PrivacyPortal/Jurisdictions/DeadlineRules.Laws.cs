namespace JoinArena.PrivacyPortal.Jurisdictions;

/// <content>Which laws apply to a request, and what they say besides their deadlines.</content>
public sealed partial class DeadlineRules
{
    /// <summary>
    /// The laws of a request on the day it was received: those of the worker's residence, and those of the places of the jobs
    /// that its data was made for. A job counts in its own place only: a law of one state says nothing about a job in another.
    /// </summary>
    public IReadOnlyList<HoldingLaw> FindHoldingLaws(RequestPlaces places)
    {
        var residence = FindJurisdiction(places.Residence);
        return
        [
            .. residence
                .ResidenceLaws.Select(l => new HoldingLaw(l, residence))
                .Concat(
                    places
                        .Jobs.SelectMany(FindJobLaws)
                        .DistinctBy(h => h.Law.Code)
                        .OrderBy(h => h.Law.Code, StringComparer.Ordinal)
                )
                .Where(h => places.Received is not { } at || h.Law.HoldsOn(h.Place.ToLocalDay(at))),
        ];
    }

    /// <summary>The laws that hold for a request received then.</summary>
    public IReadOnlyList<HoldingLaw> FindHoldingLaws(RequestPlaces places, DateTimeOffset received) =>
        FindHoldingLaws(places with { Received = received });

    /// <summary>The data of jobs to which at least one law of the job's place applies; the rest decides nothing.</summary>
    public IReadOnlyList<JobData> FilterJobs(IEnumerable<JobData> jobs) =>
        [
            .. jobs.Distinct()
                .Where(j => FindJobLaws(j).Any())
                .OrderBy(j => j.Place, StringComparer.Ordinal)
                .ThenBy(j => j.Category),
        ];

    /// <summary>The grounds that the laws of a request allow.</summary>
    public IReadOnlyList<Ground> FindGrounds(RequestPlaces places, GroundUse use) =>
        [.. FindHoldingLaws(places).SelectMany(h => h.Law.Grounds).Where(g => g.Use == use)];

    /// <summary>
    /// The grounds on which a request, or a part of it, can be refused: those of a refusal first, and then those to keep data.
    /// </summary>
    public IReadOnlyList<Ground> FindRefusalGrounds(RequestPlaces places) =>
        [.. FindGrounds(places, GroundUse.Refusing), .. FindGrounds(places, GroundUse.Keeping)];

    /// <summary>The ground of a request's laws with that code, or null.</summary>
    public Ground? FindGround(RequestPlaces places, string? code) =>
        FindHoldingLaws(places)
            .SelectMany(h => h.Law.Grounds)
            .FirstOrDefault(g => string.Equals(g.Code, code, StringComparison.Ordinal));

    /// <summary>The authorities that take a worker's complaint; English, the keys for translation.</summary>
    public IReadOnlyList<string> FindComplaintAuthorities(RequestPlaces places) =>
        [.. FindRemedies(places).Select(r => r.Authority).Distinct(StringComparer.Ordinal)];

    /// <summary>What a worker can do about a refusal, law by law.</summary>
    /// <param name="places">Where the worker lives and where the jobs are.</param>
    /// <param name="isKept">Whether something is kept, of which some laws say more.</param>
    public IReadOnlyList<Remedy> FindRemedies(RequestPlaces places, bool isKept = false) =>
        [.. FindLawsWithDeadline(places).Select(h => CreateRemedy(h.Law, h.Place, isKept))];

    /// <summary>
    /// What a worker can do about an answer under one law, with the authority of where they live now if the law holds
    /// there; null if the rules no longer contain the law.
    /// </summary>
    public Remedy? FindRemedy(string? residence, string lawCode)
    {
        var place = FindJurisdiction(residence);
        return place.Laws.FirstOrDefault(IsIt) is { } here ? CreateRemedy(here, place)
            : _places.Values.SelectMany(p => p.Laws).FirstOrDefault(IsIt) is { } elsewhere
                ? CreateRemedy(elsewhere, null)
            : null;

        bool IsIt(Law law) => string.Equals(law.Code, lawCode, StringComparison.Ordinal) && law.RefusalDuty is not null;
    }

    /// <summary>What a refusal must contain, law by law, for the officer who writes it.</summary>
    public IReadOnlyList<RefusalDuty> FindRefusalDuties(RequestPlaces places) =>
        [.. FindLawsWithDeadline(places).Select(h => h.Law.RefusalDuty!)];

    /// <summary>What the worker must be told about an extension, law by law, for the officer who writes it.</summary>
    public IReadOnlyList<ExtensionDuty> FindExtensionDuties(RequestPlaces places) =>
        [
            .. FindLawsWithDeadline(places)
                .Where(h => h.Law.ExtendedPeriod is { Notice: not null })
                .Select(h => new ExtensionDuty(
                    h.Law.Name,
                    h.Law.ExtendedPeriod!.Notice!,
                    h.Law.ExtendedPeriod.Citation
                )),
        ];

    /// <summary>The names of a request's laws that allow no extension, and so allow none of the others'.</summary>
    public IReadOnlyList<string> FindLawsWithoutExtension(RequestPlaces places) =>
        [.. FindLawsWithDeadline(places).Where(h => h.Law.ExtendedPeriod is null).Select(h => h.Law.Name)];

    /// <summary>How asking for proof of identity changes the response period, law by law.</summary>
    public IReadOnlyList<(Law Law, IdentityCheck Check)> FindIdentityChecks(RequestPlaces places) =>
        [.. FindLawsWithDeadline(places).Select(h => (h.Law, h.Law.IdentityCheck!))];

    /// <summary>
    /// Whether no law's period runs while a request waits for proof of identity, so that no day for the answer can be named.
    /// </summary>
    public bool IsPausedForIdentity(RequestPlaces places)
    {
        var checks = FindIdentityChecks(places);
        return checks.Count > 0 && checks.All(c => c.Check.Effect is not IdentityEffect.None);
    }

    /// <summary>
    /// Computes how long the record of a request is kept: the longest period among its laws, because each of them has to
    /// be met. If the day of receipt is not known, they are those of the day that is counted from.
    /// </summary>
    /// <param name="places">Where the worker lives and where the jobs are, as ISO 3166 codes.</param>
    /// <param name="start">The day the period is counted from.</param>
    public RetentionEnd ComputeRetentionEnd(RequestPlaces places, DateOnly start) =>
        FindLawsWithDeadline(places)
            .Where(h => places.Received is not null || h.Law.HoldsOn(start))
            .Select(h => new RetentionEnd(
                h.Law.RetentionPeriod!.GetLastDay(start),
                h.Law.Code,
                h.Law.RetentionPeriod.Citation
            ))
            .MaxBy(e => e.Day)!;

    /// <summary>The name of a place, or its code if it has no entry of its own; English, the key for translation.</summary>
    public string FindPlaceName(string code) => _places.GetValueOrDefault(code)?.Name ?? code;

    /// <summary>The codes of the places whose English name has these letters, in either case.</summary>
    public IReadOnlyList<string> FindPlacesByName(string part) =>
        [
            .. _places
                .Where(p => p.Value.Name.Contains(part, StringComparison.OrdinalIgnoreCase))
                .Select(p => p.Key)
                .Order(StringComparer.Ordinal),
        ];

    private static Remedy CreateRemedy(Law law, Jurisdiction? place, bool isKept = false) =>
        new(
            law.Code,
            law.Name,
            place?.ComplainTo ?? law.ComplainTo,
            law.RefusalDuty!.GetRemedy(isKept),
            law.RefusalDuty.Citation,
            place?.ComplainTo is null ? law.Website : place.Website
        )
        {
            WordsOnPage = law.RefusalDuty.RemedyOnPage,
        };

    private IEnumerable<HoldingLaw> FindLawsWithDeadline(RequestPlaces places) =>
        FindHoldingLaws(places).Where(h => h.Law.ResponsePeriod is not null);

    private IEnumerable<HoldingLaw> FindJobLaws(JobData job) =>
        _places.GetValueOrDefault(job.Place) is { } place
            ? place.Laws.Where(l => l.HoldsForJobData(job.Category)).Select(l => new HoldingLaw(l, place))
            : [];
}
