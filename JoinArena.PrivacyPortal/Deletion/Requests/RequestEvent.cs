using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Deletion.Requests;

/// <summary>One line of a request's history; never changed.</summary>
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
    )
    {
        RequestId = requestId;
        Sequence = sequence;
        Kind = kind;
        ActorKind = by.Kind;
        ActorName = by.Name;
        At = at;
        TaskId = task?.Id;
        State = task?.State;
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid RequestId { get; private init; }

    /// <summary>Its place in the history, since two events may have the same instant.</summary>
    public int Sequence { get; private init; }

    public RequestEventKind Kind { get; private init; }

    public ActorKind ActorKind { get; private init; }

    public string? ActorName { get; private init; }

    public DateTimeOffset At { get; private init; }

    /// <summary>The party's part it is about, if it is about one.</summary>
    public Guid? TaskId { get; private init; }

    /// <summary>The state of that part after the event.</summary>
    public TaskState? State { get; private init; }

    internal sealed class Mapping : IEntityTypeConfiguration<RequestEvent>
    {
        public void Configure(EntityTypeBuilder<RequestEvent> builder)
        {
            builder.ToTable("DeletionRequestEvents");
            builder.Property(e => e.Id).ValueGeneratedNever();
            builder.Property(e => e.ActorName).HasMaxLength(320);
            builder.HasIndex(e => new { e.RequestId, e.Sequence });
            // The team's acts, by time. What the portal does by itself is most of the table, and nobody lists that by time.
            builder.HasIndex(e => new { e.At, e.Id }).HasFilter("\"ActorKind\" = 'Officer'");
        }
    }
}
