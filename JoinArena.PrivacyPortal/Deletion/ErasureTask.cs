using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Policies;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Deletion;

/// <summary>One thing a party is to erase.</summary>
public sealed record TaskItem(string ItemId, DataCategory Category, string? InterviewId);

/// <summary>
/// One party's part of a request (GDPR 19). Name, contact and items are copied in when it starts, so that it still says what was asked of whom after
/// all of that has changed. Changed only through its request, which guards against two at once.
/// </summary>
public sealed class ErasureTask
{
    private ErasureTask() { }

    internal ErasureTask(Guid requestId, HeldByParty held, DateTimeOffset now) =>
        (RequestId, PartyId, PartyName, PartyKind, Contact, Connector, Items, CreatedAt) =
        (requestId, held.PartyId, held.Name, held.Kind, held.Contact, held.Connector, [.. held.Items], now);

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid RequestId { get; private init; }

    public string PartyId { get; private init; } = "";

    public string PartyName { get; private init; } = "";

    public PartyKind PartyKind { get; private init; }

    /// <summary>The address for privacy matters, when the party has one.</summary>
    public string? Contact { get; private init; }

    public ConnectorType Connector { get; private init; }

    public List<TaskItem> Items { get; private init; } = [];

    public TaskState State { get; private set; } = TaskState.Pending;

    public DateTimeOffset CreatedAt { get; private init; }

    public DateTimeOffset? ToldAt { get; private set; }

    public DateTimeOffset? AcknowledgedAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>The code of the ground for keeping or refusing.</summary>
    public string? Ground { get; private set; }

    /// <summary>The last day it is kept.</summary>
    public DateOnly? Until { get; private set; }

    /// <summary>What the party or the officer says, shown to the worker.</summary>
    public string? Note { get; private set; }

    /// <inheritdoc cref="HeldByParty.IsToldByMail"/>
    public bool IsToldByMail => Connector is ConnectorType.Email && Contact?.Contains('@') == true;

    internal void Told(DateTimeOffset at)
    {
        Enter(TaskState.Sent);
        ToldAt ??= at;
    }

    internal void Acknowledge(DateTimeOffset at)
    {
        Enter(TaskState.Acknowledged);
        AcknowledgedAt = at;
    }

    internal void Fail() => Enter(TaskState.Failed);

    internal void End(OutcomeReport report, DateTimeOffset at)
    {
        Enter(report.Outcome.State);
        (EndedAt, Ground, Until, Note) = (at, report.Ground, report.Until, report.Note);
    }

    private void Enter(TaskState next)
    {
        if (!TaskStates.Next(State).Contains(next)) throw new InvalidOperationException($"A task cannot go from {State} to {next}.");
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
            builder.Property(t => t.Note).HasMaxLength(OutcomeReport.LongestNote);
            builder.OwnsMany(t => t.Items, items => items.ToJson());
            builder.Ignore(t => t.IsToldByMail);
            builder.HasIndex(t => new { t.PartyId, t.State });
        }
    }
}

/// <summary>What a party answered.</summary>
/// <param name="Outcome">How its part ended.</param>
/// <param name="Ground">Code of the ground in law; for keeping always, for refusing if there is one.</param>
/// <param name="Until">The last day it is kept; for keeping only.</param>
/// <param name="Note">In words, for the worker.</param>
public sealed record OutcomeReport(TaskOutcome Outcome, string? Ground = null, DateOnly? Until = null, string? Note = null)
{
    public const int LongestNote = 1000;
}
