using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Deletion.Requests;

/// <summary>
/// A worker's request to erase their data (GDPR 17). It owns its tasks, one for each party: when they have ended, it
/// has ended. Every change of either raises <see cref="Revision"/>.
/// </summary>
/// <remarks>
/// This file holds what is stored. What can happen to a request, when, and which event it adds is in
/// DeletionRequest.Transitions.cs.
/// </remarks>
public sealed partial class DeletionRequest
{
    public const int MaxReasonLength = 1000;
    public const int MaxDecisionLength = 2000;

    /// <summary>How long after its end we still watch for new copies of what it was about.</summary>
    public static readonly TimeSpan WatchedAfterEnd = TimeSpan.FromDays(90);

    private readonly List<ErasureTask> _tasks = [];
    private readonly List<RequestEvent> _events = [];

    private DeletionRequest() { }

    internal DeletionRequest(string number, string workerId, DeletionScope scope, string? reason, DateTimeOffset now)
    {
        Number = number;
        WorkerId = workerId;
        SubmittedAt = now;
        SetScope(scope, reason);
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>The number people use: <c>DR-2026-000123</c>.</summary>
    public string Number { get; private init; } = "";

    public string WorkerId { get; private init; } = "";

    public RequestState State { get; private set; } = RequestState.Submitted;

    public DateTimeOffset SubmittedAt { get; private init; }

    /// <summary>When the worker confirmed it, or when it was entered if it came another way.</summary>
    public DateTimeOffset? ConfirmedAt { get; private set; }

    /// <summary>
    /// Receipt in the law's sense, if it was before the confirmation: that of the request it replaces, or the day on
    /// which it came by letter or phone.
    /// </summary>
    public DateTimeOffset? ReceivedAt { get; private set; }

    /// <summary>Receipt in the law's sense: the clock runs from here.</summary>
    public DateTimeOffset? CountsFrom => ReceivedAt ?? ConfirmedAt;

    public DateTimeOffset? CoolingOffEnds { get; private set; }

    public DateTimeOffset? StartedAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>When it first ended; it ends again if data a party kept until a date is then asked for.</summary>
    public DateTimeOffset? FirstEndedAt { get; private set; }

    /// <summary>The last day for an answer when it first ended.</summary>
    public DateOnly? FirstEndDueBy { get; private set; }

    /// <summary>Why the worker asks, if they say.</summary>
    public string? Reason { get; private set; }

    /// <summary>ISO 3166 code of where the worker lived when they confirmed.</summary>
    public string? Jurisdiction { get; private set; }

    /// <summary>Which laws apply: where the worker lived, and the jobs at which a law took hold since.</summary>
    public RequestPlaces Places => ParsePlaces(Jurisdiction, Jobs) with { Received = CountsFrom };

    public DateOnly? AcknowledgeBy { get; private set; }

    /// <summary>The last day for an answer, in the authority's zone.</summary>
    public DateOnly? DueBy { get; private set; }

    /// <summary>When that day ends there: from then on the request is overdue, on every page and in every query.</summary>
    public DateTimeOffset? DueEnds { get; private set; }

    public DateOnly? ExtendableTo { get; private set; }

    /// <summary>
    /// The last day to refuse it, which no extension makes later (GDPR 12(4)); null if a refusal has the time of an answer.
    /// </summary>
    public DateOnly? RefuseBy { get; private set; }

    /// <summary>When the period was extended; at most once (GDPR 12(3)).</summary>
    public DateTimeOffset? ExtendedAt { get; private set; }

    /// <summary>The last day for an answer before the period was extended.</summary>
    public DateOnly? FirstDueBy { get; private set; }

    /// <summary>The code of the law whose clock gave <see cref="DueBy"/>.</summary>
    public string? Law { get; private set; }

    /// <summary>Whether counsel had reviewed that clock; if not, the date is only expected.</summary>
    public bool IsDeadlineReviewed { get; private set; }

    /// <summary>Why the answer is due by then, and so what a page may say about the date.</summary>
    public DeadlineBasis FindDeadlineBasis(DeadlineRules rules) =>
        CountsFrom is { } received
            ? rules.FindBasis(Law, rules.ToLocalDay(Jurisdiction, received), IsDeadlineReviewed)
            : DeadlineBasis.Expected;

    /// <summary>How the dates were computed, one sentence each, in English, as of then.</summary>
    public List<string> DeadlineExplanation { get; private set; } = [];

    /// <summary>When the worker was asked to prove who they are.</summary>
    public DateTimeOffset? IdentityAskedAt { get; private set; }

    /// <summary>When the worker's proof of it came, however late it was read.</summary>
    public DateTimeOffset? IdentityProvenAt { get; private set; }

    /// <summary>
    /// Since when nothing about it goes to the worker: while it was in progress their email address changed, so that
    /// someone else may sign in as them. Null once they have proved again who they are.
    /// </summary>
    public DateTimeOffset? WithheldSince { get; private set; }

    /// <summary>The code of the ground on which the whole request was refused.</summary>
    public string? RefusalGround { get; private set; }

    /// <summary>Why the whole request was refused, as the worker reads it.</summary>
    public string? RefusalReason { get; private set; }

    /// <summary>The earlier request it replaces or adds to, which may have been erased since.</summary>
    public Guid? LinkedToId { get; private set; }

    public RequestLink? Link { get; private set; }

    /// <summary>The sign-in of the officer who works on it; null while no officer does.</summary>
    public string? Owner { get; private set; }

    /// <summary>The last alert the team got about the deadline <see cref="AlertedDueBy"/>.</summary>
    public DeadlineStage? AlertedStage { get; private set; }

    public DateOnly? AlertedDueBy { get; private set; }

    /// <summary>The last alert the team got about <see cref="AcknowledgeBy"/>.</summary>
    public DeadlineStage? AcknowledgementAlertedStage { get; private set; }

    /// <summary>The last alert the team got about <see cref="RefuseBy"/>.</summary>
    public DeadlineStage? RefusalAlertedStage { get; private set; }

    /// <summary>
    /// The last day on which we keep the record of it; null while it is open, and until the retention job has set it.
    /// </summary>
    public DateOnly? KeptUntil { get; private set; }

    /// <summary>The number of changes so far. Of two changes made at once the later one is refused and retried.</summary>
    public int Revision { get; private set; }

    public IReadOnlyList<ErasureTask> Tasks => _tasks;

    public IReadOnlyList<RequestEvent> Events => _events;

    /// <summary>What the worker wants erased.</summary>
    public DeletionScope Scope =>
        ScopeKind switch
        {
            ScopeKind.Everything => DeletionScope.Everything,
            ScopeKind.Categories => DeletionScope.OfCategories(ScopeCategories.Select(ParseCategory)),
            ScopeKind.Interview => DeletionScope.OfInterview(ScopeId!),
            ScopeKind.Party => DeletionScope.OfParty(ScopeId!),
            ScopeKind.Uncovered => DeletionScope.Uncovered,
        };

    /// <summary>
    /// Whether it ended because no party held anything: we say so, and don't call it a completed deletion.
    /// </summary>
    public bool HadNothing =>
        State is RequestState.Completed && TaskStates.HadNothing([.. _tasks.Select(t => t.State)]);

    /// <summary>Whether a party keeps some of what it was asked to erase.</summary>
    public bool KeepsSome => _tasks.Exists(t => t.State is TaskState.Retained);

    /// <summary>The jobs among <see cref="Places"/>, as they are stored: <c>US-IL interview-recording</c>.</summary>
    internal List<string> Jobs { get; private set; } = [];

    private ScopeKind ScopeKind { get; set; }

    private List<string> ScopeCategories { get; set; } = [];

    private string? ScopeId { get; set; }

    /// <summary>
    /// The latest event of a kind, among those of this unit of work. Its entry in the ledger has the same id.
    /// </summary>
    internal RequestEvent FindLastEvent(RequestEventKind kind) =>
        _events.FindLast(e => e.Kind == kind)
        ?? throw new InvalidOperationException($"No event of the kind {kind} was added just now.");

    /// <summary>Whether this request asks the party to erase a copy that it was sent at that time.</summary>
    internal bool AsksFor(string partyId, string itemId, DateTimeOffset sentAt) =>
        _tasks.Exists(t => t.PartyId == partyId && t.AsksFor(itemId, sentAt));

    /// <summary>
    /// Until when the record of a request that has ended is kept. That is counted from its end, or from the last day on
    /// which a party may keep something, since the request is reopened then.
    /// </summary>
    internal RetentionEnd ComputeRetentionEnd(DeadlineRules rules) =>
        rules.ComputeRetentionEnd(
            Places,
            _tasks
                .Where(t => t.State is TaskState.Retained)
                .Select(t => t.Until!.Value)
                .Append(rules.ToLocalDay(Jurisdiction, EndedAt!.Value))
                .Max()
        );

    internal void SetRetentionEnd(DateOnly day) => KeptUntil = day;

    /// <summary>Reads what is stored of <see cref="Places"/>.</summary>
    internal static RequestPlaces ParsePlaces(string? residence, IReadOnlyList<string> jobs) =>
        new(residence, [.. jobs.Select(ParseJob)]);

    private void SetScope(DeletionScope scope, string? reason)
    {
        ScopeKind = scope.Kind;
        ScopeCategories = [.. scope.Categories.Select(KebabCase.ToKebabCase)];
        ScopeId = scope.InterviewId ?? scope.PartyId;
        Reason = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim();
    }

    private static string WriteJob(JobData job) => $"{job.Place} {job.Category.ToKebabCase()}";

    private static JobData ParseJob(string stored) =>
        stored.Split(' ') is [var place, var category]
            ? new(place, ParseCategory(category))
            : throw new InvalidOperationException($"'{stored}' is not data of a job.");

    private static DataCategory ParseCategory(string text) =>
        KebabCase.TryParse<DataCategory>(text, out var category)
            ? category
            : throw new InvalidOperationException($"'{text}' is not a data category.");
}
