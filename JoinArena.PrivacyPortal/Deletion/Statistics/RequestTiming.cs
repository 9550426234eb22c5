using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Jurisdictions;

namespace JoinArena.PrivacyPortal.Deletion.Statistics;

/// <summary>The state, dates and deadline of one request, for the statistics.</summary>
/// <param name="ReceivedAt">Receipt in the law's sense.</param>
/// <param name="EndedAt">
/// The first end of the request. A later end, after a retention period ran out, is not the answer to the request.
/// </param>
/// <param name="DueBy">The deadline at the first end, or the current one.</param>
internal sealed record RequestTiming(
    RequestState State,
    DateTimeOffset ReceivedAt,
    DateTimeOffset? EndedAt,
    DateOnly DueBy,
    string? Jurisdiction,
    bool IsExtended
)
{
    /// <summary>The calendar year (UTC) in which the request was received.</summary>
    public int Year => ReceivedAt.UtcDateTime.Year;

    /// <summary>Whole days from receipt to the end; null while the request is open.</summary>
    public int? Days => EndedAt is { } ended ? (int)(ended - ReceivedAt).TotalDays : null;

    /// <summary>
    /// The country, or the state of the United States: no smaller place, so that few requests stay alone.
    /// </summary>
    public string Place =>
        Jurisdiction is null ? DeadlineRules.Unknown
        : Jurisdiction.StartsWith("US-", StringComparison.Ordinal) ? Jurisdiction
        : Jurisdiction.Split('-')[0];

    /// <summary>
    /// True if the request ended by its last day in the authority's time zone; null while the request is open.
    /// </summary>
    public bool? IsOnTime(DeadlineRules rules) =>
        EndedAt is { } ended ? rules.ToLocalDay(Jurisdiction, ended) <= DueBy : null;

    public static RequestTiming FromRequest(DeletionRequest request) =>
        new(
            request.State,
            request.CountsFrom!.Value,
            request.FirstEndedAt ?? request.EndedAt,
            request.FirstEndDueBy ?? request.DueBy!.Value,
            request.Jurisdiction,
            request.ExtendedAt is not null
        );
}
