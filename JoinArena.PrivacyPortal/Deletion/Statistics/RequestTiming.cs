using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Jurisdictions;

namespace JoinArena.PrivacyPortal.Deletion.Statistics;

/// <summary>The state, dates and deadline of one request, for the statistics.</summary>
/// <param name="Year">The calendar year (UTC) in which the worker confirmed the request.</param>
/// <param name="EndedAt">
/// The first end of the request. A later end, after a retention period ran out, is not the answer to the request.
/// </param>
/// <param name="DueBy">The deadline at the first end, or the current one.</param>
internal sealed record RequestTiming(
    int Year,
    RequestState State,
    DateTimeOffset ConfirmedAt,
    DateTimeOffset? EndedAt,
    DateOnly DueBy,
    string? Jurisdiction,
    bool IsExtended
)
{
    /// <summary>Whole days from confirmation to the end; null while the request is open.</summary>
    public int? Days => EndedAt is { } ended ? (int)(ended - ConfirmedAt).TotalDays : null;

    /// <summary>
    /// True if the request ended by its last day in the authority's time zone; null while the request is open.
    /// </summary>
    public bool? IsOnTime(DeadlineRules rules) =>
        EndedAt is { } ended ? rules.ToLocalDay(Jurisdiction, ended) <= DueBy : null;

    public static RequestTiming FromRequest(DeletionRequest request) =>
        new(
            request.ConfirmedAt!.Value.UtcDateTime.Year,
            request.State,
            request.ConfirmedAt.Value,
            request.FirstEndedAt ?? request.EndedAt,
            request.FirstEndDueBy ?? request.DueBy!.Value,
            request.Jurisdiction,
            request.ExtendedAt is not null
        );
}
