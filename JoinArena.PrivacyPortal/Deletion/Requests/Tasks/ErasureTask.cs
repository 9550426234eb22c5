using JoinArena.PrivacyPortal.Data.Input;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Deletion.Requests.Tasks;

/// <summary>
/// One party's part of a request (GDPR 19). The party's name, its contact and the items are copied when the task is
/// opened, so that it still says what was asked of whom after those have changed. It changes only through its request.
/// </summary>
public sealed class ErasureTask
{
    private ErasureTask() { }

    internal ErasureTask(Guid requestId, PartyHoldings held, DateTimeOffset now)
    {
        RequestId = requestId;
        PartyId = held.PartyId;
        PartyName = held.Name;
        PartyKind = held.Kind;
        Contact = held.Contact;
        Connector = held.Connector;
        Items = [.. held.Items];
        CreatedAt = now;
        FollowsTaskId = held.FollowsTaskId;
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid RequestId { get; private init; }

    public string PartyId { get; private init; } = "";

    public string PartyName { get; private init; } = "";

    public PartyKind PartyKind { get; private init; }

    /// <summary>The address for privacy matters, when the party has one.</summary>
    public string? Contact { get; private set; }

    public ConnectorType Connector { get; private set; }

    public List<TaskItem> Items { get; private init; } = [];

    public TaskState State { get; private set; } = TaskState.Pending;

    public DateTimeOffset CreatedAt { get; private init; }

    public DateTimeOffset? NotifiedAt { get; private set; }

    public DateTimeOffset? AcknowledgedAt { get; private set; }

    /// <summary>When we began to send the party a message that has not ended: the party may have it already.</summary>
    public DateTimeOffset? SendingSince { get; internal set; }

    /// <summary>When a message to the party last failed; the party may have received it all the same.</summary>
    public DateTimeOffset? LastFailedAt { get; internal set; }

    /// <summary>How many times the party has been asked: again when the time to keep something is over.</summary>
    public int Round { get; private set; } = 1;

    public int Reminders { get; private set; }

    public DateTimeOffset? RemindedAt { get; private set; }

    /// <summary>When the team was alerted that the deadline had passed without an answer.</summary>
    public DateTimeOffset? EscalatedAt { get; internal set; }

    /// <summary>
    /// The open task of another request that asks the same party for the same items: the party is notified once, and
    /// its answer counts for both.
    /// </summary>
    public Guid? FollowsTaskId { get; internal set; }

    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>The code of the legal ground for keeping data or refusing.</summary>
    public string? Ground { get; private set; }

    /// <summary>The last day on which the party keeps the data.</summary>
    public DateOnly? Until { get; private set; }

    /// <summary>
    /// What the party wrote, or the officer who recorded its answer; of a part that was not asked, why JoinArena refused
    /// it. The worker reads it.
    /// </summary>
    public string? Note { get; private set; }

    /// <summary>Whether the party may know of the request, so that it can no longer be withdrawn quietly.</summary>
    public bool MayHaveBeenNotified => NotifiedAt is not null || SendingSince is not null || Round > 1;

    /// <summary>
    /// Whether it is JoinArena's own search, because the record named no party that holds anything: a party is only
    /// asked for something.
    /// </summary>
    public bool IsOwnSearch => Items.Count == 0;

    /// <inheritdoc cref="PartyHoldings.IsNotifiedByPortal"/>
    public bool IsNotifiedByPortal => PartyHoldings.CanPortalNotify(Connector, PartyKind, Contact, Items.Count);

    /// <summary>
    /// Whether this task asks the party to erase a copy sent at that time: it covers what the party has when it is
    /// notified, and nothing it gets later.
    /// </summary>
    internal bool AsksFor(string itemId, DateTimeOffset sentAt) =>
        Items.Exists(i => i.ItemId == itemId)
        && (FollowsTaskId, NotifiedAt ?? SendingSince) switch
        {
            // The other request notified the party, before this task was opened.
            (not null, _) => sentAt <= CreatedAt,
            (null, null) => true,
            (null, { } notified) => sentAt <= notified,
        };

    internal void MarkNotified(DateTimeOffset at)
    {
        EnterState(TaskState.Sent);
        NotifiedAt ??= at;
        SendingSince = null;
    }

    internal void Remind(DateTimeOffset at)
    {
        Reminders++;
        RemindedAt = at;
    }

    /// <summary>The time to keep the data is over: the party is asked again, as if for the first time.</summary>
    internal void Reopen()
    {
        if (State is not TaskState.Retained)
            throw new InvalidOperationException($"Only a task that is retained is reopened, and this one is {State}.");
        StartRound();
    }

    /// <summary>
    /// Whether an appeal that is upheld has the party asked: it refused, or kept something, or was never asked.
    /// </summary>
    internal bool CanReopenOnAppeal =>
        State is TaskState.Refused or TaskState.Retained or TaskState.Irreversible or TaskState.NotAsked;

    /// <summary>The party is asked, again or at last, because an appeal was upheld.</summary>
    internal void ReopenOnAppeal()
    {
        if (!CanReopenOnAppeal)
            throw new InvalidOperationException($"A task that is {State} has nothing to ask for again.");
        FollowsTaskId = null;
        StartRound();
    }

    private void StartRound()
    {
        State = TaskState.Pending;
        Round++;
        NotifiedAt = null;
        AcknowledgedAt = null;
        LastFailedAt = null;
        Reminders = 0;
        RemindedAt = null;
        EscalatedAt = null;
        EndedAt = null;
        Ground = null;
        Until = null;
        Note = null;
    }

    internal void Acknowledge(DateTimeOffset at)
    {
        EnterState(TaskState.Acknowledged);
        AcknowledgedAt = at;
    }

    internal void Fail() => EnterState(TaskState.Failed);

    /// <summary>
    /// The party is notified another way from now on: it was merged with another before it had been notified.
    /// </summary>
    internal void Redirect(ConnectorType connector, string? contact)
    {
        Connector = connector;
        Contact = contact;
    }

    /// <summary>Adds items before the party has been notified.</summary>
    internal void AddItems(IEnumerable<TaskItem> others) =>
        Items.AddRange(others.Where(o => !Items.Exists(i => i.ItemId == o.ItemId)).Select(o => o with { }).ToList());

    internal void End(OutcomeReport report, DateTimeOffset at)
    {
        EnterState(report.Outcome.State);
        EndedAt = at;
        Ground = report.Ground;
        Until = report.Until;
        Note = report.Note;
    }

    /// <summary>Another answer in place of the one that was recorded.</summary>
    /// <param name="report">The answer.</param>
    /// <param name="answeredAt">When it was given; null if the party gave it when it was first recorded.</param>
    internal void Correct(OutcomeReport report, DateTimeOffset? answeredAt)
    {
        if (!State.IsAnswer)
            throw new InvalidOperationException($"A task that is {State} has no answer to correct.");
        State = report.Outcome.State;
        EndedAt = answeredAt ?? EndedAt;
        Ground = report.Ground;
        Until = report.Until;
        Note = report.Note;
    }

    /// <summary>JoinArena refuses this part: the party will not be asked.</summary>
    internal void Refuse(string ground, string reason, DateTimeOffset at)
    {
        EnterState(TaskState.NotAsked);
        EndedAt = at;
        Ground = ground;
        Note = reason;
    }

    private void EnterState(TaskState next)
    {
        if (!TaskStates.NextStates(State).Contains(next))
            throw new InvalidOperationException($"A task cannot go from {State} to {next}.");
        State = next;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<ErasureTask>
    {
        public void Configure(EntityTypeBuilder<ErasureTask> builder)
        {
            builder.ToTable("ErasureTasks");
            builder.Property(t => t.Id).ValueGeneratedNever();
            builder.Property(t => t.PartyId).HasMaxLength(200);
            builder.Property(t => t.PartyName).HasMaxLength(200).HasConversion<OneLineConverter>();
            builder.Property(t => t.Contact).HasMaxLength(320);
            builder.Property(t => t.Ground).HasMaxLength(60);
            builder.Property(t => t.Note).HasMaxLength(OutcomeReport.MaxNoteLength);
            builder.OwnsMany(t => t.Items, items => items.ToJson());
            builder.Ignore(t => t.IsNotifiedByPortal).Ignore(t => t.MayHaveBeenNotified).Ignore(t => t.IsOwnSearch);
            builder.Ignore(t => t.CanReopenOnAppeal);
            builder.Property(t => t.Round).HasDefaultValue(1);
            builder.HasIndex(t => new { t.PartyId, t.State });
            builder.HasIndex(t => new { t.State, t.Until });
            builder.HasIndex(t => t.FollowsTaskId).HasFilter("\"FollowsTaskId\" IS NOT NULL");
        }
    }
}
