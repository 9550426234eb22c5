using JoinArena.PrivacyPortal.Deletion.Remedies;
using JoinArena.PrivacyPortal.Deletion.Requests.HoldingLaws;
using JoinArena.PrivacyPortal.Deletion.Requests.Outcomes;
using JoinArena.PrivacyPortal.Deletion.Requests.Receipt;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Jurisdictions;

namespace JoinArena.PrivacyPortal.Deletion.Requests.MyRequests.Tracking;

/// <summary>A request as pages show it to the worker and to the privacy team.</summary>
public sealed partial record TrackedRequest
{
    public required string Number { get; init; }

    public required string WorkerId { get; init; }

    public required RequestState State { get; init; }

    public required DeletionScope Scope { get; init; }

    /// <summary>The name of the party or interview, if the scope is one.</summary>
    public required ScopeName? ScopeName { get; init; }

    public required string? Reason { get; init; }

    public required DateTimeOffset SubmittedAt { get; init; }

    public required DateTimeOffset? ConfirmedAt { get; init; }

    public required DateTimeOffset? CoolingOffEnds { get; init; }

    public required DateTimeOffset? StartedAt { get; init; }

    public required DateTimeOffset? EndedAt { get; init; }

    public required string? Jurisdiction { get; init; }

    public required DateOnly? AcknowledgeBy { get; init; }

    public required DateOnly? DueBy { get; init; }

    /// <summary>The full name of the law that sets the deadline.</summary>
    public required string? LawName { get; init; }

    public required DeadlineBasis DeadlineBasis { get; init; }

    public required IReadOnlyList<string> DeadlineExplanation { get; init; }

    /// <summary>The authorities to which the worker can complain.</summary>
    public required IReadOnlyList<string> ComplainTo { get; init; }

    public required bool CanWithdraw { get; init; }

    /// <summary>The last day before the period was extended.</summary>
    public required DateOnly? FirstDueBy { get; init; }

    /// <summary>The last day after an extension; null if none is possible.</summary>
    public required DateOnly? ExtendableTo { get; init; }

    public required Ground? RefusalGround { get; init; }

    /// <summary>Why JoinArena refused the whole request.</summary>
    public required string? RefusalReason { get; init; }

    public required IReadOnlyList<TrackedTask> Tasks { get; init; }

    public required IReadOnlyList<TrackedEvent> Events { get; init; }

    /// <summary>Receipt in the law's sense: the deadline counts from here.</summary>
    public DateTimeOffset? CountsFrom { get; init; }

    /// <summary>How it reached JoinArena.</summary>
    public RequestChannel Channel { get; init; }

    /// <summary>Who asked for the worker, if an agent did.</summary>
    public string? Agent { get; init; }

    /// <summary>What shows that the worker asked, as noted when it was entered; for the team.</summary>
    public string? Proof { get; init; }

    /// <summary>Whether the worker can confirm now that it is theirs.</summary>
    public bool CanConfirmAsOwn { get; init; }

    /// <summary>Which laws apply: where the worker lived, and the jobs at which a law took hold.</summary>
    public RequestPlaces Places { get; init; } = new(null, []);

    /// <summary>The laws with a deadline that hold, each with its reason.</summary>
    public IReadOnlyList<ListedLaw> Laws { get; init; } = [];

    /// <summary>The name of where the worker lived when the request was received, as far as we know.</summary>
    public string ResidenceName { get; init; } = "";

    /// <summary>The name of where they live now, if they have moved since and the request is open; for the worker.</summary>
    public string? MovedTo { get; init; }

    /// <summary>The requests it replaced, was replaced by, or adds to.</summary>
    public IReadOnlyList<LinkedRequest> Linked { get; init; } = [];

    /// <summary>How a later request could change it now.</summary>
    public RequestLink? AllowedLink { get; init; }

