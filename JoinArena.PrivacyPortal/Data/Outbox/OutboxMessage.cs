using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Data.Outbox;

/// <summary>
/// Something to be done outside the database, committed together with what caused it. It is done at least once: a lease
/// keeps two nodes apart, and its
/// fence keeps a slow one from answering for a job that was given to another.
/// </summary>
public sealed class OutboxMessage
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>Which <see cref="IOutboxHandler"/> does it.</summary>
    public required string Kind { get; init; }

    /// <summary>What the handler needs, as JSON. Removed once done, since it may hold an address or a name.</summary>
    public string? Payload { get; set; }

    /// <summary>Where staff see what it is about: a path of the portal. Never a name or an address.</summary>
    public string? About { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Not before this instant; moved on by each failed try.</summary>
    public required DateTimeOffset DueAt { get; set; }

    /// <summary>
    /// When it was due for the first time, or again when a person took it up; its schedule runs from here.
    /// </summary>
    public required DateTimeOffset DueSince { get; set; }

    public int Tries { get; private set; }

    public DateTimeOffset? LeasedUntil { get; private set; }

    /// <summary>Raised by each lease.</summary>
    public long Fence { get; private set; }

    public DateTimeOffset? DoneAt { get; private set; }

    /// <summary>Set when the tries are used up: a person must look.</summary>
    public DateTimeOffset? GivenUpAt { get; private set; }

    /// <summary>The kind of the last fault, never its message, which could quote personal data.</summary>
    public string? LastFault { get; private set; }

    /// <summary>Finds due work by one small index over what is still open.</summary>
    public sealed class Mapping : IEntityTypeConfiguration<OutboxMessage>
    {
        public void Configure(EntityTypeBuilder<OutboxMessage> builder)
        {
            builder.ToTable("Outbox");
            builder.Property(m => m.Id).ValueGeneratedNever();
            builder.Property(m => m.Kind).HasMaxLength(60);
            builder.Property(m => m.About).HasMaxLength(200);
            builder.Property(m => m.LastFault).HasMaxLength(200);
            builder.HasIndex(m => m.DueAt).HasFilter("\"DoneAt\" IS NULL AND \"GivenUpAt\" IS NULL");
            builder.HasIndex(m => m.GivenUpAt).HasFilter("\"GivenUpAt\" IS NOT NULL");
        }
    }
}
