using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;

namespace JoinArena.PrivacyPortal.Deletion.Casework.Queue;

/// <summary>A request in the queue.</summary>
/// <param name="IsUnanswered">Whether a message from the worker is unanswered.</param>
/// <param name="IsToDecide">Whether a refusal is proposed.</param>
/// <param name="IsIdentityAwaited">Whether we wait for the worker to prove who they are.</param>
/// <param name="IsWithheld">Whether the worker, whose email address was changed, sees nothing of it until then.</param>
/// <param name="Owner">The sign-in of the officer it is assigned to.</param>
public sealed record QueueLine(
    string Number,
    RequestState State,
    string Jurisdiction,
    DateOnly DueBy,
    DateTimeOffset? CoolingOffEnds,
    bool IsUnanswered,
    bool IsToDecide,
    bool IsIdentityAwaited,
    bool IsWithheld,
    string? Owner,
    IReadOnlyList<TaskState> Tasks
)
{
    /// <summary>The name of the place of <see cref="Jurisdiction"/>, or its code if it has no entry of its own.</summary>
    public string Place { get; init; } = Jurisdiction;

    /// <summary>How many days <see cref="DueBy"/> is ahead where the law holds; negative once it has passed.</summary>
    public int DaysLeft { get; init; }

    /// <summary>Whether the answer is overdue where the law holds.</summary>
    public bool IsOverdue => State.IsOpen && DaysLeft < 0;

    /// <summary>How many parties we ask: all but those whose part JoinArena refused.</summary>
    public int Asked => Tasks.Count(t => t is not TaskState.NotAsked);

    /// <summary>How many of them have answered.</summary>
    public int Answered => Tasks.Count(t => t.IsAnswer);

    /// <summary>Lines of one request are the same line, whatever has changed in between.</summary>
    public static IEqualityComparer<QueueLine> ByNumber { get; } =
        EqualityComparer<QueueLine>.Create(
            (one, other) => one?.Number == other?.Number,
            line => StringComparer.Ordinal.GetHashCode(line.Number)
        );

    public bool HadNothing => State is RequestState.Completed && TaskStates.HadNothing([.. Tasks]);

    /// <summary>How many parties a person has to remind by now.</summary>
    public int PartiesToRemind { get; init; }

    /// <summary>How many parties a person has to notify now.</summary>
    public int PartiesToNotify { get; init; }

    /// <summary>Whether the reader proposed every refusal that waits, so that another officer has to decide.</summary>
    public bool IsOwnProposal { get; init; }
}