    /// <summary>What headlines about it are computed from.</summary>
    public RequestOutcomes Outcomes =>
        new(
            State,
            Scope.Kind,
            ScopeName?.Party,
            RefusalReason is not null,
            [.. Tasks.Select(t => new PartOutcome(t.PartyId, t.PartyName, t.State, t.Until))]
        )
        {
            Interview = ScopeName?.Interview,
            OtherHolders = OtherHolders,
            IsProofAwaited = IsIdentityAwaited,
            CanConfirmAsOwn = CanConfirmAsOwn,
        };

    /// <summary>The parties that hold data within the scope now, by name, until the request starts.</summary>
    public IReadOnlyList<string> Holders { get; init; } = [];

    /// <summary>How many parties have data now that it did not ask for, once it has ended; null before.</summary>
    public int? OtherHolders { get; init; }

    /// <summary>The parties that we notify next, by name.</summary>
    public IReadOnlyList<string> NotifiedNext => NameParties(IsNotifiedNext);

    /// <summary>The parties that have been asked and have yet to answer, by name.</summary>
    public IReadOnlyList<string> AwaitedNow =>
        NameParties(t =>
            t is { State.IsEnd: false, HoldReason: null, IsPausedByProposal: false } && !IsNotifiedNext(t)
        );

    /// <summary>The parties of which an officer has proposed not to ask them, by name; for the team.</summary>
    public IReadOnlyList<string> ProposedForRefusal =>
        NameParties(t => t is { State.IsEnd: false, IsRefusalProposed: true });

    /// <summary>Whether we wait for the worker to prove who they are.</summary>
    public bool IsIdentityAwaited { get; init; }

    /// <summary>Whether no law's period runs while it waits for that, so that no day can be named.</summary>
    public bool IsDeadlinePaused { get; init; }

    /// <summary>The day by which the proof is awaited: from then on the request may be refused; null if none is.</summary>
    public DateOnly? ProofAwaitedUntil { get; init; }

    /// <summary>What the worker was asked to prove, while that is awaited; for the worker.</summary>
    public AskedProof? AskedProof { get; init; }

    /// <summary>Why an answer takes longer, as an officer wrote it; null if it does not, and for the team.</summary>
    public string? ExtensionReason { get; init; }

    /// <summary>The complaints and appeals about it, the newest first; for the worker.</summary>
    public IReadOnlyList<FiledRemedy> Filed { get; init; } = [];

    /// <summary>Whether it is withheld until the worker has proved again who they are.</summary>
    public bool IsWithheld { get; init; }

    /// <summary>What the worker can do about a refusal, law by law.</summary>
    public IReadOnlyList<Remedy> Remedies { get; init; } = [];

    /// <summary>The last day on which we keep the record of it, once that is known.</summary>
    public DateOnly? KeptUntil { get; init; }

    /// <summary>Whether it ended because no party held anything.</summary>
    public bool HadNothing => Outcomes.HadNothing;

    /// <summary>Whether there is a certificate of its end.</summary>
    public bool IsCertified => State is RequestState.Completed or RequestState.PartlyCompleted or RequestState.Refused;

    /// <summary>The legal holds placed or lifted since it was confirmed; for the worker.</summary>
    public IReadOnlyList<TrackedHold> Holds { get; init; } = [];

    /// <summary>What the worker sees of it while it is withheld: that it is there.</summary>
    internal TrackedRequest Withhold() =>
        this with
        {
            ScopeName = null,
            Reason = null,
            RefusalGround = null,
            RefusalReason = null,
            Tasks = [],
            Events = [],
            Linked = [],
            AllowedLink = null,
        };

    private static bool IsNotifiedNext(TrackedTask task) =>
        task
            is {
                State: { IsEnd: false, IsNotified: false },
                FollowsOtherTask: false,
                HoldReason: null,
                IsPausedByProposal: false,
                Items.Count: > 0
            };

    private IReadOnlyList<string> NameParties(Func<TrackedTask, bool> which) =>
        [.. Tasks.Where(which).DistinctBy(t => t.PartyId).Select(t => t.PartyName)];
}
