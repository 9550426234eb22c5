using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Deletion.Requests;

/// <summary>What can happen to a request.</summary>
public enum RequestEventKind
{
    Confirmed,
    Started,
    PartyNotified,
    PartyAcknowledged,
    PartyAnswered,
    PartyNotReached,
    PartyReminded,

    /// <summary>The deadline passed without the party's answer.</summary>
    PartyOverdue,

    /// <summary>What the party was allowed to keep is due.</summary>
    Reopened,

    /// <summary>Something under erasure was sent on: the party that got it is told as well.</summary>
    RedisclosureFound,

    /// <summary>The team took the longer period that the law gives.</summary>
    Extended,

    /// <summary>The worker was asked to prove who they are.</summary>
    IdentityAsked,

    /// <summary>They have.</summary>
    IdentityProven,

    /// <summary>The team was told that a deadline comes near.</summary>
    TeamReminded,

    /// <summary>A deadline passed, and the administrators were told.</summary>
    Escalated,

    /// <summary>It was given to an officer.</summary>
    Assigned,

    /// <summary>JoinArena refused: one party's part, or all of it.</summary>
    RefusedByUs,
    Ended,
    Withdrawn,
    Expired,
}

/// <summary>Who did it.</summary>
public enum ActorKind
{
    Worker,

    /// <summary>Somebody of the privacy team; their name stands beside it, for staff.</summary>
    Officer,

    /// <summary>The party itself, over the API.</summary>
    Party,

    /// <summary>The portal by itself, when time had come.</summary>
    Portal,
}

/// <summary>Who acts, and under what name.</summary>
/// <param name="Kind">What they are to the request.</param>
/// <param name="Name">An officer's sign-in or an API key's name.</param>
public sealed record Actor(ActorKind Kind, string? Name = null)
{
    public static readonly Actor Worker = new(ActorKind.Worker);
    public static readonly Actor Portal = new(ActorKind.Portal);

    public static Actor Officer(string name) => new(ActorKind.Officer, name);

    public static Actor Party(string key) => new(ActorKind.Party, key);
}

/// <summary>One line of a request's history. Only ever added.</summary>
public sealed class RequestEvent
{
    private RequestEvent() { }

    internal RequestEvent(
        Guid requestId,
        int sequence,
        RequestEventKind kind,
        Actor by,
        DateTimeOffset at,
        ErasureTask? task
    ) =>
        (RequestId, Sequence, Kind, ActorKind, ActorName, At, TaskId, State) = (
            requestId,
            sequence,
            kind,
            by.Kind,
            by.Name,
            at,
            task?.Id,
            task?.State
        );

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid RequestId { get; private init; }

    /// <summary>Its place in the history; instants may be equal.</summary>
    public int Sequence { get; private init; }

    public RequestEventKind Kind { get; private init; }

    public ActorKind ActorKind { get; private init; }

    public string? ActorName { get; private init; }

    public DateTimeOffset At { get; private init; }

    /// <summary>The party's part it is about.</summary>
    public Guid? TaskId { get; private init; }

    /// <summary>Where that part stood after it.</summary>
    public TaskState? State { get; private init; }

    internal sealed class Mapping : IEntityTypeConfiguration<RequestEvent>
    {
        public void Configure(EntityTypeBuilder<RequestEvent> builder)
        {
            builder.ToTable("DeletionRequestEvents");
            builder.Property(e => e.Id).ValueGeneratedNever();
            builder.Property(e => e.ActorName).HasMaxLength(320);
            builder.HasIndex(e => new { e.RequestId, e.Sequence });
        }
    }
}
