using JoinArena.PrivacyPortal.Shell.Localization;

namespace JoinArena.PrivacyPortal.Deletion.Requests.MyRequests.Tracking;

/// <summary>
/// The days between the receipt of a request and the day by which it is to be answered, as places on a line. All days
/// are the reader's.
/// </summary>
/// <param name="Received">The day from which the deadline counts.</param>
/// <param name="Notified">The day on which the first party was notified; null before.</param>
/// <param name="FirstDue">The last day before the deadline was extended; null if it was not.</param>
/// <param name="Due">The last day for an answer.</param>
/// <param name="Today">The reader's day.</param>
/// <param name="Ended">The day on which the request ended; null while it is open.</param>
public sealed record DeadlineTrack(
    DateOnly Received,
    DateOnly? Notified,
    DateOnly? FirstDue,
    DateOnly Due,
    DateOnly Today,
    DateOnly? Ended
)
{
    /// <summary>How far it has come: until today, or until it ended.</summary>
    public DateOnly Reached => Ended ?? Today;

    /// <summary>Whether the last day passed before the request ended.</summary>
    public bool IsOverdue => Reached > Due;

    /// <summary>The days in their order, the earlier kind first where two are the same.</summary>
    public IReadOnlyList<TrackedDay> Days =>
        [
            .. new TrackedDay?[]
            {
                new(TrackedDayKind.Received, Received),
                Notified is { } notified ? new(TrackedDayKind.Notified, notified) : null,
                Ended is null ? new(TrackedDayKind.Today, Today) : null,
                FirstDue is { } first ? new(TrackedDayKind.FirstDue, first) : null,
                Ended is { } ended ? new(TrackedDayKind.Ended, ended) : null,
                new(TrackedDayKind.Due, Due),
            }
                .OfType<TrackedDay>()
                .OrderBy(d => d.Day)
                .ThenBy(d => d.Kind),
        ];

    /// <summary>The line of a request; null where no deadline counts.</summary>
    public static DeadlineTrack? FromRequest(TrackedRequest request, DisplayFormatter format) =>
        request is { CountsFrom: { } received, DueBy: { } due } && IsShown(request.State)
            ? new(
                format.LocalDay(received),
                FindFirstNotified(request) is { } notified ? format.LocalDay(notified) : null,
                request.FirstDueBy,
                due,
                format.Today,
                request.State.IsOpen || request.EndedAt is not { } ended ? null : format.LocalDay(ended)
            )
            : null;

    /// <summary>Where a day lies on the line, from 0 at its start to 100 at its end.</summary>
    public double Place(DateOnly day)
    {
        var end = Reached > Due ? Reached : Due;
        var length = end.DayNumber - Received.DayNumber;
        return length <= 0 ? 100 : Math.Clamp(100.0 * (day.DayNumber - Received.DayNumber) / length, 0, 100);
    }

    // The history has it also where a party was asked again, and its part no longer says when it was asked first.
    private static DateTimeOffset? FindFirstNotified(TrackedRequest request) =>
        request.Events.Where(e => e.Kind is RequestEventKind.PartyNotified).Min(e => (DateTimeOffset?)e.At);

    // A request that was withdrawn or never confirmed has nothing to wait for.
    private static bool IsShown(RequestState state) =>
        state switch
        {
            RequestState.Confirmed
            or RequestState.InProgress
            or RequestState.Completed
            or RequestState.PartlyCompleted
            or RequestState.Refused => true,
            RequestState.Submitted or RequestState.Withdrawn or RequestState.Expired => false,
        };
}

/// <summary>A day on the line.</summary>
public sealed record TrackedDay(TrackedDayKind Kind, DateOnly Day);

/// <summary>What a day on the line stands for.</summary>
public enum TrackedDayKind
{
    /// <summary>The deadline counts from it.</summary>
    Received,

    /// <summary>The first party was notified.</summary>
    Notified,

    /// <summary>An answer was due before the deadline was extended.</summary>
    FirstDue,

    /// <summary>The reader's day.</summary>
    Today,

    /// <summary>The request ended.</summary>
    Ended,

    /// <summary>The last day for an answer.</summary>
    Due,
}
