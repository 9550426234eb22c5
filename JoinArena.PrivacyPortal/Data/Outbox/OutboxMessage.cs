using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Data.Outbox;

/// <summary>
/// A job outside the database, committed together with the change that caused it. It is done at least once. A lease
/// keeps two nodes from doing it at the same time, and the lease's fence keeps a slow node from changing a job that
/// another node has leased since.
/// </summary>
public sealed class OutboxMessage
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>The kind of the <see cref="IOutboxHandler"/> that does the job.</summary>
    public required string Kind { get; init; }

    /// <summary>
    /// What the handler needs, as JSON. Removed when the job is done, because it may contain an address or a name.
    /// </summary>
    public string? Payload { get; set; }

    /// <summary>
    /// The path of the page where staff see what the job is about. Never contains a name or an address.
    /// </summary>
    public string? About { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the job may be done; each failed try moves it to a later time.</summary>
    public required DateTimeOffset DueAt { get; set; }

    /// <summary>
    /// When the job's retry schedule began: when it was first due, or when a person last made it due again.
    /// </summary>
    public required DateTimeOffset DueSince { get; set; }

    public int Tries { get; private set; }

    public DateTimeOffset? LeasedUntil { get; private set; }

    /// <summary>Incremented by each lease.</summary>
    public long Fence { get; private set; }

    public DateTimeOffset? DoneAt { get; private set; }

    /// <summary>When the job was given up: a person must look at it.</summary>
    public DateTimeOffset? GivenUpAt { get; private set; }

    /// <summary>The kind of the last fault, never its message, which could quote personal data.</summary>
    public string? LastFault { get; private set; }

    /// <summary>
    /// Due jobs are found with a small index that contains only open jobs, in the order in which they are taken: all jobs
    /// of one moment would otherwise be read and sorted each time.
    /// </summary>
    public sealed class Mapping : IEntityTypeConfiguration<OutboxMessage>
    {
        public void Configure(EntityTypeBuilder<OutboxMessage> builder)
        {
            builder.ToTable("Outbox");
            builder.Property(m => m.Id).ValueGeneratedNever();
            builder.Property(m => m.Kind).HasMaxLength(60);
            builder.Property(m => m.About).HasMaxLength(200);
            builder.Property(m => m.LastFault).HasMaxLength(200);
            builder.HasIndex(m => new { m.DueAt, m.Id }).HasFilter("\"DoneAt\" IS NULL AND \"GivenUpAt\" IS NULL");
            builder.HasIndex(m => m.GivenUpAt).HasFilter("\"GivenUpAt\" IS NOT NULL");
        }
    }
}
