using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Deletion.Requests;

/// <summary>One thing a party is to erase.</summary>
/// <param name="References">
/// What the party itself calls it, one name a line, as the systems reported that sent it there.
/// </param>
public sealed record TaskItem(string ItemId, DataCategory Category, string? InterviewId, string? References = null);

/// <summary>
/// One party's part of a request (GDPR 19). Name, contact and items are copied in when it starts, so that it still says
/// what was asked of whom after
/// all of that has changed. Changed only through its request, which guards against two at once.
/// </summary>
public sealed class ErasureTask
{
    private ErasureTask() { }

    internal ErasureTask(Guid requestId, PartyHoldings held, DateTimeOffset now) =>
        (RequestId, PartyId, PartyName, PartyKind, Contact, Connector, Items, CreatedAt, FollowsTaskId) = (
            requestId,
            held.PartyId,
            held.Name,
            held.Kind,
            held.Contact,
            held.Connector,
            [.. held.Items],
            now,
            held.FollowsTaskId
        );

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

    /// <summary>A message to the party has begun and not ended: it may have it already.</summary>
    public DateTimeOffset? SendingSince { get; internal set; }

    /// <summary>When a message to the party failed last; it may have had it all the same.</summary>
    public DateTimeOffset? LastFailedAt { get; internal set; }

    /// <summary>Raised each time the party is asked anew, after what it kept is due.</summary>
    public int Round { get; private set; } = 1;

    public int Reminders { get; private set; }

    public DateTimeOffset? RemindedAt { get; private set; }

    /// <summary>When the team was told that the deadline had passed without an answer.</summary>
    public DateTimeOffset? EscalatedAt { get; internal set; }

    /// <summary>
    /// The open task of another request that asks the same party for the same things: the party is told once, and its
    /// answer counts for both.
    /// </summary>
    public Guid? FollowsTaskId { get; internal set; }

    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>The code of the ground for keeping or refusing.</summary>
    public string? Ground { get; private set; }

    /// <summary>The last day it is kept.</summary>
    public DateOnly? Until { get; private set; }

    /// <summary>What the party or the officer says, shown to the worker.</summary>
    public string? Note { get; private set; }

    /// <summary>Whether the party could know of it, so that it can no longer be taken back unseen.</summary>
    public bool MayHaveBeenNotified => NotifiedAt is not null || SendingSince is not null || Round > 1;

    /// <inheritdoc cref="PartyHoldings.IsNotifiedByPortal"/>
    public bool IsNotifiedByPortal => PartyHoldings.CanPortalNotify(Connector, PartyKind, Contact, Items.Count);

    /// <summary>
    /// Whether the party is asked here to erase a copy that went to it then: whatever it has when it is told, and
    /// nothing it gets later.
    /// </summary>
    internal bool AsksFor(string itemId, DateTimeOffset sentAt) =>
        Items.Exists(i => i.ItemId == itemId)
        && (FollowsTaskId, NotifiedAt ?? SendingSince) switch
        {
            // Its party was told by the other request, which was there before.
            (not null, _) => sentAt <= CreatedAt,
            (null, null) => true,
            (null, { } told) => sentAt <= told,
        };

    internal void MarkNotified(DateTimeOffset at)
    {
        EnterState(TaskState.Sent);
        (NotifiedAt, SendingSince) = (NotifiedAt ?? at, null);
    }

    internal void Remind(DateTimeOffset at) => (Reminders, RemindedAt) = (Reminders + 1, at);

    /// <summary>What was kept is due: the party is asked anew.</summary>
    internal void Reopen()
    {
        if (State is not TaskState.Retained)
            throw new InvalidOperationException($"Only what was kept comes due, and this is {State}.");
        (State, Round, NotifiedAt, AcknowledgedAt, EndedAt) = (TaskState.Pending, Round + 1, null, null, null);
        (LastFailedAt, Reminders, RemindedAt, EscalatedAt, Ground, Until, Note) = (
            null,
            0,
            null,
            null,
            null,
            null,
            null
        );
    }

    internal void Acknowledge(DateTimeOffset at)
    {
        EnterState(TaskState.Acknowledged);
        AcknowledgedAt = at;
    }

    internal void Fail() => EnterState(TaskState.Failed);

    /// <summary>
    /// The party is told another way from now on: it was found to be one with another before it had been told.
    /// </summary>
    internal void Redirect(ConnectorType connector, string? contact) => (Connector, Contact) = (connector, contact);

    /// <summary>Asks for these too, before the party has been told.</summary>
    internal void AddItems(IEnumerable<TaskItem> others) =>
        Items.AddRange(others.Where(o => !Items.Exists(i => i.ItemId == o.ItemId)).Select(o => o with { }).ToList());

    internal void End(OutcomeReport report, DateTimeOffset at)
    {
        EnterState(report.Outcome.State);
        (EndedAt, Ground, Until, Note) = (at, report.Ground, report.Until, report.Note);
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
            builder.Property(t => t.PartyName).HasMaxLength(200);
            builder.Property(t => t.Contact).HasMaxLength(320);
            builder.Property(t => t.Ground).HasMaxLength(60);
            builder.Property(t => t.Note).HasMaxLength(OutcomeReport.MaxNoteLength);
            builder.OwnsMany(t => t.Items, items => items.ToJson());
            builder.Ignore(t => t.IsNotifiedByPortal).Ignore(t => t.MayHaveBeenNotified);
            builder.Property(t => t.Round).HasDefaultValue(1);
            builder.HasIndex(t => new { t.PartyId, t.State });
            builder.HasIndex(t => new { t.State, t.Until });
            builder.HasIndex(t => t.FollowsTaskId).HasFilter("\"FollowsTaskId\" IS NOT NULL");
        }
    }
}

/// <summary>What a party answered.</summary>
/// <param name="Outcome">How its part ended.</param>
/// <param name="Ground">Code of the ground in law; for keeping always, for refusing if there is one.</param>
/// <param name="Until">The last day it is kept; for keeping only.</param>
/// <param name="Note">In words, for the worker.</param>
public sealed record OutcomeReport(
    TaskOutcome Outcome,
    string? Ground = null,
    DateOnly? Until = null,
    string? Note = null
)
{
    public const int MaxNoteLength = 1000;
}
