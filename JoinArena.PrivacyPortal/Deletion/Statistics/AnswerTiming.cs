using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Jurisdictions;

namespace JoinArena.PrivacyPortal.Deletion.Statistics;

/// <summary>When one party was notified and when it answered, for the statistics.</summary>
/// <param name="Year">The calendar year (UTC) in which the request was received.</param>
/// <param name="DueBy">The deadline that applies to the answer.</param>
/// <param name="IsOpen">True while the request is open.</param>
internal sealed record AnswerTiming(
    int Year,
    string PartyId,
    string PartyName,
    DateTimeOffset? NotifiedAt,
    DateTimeOffset? EndedAt,
    DateOnly DueBy,
    string? Jurisdiction,
    bool IsOpen
)
{
    /// <summary>Whole days from notification to answer; null before the answer.</summary>
    public int? Days => NotifiedAt is { } notified && EndedAt is { } ended ? (int)(ended - notified).TotalDays : null;

    /// <summary>
    /// True if the answer came by the last day in the authority's time zone; null before the answer.
    /// </summary>
    public bool? IsOnTime(DeadlineRules rules) =>
        EndedAt is { } ended ? rules.ToLocalDay(Jurisdiction, ended) <= DueBy : null;

    /// <summary>
    /// An answer up to the first end of the request has the deadline of that time. A later answer, after a retention
    /// period ran out, has the current deadline.
    /// </summary>
    public static DateOnly GetApplicableDeadline(
        DateTimeOffset? endedAt,
        DateTimeOffset? firstEndedAt,
        DateOnly? firstEndDueBy,
        DateOnly dueBy
    ) => endedAt <= firstEndedAt ? firstEndDueBy ?? dueBy : dueBy;

    public static AnswerTiming FromTask(DeletionRequest request, ErasureTask task) =>
        new(
            request.CountsFrom!.Value.UtcDateTime.Year,
            task.PartyId,
            task.PartyName,
            task.NotifiedAt,
            task.EndedAt,
            GetApplicableDeadline(task.EndedAt, request.FirstEndedAt, request.FirstEndDueBy, request.DueBy!.Value),
            request.Jurisdiction,
            request.State.IsOpen
        );
}
