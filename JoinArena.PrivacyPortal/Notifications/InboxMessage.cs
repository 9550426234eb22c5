using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Notifications;

/// <summary>A notice in a worker's inbox. It stays there even if the email could not be delivered.</summary>
public sealed class InboxMessage
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>JoinArena's id of the worker who receives the message.</summary>
    public required string WorkerId { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Subject { get; init; }

    /// <summary>Paragraphs of plain text.</summary>
    public required List<string> Body { get; init; }

    /// <summary>The BCP 47 tag of the language it is written in.</summary>
    public required string Language { get; init; }

    /// <summary>The path of the page that the message is about.</summary>
    public string? Path { get; init; }

    public DateTimeOffset? ReadAt { get; private set; }

    internal sealed class Mapping : IEntityTypeConfiguration<InboxMessage>
    {
        public void Configure(EntityTypeBuilder<InboxMessage> builder)
        {
            builder.ToTable("InboxMessages");
            builder.Property(m => m.Id).ValueGeneratedNever();
            builder.Property(m => m.WorkerId).HasMaxLength(200);
            builder.Property(m => m.Subject).HasMaxLength(500);
            builder.Property(m => m.Path).HasMaxLength(500);
            builder.Property(m => m.Language).HasMaxLength(35);
            builder.HasIndex(m => new { m.WorkerId, m.At });
        }
    }
}

/// <summary>The inbox as a set of the context.</summary>
public static class InboxSets
{
    extension(PortalDbContext db)
    {
        public DbSet<InboxMessage> InboxMessages => db.Set<InboxMessage>();
    }
}
