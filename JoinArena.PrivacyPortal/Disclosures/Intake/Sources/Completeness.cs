using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Disclosures.Intake.Sources;

/// <summary>How complete the disclosures are: since when, until when, and which kinds of party no source reports on.</summary>
/// <param name="Sources">Every source that has been announced.</param>
public sealed record Completeness(IReadOnlyList<SourceSummary> Sources)
{
    /// <summary>
    /// Since when every announced source has reported everything it covers; null while no source is announced, and then
    /// nothing is known to be complete.
    /// </summary>
    public DateTimeOffset? CompleteSince => Sources.Count == 0 ? null : Sources.Max(s => s.CompleteSince);

    /// <summary>
    /// Until when every source has reported everything, by its heartbeats; null where a source has never sent one.
    /// </summary>
    public DateTimeOffset? CompleteUntil =>
        Sources.Count == 0 || Sources.Any(s => s.CompleteUntil is null) ? null : Sources.Min(s => s.CompleteUntil);

    /// <summary>When the source that has been silent longest last reported; null where a source never has.</summary>
    public DateTimeOffset? LastHeard =>
        Sources.Count == 0 || Sources.Any(s => s.HeardAt is null) ? null : Sources.Min(s => s.HeardAt);

    /// <summary>The kinds of party that no source reports on.</summary>
    public IReadOnlyList<PartyKind> NotCovered =>
        [.. Enum.GetValues<PartyKind>().Except(Sources.SelectMany(s => s.Covers))];
}

/// <summary>A source and how complete its reports are.</summary>
public sealed record SourceSummary(
    string Id,
    string Name,
    DateTimeOffset CompleteSince,
    DateTimeOffset? CompleteUntil,
    DateTimeOffset? HeardAt,
    IReadOnlyList<PartyKind> Covers
)
{
    internal static SourceSummary FromSource(Source s) =>
        new(s.Id, s.Name, s.CompleteSince, s.CompleteUntil, s.HeardAt, [.. s.Covers]);
}
