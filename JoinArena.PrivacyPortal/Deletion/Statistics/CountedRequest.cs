using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Receipt;

namespace JoinArena.PrivacyPortal.Deletion.Statistics;

/// <summary>One request as the statistics count it, whether its record still exists or has been erased.</summary>
internal sealed record CountedRequest(int Year, string Place, RequestState State)
{
    public required RequestChannel Channel { get; init; }

    public required DropOutcome? Outcome { get; init; }

    /// <summary>Whole days from receipt to the first end; null while it is open.</summary>
    public required int? Days { get; init; }

    public required bool? IsOnTime { get; init; }

    public required bool IsExtended { get; init; }

    public bool IsOverdue { get; init; }

    /// <summary>Whether it has an answer, in contrast to one that is open or was withdrawn.</summary>
    public bool IsAnswered => State is RequestState.Completed or RequestState.PartlyCompleted or RequestState.Refused;

    public static CountedRequest FromFigure(RequestFigure figure) =>
        new(figure.Year, figure.Place, figure.State)
        {
            Channel = figure.Channel,
            Outcome = figure.Outcome,
            Days = figure.Days,
            IsOnTime = figure.IsOnTime,
            IsExtended = figure.IsExtended,
        };
}
