using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Deletion.Requests;

/// <summary>
/// A worker's request that their data be erased (GDPR 17). It owns its tasks: its end follows from theirs, and every
/// change of either raises <see cref="Revision"/>.
/// </summary>
public sealed partial class DeletionRequest
{
    public const int MaxReasonLength = 1000;

    private readonly List<ErasureTask> _tasks = [];
    private readonly List<RequestEvent> _events = [];

    private DeletionRequest() { }

    internal DeletionRequest(string number, string workerId, DeletionScope scope, string? reason, DateTimeOffset now)
    {
        (Number, WorkerId, SubmittedAt) = (number, workerId, now);
        SetScope(scope, reason);
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>What people call it: <c>DR-2026-000123</c>.</summary>
    public string Number { get; private init; } = "";

    public string WorkerId { get; private init; } = "";

    public RequestState State { get; private set; } = RequestState.Submitted;

    public DateTimeOffset SubmittedAt { get; private init; }

    public DateTimeOffset? ConfirmedAt { get; private set; }

    /// <summary>
    /// Receipt in the law's sense, where it was not when it was confirmed: that of the request it replaces.
    /// </summary>
    public DateTimeOffset? ReceivedAt { get; private set; }

    /// <summary>Receipt in the law's sense: the clock runs from here.</summary>
    public DateTimeOffset? CountsFrom => ReceivedAt ?? ConfirmedAt;

    public DateTimeOffset? CoolingOffEnds { get; private set; }

    public DateTimeOffset? StartedAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Why the worker asks, if they said.</summary>
    public string? Reason { get; private set; }

    /// <summary>ISO 3166 code of where the worker lived when they confirmed.</summary>
    public string? Jurisdiction { get; private set; }

    public DateOnly? AcknowledgeBy { get; private set; }

    /// <summary>The last day for an answer, in the authority's zone.</summary>
    public DateOnly? DueBy { get; private set; }

    public DateOnly? ExtendableTo { get; private set; }

    /// <summary>The code of the law whose clock gave <see cref="DueBy"/>.</summary>
    public string? Law { get; private set; }

    /// <summary>Whether counsel had checked that clock; until then the date is only expected.</summary>
    public bool IsDeadlineReviewed { get; private set; }

    /// <summary>How the dates were found, sentence by sentence, in English, as of then.</summary>
    public List<string> DeadlineExplanation { get; private set; } = [];

    /// <summary>Two who change it at once: the later one is refused and looks again.</summary>
    public int Revision { get; private set; }

    public IReadOnlyList<ErasureTask> Tasks => _tasks;

    public IReadOnlyList<RequestEvent> Events => _events;

    /// <summary>What is to be erased.</summary>
    public DeletionScope Scope =>
        ScopeKind switch
        {
            ScopeKind.Everything => DeletionScope.Everything,
            ScopeKind.Categories => DeletionScope.OfCategories(
                ScopeCategories.Select(c =>
                    KebabCase.TryParse<DataCategory>(c, out var category)
                        ? category
                        : throw new InvalidOperationException($"'{c}' is no data category.")
                )
            ),
            ScopeKind.Interview => DeletionScope.OfInterview(ScopeId!),
            ScopeKind.Party => DeletionScope.OfParty(ScopeId!),
            ScopeKind.Uncovered => DeletionScope.Uncovered,
        };

    /// <summary>Whether the worker can still take it back: nobody has been told.</summary>
    public bool CanWithdraw =>
        RequestStates.NextStates(State).Contains(RequestState.Withdrawn)
        && _tasks.TrueForAll(t => !t.MayHaveBeenNotified);

    private ScopeKind ScopeKind { get; set; }

    private List<string> ScopeCategories { get; set; } = [];

    private string? ScopeId { get; set; }

    /// <summary>Changes what is to be erased, before it is confirmed.</summary>
    public void ChangeScope(DeletionScope scope, string? reason)
    {
        if (State is not RequestState.Submitted)
            throw new InvalidOperationException($"The scope of a request that is {State} stands.");
        SetScope(scope, reason);
        Revision++;
    }

    /// <summary>Takes it as the worker's own: the law's clock and the cooling-off time start.</summary>
    /// <param name="jurisdiction">ISO 3166 code of where the worker lives.</param>
    /// <param name="deadlines">The law's, counted from <paramref name="received"/>.</param>
    /// <param name="coolingOff">How long it can be taken back.</param>
    /// <param name="now">The instant of the use case.</param>
    /// <param name="received">Receipt in the law's sense, where that was earlier.</param>
    public void Confirm(
        string jurisdiction,
        ResponseDeadlines deadlines,
        TimeSpan coolingOff,
        DateTimeOffset now,
        DateTimeOffset? received = null
    )
    {
        EnterState(RequestState.Confirmed);
        ReceivedAt = received < now ? received : null;
        (ConfirmedAt, CoolingOffEnds, Jurisdiction) = (now, now + coolingOff, jurisdiction);
        (AcknowledgeBy, DueBy, ExtendableTo) = (deadlines.AcknowledgeBy, deadlines.DueBy, deadlines.ExtendableTo);
        (Law, IsDeadlineReviewed, DeadlineExplanation) = (
            deadlines.Law,
            deadlines.IsReviewed,
            [.. deadlines.Explanation]
        );
        AddEvent(RequestEventKind.Confirmed, Actor.Worker, now);
    }

    /// <summary>Ends the cooling-off time early, as the worker wishes.</summary>
    public void EndCoolingOff(DateTimeOffset now)
    {
        if (State is not RequestState.Confirmed)
            throw new InvalidOperationException($"A request that is {State} is not cooling off.");
        if (CoolingOffEnds > now)
            CoolingOffEnds = now;
        Revision++;
    }

    /// <summary>Opens a task for each party that holds something now.</summary>
    public void Start(IEnumerable<PartyHoldings> held, Actor by, DateTimeOffset now)
    {
        EnterState(RequestState.InProgress);
        StartedAt = now;
        _tasks.AddRange(held.Select(h => new ErasureTask(Id, h, now)));
        AddEvent(RequestEventKind.Started, by, now);
    }

    /// <summary>The party has been told.</summary>
    public void MarkNotified(ErasureTask task, Actor by, DateTimeOffset now)
    {
        RequireOwnTask(task).MarkNotified(now);
        AddEvent(RequestEventKind.PartyNotified, by, now, task);
    }

    /// <summary>The party says it has the request.</summary>
    public void MarkAcknowledged(ErasureTask task, Actor by, DateTimeOffset now)
    {
        RequireOwnTask(task).Acknowledge(now);
        AddEvent(RequestEventKind.PartyAcknowledged, by, now, task);
    }

    /// <summary>The party could not be told.</summary>
    public void MarkNotReached(ErasureTask task, Actor by, DateTimeOffset now)
    {
        RequireOwnTask(task).Fail();
        AddEvent(RequestEventKind.PartyNotReached, by, now, task);
    }

    /// <summary>
    /// Takes down the party's answer; the last one ends the request. An answer tells that the party knew.
    /// </summary>
    public void Record(ErasureTask task, OutcomeReport report, Actor by, DateTimeOffset now)
    {
        if (!RequireOwnTask(task).State.IsNotified && !task.State.IsEnd)
            MarkNotified(task, by, now);
        task.End(report, now);
        AddEvent(RequestEventKind.PartyAnswered, by, now, task);
        EndIfAnswered(now);
    }

    /// <summary>Takes it back.</summary>
    /// <exception cref="InvalidOperationException">A party has been told, or it is over.</exception>
    public void Withdraw(DateTimeOffset now)
    {
        if (!CanWithdraw)
            throw new InvalidOperationException("A party has been told, or the request is over.");
        Finish(RequestState.Withdrawn, RequestEventKind.Withdrawn, Actor.Worker, now);
    }

    /// <summary>Gives up a request that was never confirmed.</summary>
    public void Expire(DateTimeOffset now) => Finish(RequestState.Expired, RequestEventKind.Expired, Actor.Portal, now);

    /// <summary>
    /// The latest event of a kind, among those of this unit of work. Its entry in the ledger has the same id.
    /// </summary>
    internal RequestEvent FindLastEvent(RequestEventKind kind) =>
        _events.FindLast(e => e.Kind == kind)
        ?? throw new InvalidOperationException($"Nothing of the kind {kind} has happened just now.");

    private void Finish(RequestState end, RequestEventKind kind, Actor by, DateTimeOffset now)
    {
        EnterState(end);
        EndedAt = now;
        if (FirstEndedAt is null)
            (FirstEndedAt, FirstEndDueBy) = (now, DueBy);
        AddEvent(kind, by, now);
    }

    private void EnterState(RequestState next)
    {
        if (!RequestStates.NextStates(State).Contains(next))
            throw new InvalidOperationException($"A request cannot go from {State} to {next}.");
        State = next;
    }

    private ErasureTask RequireOwnTask(ErasureTask task) =>
        State is RequestState.InProgress && _tasks.Contains(task)
            ? task
            : throw new InvalidOperationException("Tasks change only while their request is in progress.");

    private void AddEvent(RequestEventKind kind, Actor by, DateTimeOffset at, ErasureTask? task = null)
    {
        Revision++;
        _events.Add(new(Id, Revision, kind, by, at, task));
    }

    private void SetScope(DeletionScope scope, string? reason)
    {
        (ScopeKind, ScopeCategories, ScopeId) = (
            scope.Kind,
            [.. scope.Categories.Select(KebabCase.ToKebabCase)],
            scope.InterviewId ?? scope.PartyId
        );
        Reason = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim();
    }

    internal sealed class Mapping : IEntityTypeConfiguration<DeletionRequest>
    {
        public void Configure(EntityTypeBuilder<DeletionRequest> builder)
        {
            builder.ToTable("DeletionRequests");
            builder.Property(r => r.Id).ValueGeneratedNever();
            builder.Property(r => r.Number).HasMaxLength(20);
            builder.HasIndex(r => r.Number).IsUnique();
            builder.HasIndex(r => new { r.WorkerId, r.Id });
            builder.HasIndex(r => new { r.State, r.DueBy });
            builder.HasIndex(r => r.LinkedToId).HasFilter("\"LinkedToId\" IS NOT NULL");
            builder.HasIndex(r => r.KeptUntil);
            builder.Property(r => r.Owner).HasMaxLength(320);
            builder.Property(r => r.Reason).HasMaxLength(MaxReasonLength);
            builder.Property(r => r.Jurisdiction).HasMaxLength(10);
            builder.Property(r => r.Law).HasMaxLength(40);
            builder.Property(r => r.RefusalGround).HasMaxLength(60);
            builder.Property(r => r.RefusalReason).HasMaxLength(MaxDecisionLength);
            builder.Property(r => r.Revision).IsConcurrencyToken();
            builder.Property(r => r.ScopeKind);
            builder.Property(r => r.ScopeCategories);
            builder.Property(r => r.ScopeId).HasMaxLength(200);
            builder
                .Ignore(r => r.Scope)
                .Ignore(r => r.CanWithdraw)
                .Ignore(r => r.HadNothing)
                .Ignore(r => r.CanRefuse)
                .Ignore(r => r.CountsFrom)
                .Ignore(r => r.AllowedLink)
                .Ignore(r => r.IsIdentityAwaited)
                .Ignore(r => r.CanRequestIdentityProof);
            builder.HasMany(r => r.Tasks).WithOne().HasForeignKey(t => t.RequestId);
            builder.HasMany(r => r.Events).WithOne().HasForeignKey(e => e.RequestId);
            builder.HasOne<Worker>().WithMany().HasForeignKey(r => r.WorkerId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
