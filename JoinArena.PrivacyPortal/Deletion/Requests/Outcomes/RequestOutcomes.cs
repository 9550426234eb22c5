using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Disclosures.MyData;

namespace JoinArena.PrivacyPortal.Deletion.Requests.Outcomes;

/// <summary>
/// All that a headline about a request is computed from (<see cref="OutcomeTexts"/>): its state, what it is about, and
/// how each party's part is. A party can have two parts, because data that it gets later is a part of its own; each
/// number counts parties, never parts.
/// </summary>
/// <param name="ScopeParty">The name of the party, if the scope is one.</param>
/// <param name="IsRefusedWhole">Whether JoinArena refused the request as a whole.</param>
public sealed record RequestOutcomes(
    RequestState State,
    ScopeKind Scope,
    string? ScopeParty,
    bool IsRefusedWhole,
    IReadOnlyList<PartOutcome> Parts
)
{
    /// <summary>What the interview is called, if the scope is one and it is known.</summary>
    public InterviewSummary? Interview { get; init; }

    /// <summary>
    /// How many parties have data about the worker that this request did not ask for; null where that was not looked up.
    /// </summary>
    public int? OtherHolders { get; init; }

    /// <summary>Whether it waits for the worker to prove that they asked.</summary>
    public bool IsProofAwaited { get; init; }

    /// <summary>Whether the worker proves that by confirming that it is theirs.</summary>
    public bool CanConfirmAsOwn { get; init; }

    /// <summary>How many parties it is about, also those whose part JoinArena refused.</summary>
    public int Parties => CountParties(Parts);

    /// <summary>The last days on which parties keep data, each once.</summary>
    public IReadOnlyList<DateOnly> KeptUntil =>
        [.. Parts.Where(p => p.State is TaskState.Retained).Select(p => p.Until!.Value).Distinct()];

    /// <summary>How many parties we ask: all but those whose part JoinArena refused.</summary>
    public int Asked => CountParties(Parts.Where(p => p.State is not TaskState.NotAsked));

    /// <summary>How many of them have answered all that we asked.</summary>
    public int Answered => Asked - CountParties(Parts.Where(p => !p.State.IsEnd));

    /// <summary>Whether each part that we ask for still waits to be sent.</summary>
    public bool IsNobodyNotified => Asked > 0 && Parts.All(p => p.State is TaskState.Pending or TaskState.NotAsked);

    /// <summary>Whether it ended because no party held anything.</summary>
    public bool HadNothing => State is RequestState.Completed && TaskStates.HadNothing([.. Parts.Select(p => p.State)]);

    /// <summary>Whether a party refused, or JoinArena did.</summary>
    public bool HasRefusal => IsRefusedWhole || Parts.Any(p => p.State is TaskState.Refused or TaskState.NotAsked);

    /// <summary>Whether something was refused or stays, so that there is something to disagree with.</summary>
    public bool LeavesSomething => IsRefusedWhole || Parts.Any(p => p.State.LeavesSomething);

    /// <summary>The names of the parties whose answer is awaited, by name.</summary>
    public IReadOnlyList<string> Awaited =>
        [
            .. Parts
                .Where(p => !p.State.IsEnd)
                .DistinctBy(p => p.PartyId)
                .Select(p => p.PartyName)
                .Order(StringComparer.OrdinalIgnoreCase),
        ];

    /// <summary>How many parties have a part in that state.</summary>
    public int Count(TaskState state) => CountParties(Parts.Where(p => p.State == state));

    internal static RequestOutcomes FromRequest(DeletionRequest request, ScopeName? name) =>
        new(
            request.State,
            request.Scope.Kind,
            name?.Party,
            request.RefusalReason is not null,
            [.. request.Tasks.Select(t => new PartOutcome(t.PartyId, t.PartyName, t.State, t.Until))]
        )
        {
            Interview = name?.Interview,
            IsProofAwaited = request.IsIdentityAwaited,
            CanConfirmAsOwn = request.CanConfirmAsOwn,
        };

    private static int CountParties(IEnumerable<PartOutcome> parts) => parts.DistinctBy(p => p.PartyId).Count();
}
