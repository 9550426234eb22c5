using JoinArena.PrivacyPortal.Deletion.Remedies;
using JoinArena.PrivacyPortal.Deletion.Requests.HoldingLaws;
using JoinArena.PrivacyPortal.Deletion.Requests.Outcomes;
using JoinArena.PrivacyPortal.Deletion.Requests.Receipt;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Jurisdictions;

namespace JoinArena.PrivacyPortal.Deletion.Requests.MyRequests.Tracking;

/// <summary>A request as pages show it to the worker and to the privacy team.</summary>
/// <param name="ScopeName">The name of the party or interview, if the scope is one.</param>
/// <param name="LawName">The full name of the law that sets the deadline.</param>
/// <param name="ComplainTo">The authorities to which the worker can complain.</param>
/// <param name="FirstDueBy">The last day before the period was extended.</param>
/// <param name="ExtendableTo">The last day after an extension; null if none is possible.</param>
/// <param name="RefusalReason">Why JoinArena refused the whole request.</param>
public sealed record TrackedRequest(
    string Number,
    string WorkerId,
    RequestState State,
    DeletionScope Scope,
    ScopeName? ScopeName,
    string? Reason,
    DateTimeOffset SubmittedAt,
    DateTimeOffset? ConfirmedAt,
    DateTimeOffset? CoolingOffEnds,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    string? Jurisdiction,
    DateOnly? AcknowledgeBy,
    DateOnly? DueBy,
    string? LawName,
    DeadlineBasis DeadlineBasis,
    IReadOnlyList<string> DeadlineExplanation,
    IReadOnlyList<string> ComplainTo,
    bool CanWithdraw,
    DateOnly? FirstDueBy,
    DateOnly? ExtendableTo,
    Ground? RefusalGround,
    string? RefusalReason,
    IReadOnlyList<TrackedTask> Tasks,
    IReadOnlyList<TrackedEvent> Events
)
{
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

    internal static TrackedRequest FromRequest(
        DeletionRequest request,
        ScopeName? scopeName,
        IReadOnlyList<LegalHold> holds,
        DeadlineRules rules
    )
    {
        var isPaused = request.IsIdentityAwaited && IsPausedForIdentity(request, rules);
        return new(
            request.Number,
            request.WorkerId,
            request.State,
            request.Scope,
            scopeName,
            request.Reason,
            request.SubmittedAt,
            request.ConfirmedAt,
            request.CoolingOffEnds,
            request.StartedAt,
            request.EndedAt,
            request.Jurisdiction,
            request.AcknowledgeBy,
            request.DueBy,
            request.Law is null ? null : rules.FindLawName(request.Law),
            request.FindDeadlineBasis(rules),
            request.DeadlineExplanation,
            request.Jurisdiction is null ? [] : rules.FindComplaintAuthorities(request.Places),
            request.CanWithdraw,
            request.FirstDueBy,
            request.ExtendableTo,
            rules.FindGround(request.Places, request.RefusalGround),
            request.RefusalReason,
            [
                .. request
                    .Tasks.OrderBy(t => t.PartyName, StringComparer.OrdinalIgnoreCase)
                    .ThenBy(t => t.Id)
                    .Select(t =>
                        TrackedTask.FromTask(
                            t,
                            rules.FindGround(request.Places, t.Ground),
                            holds.FirstOrDefault(h => h.Covers(t.PartyId))
                        )
                    ),
            ],
            TrackedEvent.ListNewestFirst(request)
        )
        {
            CountsFrom = request.CountsFrom,
            Channel = request.Channel,
            Agent = request.Agent,
            Proof = request.Proof,
            CanConfirmAsOwn = request.CanConfirmAsOwn,
            AllowedLink = request.AllowedLink,
            IsIdentityAwaited = request.IsIdentityAwaited,
            IsDeadlinePaused = isPaused,
            ProofAwaitedUntil =
                !request.IsIdentityAwaited ? null
                : isPaused ? rules.FindLastDayForProof(request.Jurisdiction, request.IdentityAskedAt!.Value)
                : request.DueBy,
            IsWithheld = request.WithheldSince is not null,
            Remedies = request.Jurisdiction is null ? [] : rules.FindRemedies(request.Places, request.KeepsSome),
            Places = request.Places,
            Laws = request.CountsFrom is { } received ? ListedLaw.Find(rules, request.Places, received) : [],
            ResidenceName = rules.FindPlaceName(request.Jurisdiction ?? ""),
            KeptUntil = request.KeptUntil,
        };
    }

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

    private static bool IsPausedForIdentity(DeletionRequest request, DeadlineRules rules)
    {
        var checks = request.Jurisdiction is null ? [] : rules.FindIdentityChecks(request.Places);
        return checks.Count > 0 && checks.All(c => c.Check.Effect is not IdentityEffect.None);
    }
}
