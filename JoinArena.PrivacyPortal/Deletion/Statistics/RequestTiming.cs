using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Jurisdictions;

namespace JoinArena.PrivacyPortal.Deletion.Statistics;

/// <summary>How one request fared, as far as the figures need it.</summary>
/// <param name="Year">The calendar year (UTC) in which it was confirmed.</param>
/// <param name="EndedAt">
/// Its first end: what a party then keeps until a date is asked for again, and that is no answer to the request.
/// </param>
/// <param name="DueBy">Its deadline at that end, or as it stands.</param>
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
    /// <summary>From confirmation to the end, in whole days.</summary>
    public int? Days => EndedAt is { } ended ? (int)(ended - ConfirmedAt).TotalDays : null;

    /// <summary>Whether it ended on its last day or before, on the authority's calendar.</summary>
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

/// <summary>How one party answered.</summary>
/// <param name="Year">The calendar year (UTC) in which the request was confirmed.</param>
/// <param name="DueBy">The deadline the answer is measured by.</param>
/// <param name="IsOpen">Whether the request is.</param>
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
    /// <summary>From being told to the answer, in whole days.</summary>
    public int? Days => NotifiedAt is { } told && EndedAt is { } ended ? (int)(ended - told).TotalDays : null;

    /// <inheritdoc cref="RequestTiming.IsOnTime"/>
    public bool? IsOnTime(DeadlineRules rules) =>
        EndedAt is { } ended ? rules.ToLocalDay(Jurisdiction, ended) <= DueBy : null;

    /// <summary>
    /// What was answered by the first end is measured by the deadline of that time, and what was asked for again later
    /// by its own.
    /// </summary>
    public static DateOnly GetApplicableDeadline(
        DateTimeOffset? ended,
        DateTimeOffset? firstEnd,
        DateOnly? firstDue,
        DateOnly due
    ) => ended <= firstEnd ? firstDue ?? due : due;

    public static AnswerTiming FromTask(DeletionRequest request, ErasureTask task) =>
        new(
            request.ConfirmedAt!.Value.UtcDateTime.Year,
            task.PartyId,
            task.PartyName,
            task.NotifiedAt,
            task.EndedAt,
            GetApplicableDeadline(task.EndedAt, request.FirstEndedAt, request.FirstEndDueBy, request.DueBy!.Value),
            request.Jurisdiction,
            request.State.IsOpen
        );
}
