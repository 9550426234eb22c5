using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Parties.Connectors;

/// <summary>One try whether a party would be reached: nobody's data is in it, and it says that it is a test.</summary>
public sealed class ConnectorTest
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public required string PartyId { get; init; }

    public required ConnectorType Connector { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The administrator, by their sign-in.</summary>
    public required string StartedBy { get; init; }

    /// <summary>When it was known how it went; null while it waits its turn.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>What went wrong, in one word that quotes nobody; null when nothing did.</summary>
    public string? Fault { get; private set; }

    /// <summary>How it stands.</summary>
    public ConnectorTestState State =>
        (EndedAt, Fault) switch
        {
            (null, _) => ConnectorTestState.Waiting,
            (_, null) => ConnectorTestState.Passed,
            _ => ConnectorTestState.Failed,
        };

    /// <summary>Takes down how it went; the first answer stands.</summary>
    internal void Complete(string? fault, DateTimeOffset now)
    {
        if (EndedAt is null)
            (EndedAt, Fault) = (now, fault);
    }

    internal sealed class Mapping : IEntityTypeConfiguration<ConnectorTest>
    {
        public void Configure(EntityTypeBuilder<ConnectorTest> builder)
        {
            builder.ToTable("ConnectorTests");
            builder.Property(t => t.Id).ValueGeneratedNever();
            builder.Property(t => t.PartyId).HasMaxLength(200);
            builder.Property(t => t.StartedBy).HasMaxLength(320);
            builder.Property(t => t.Fault).HasMaxLength(200);
            builder.Ignore(t => t.State);
            builder.HasIndex(t => new { t.PartyId, t.At });
            builder.HasOne<Party>().WithMany().HasForeignKey(t => t.PartyId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>How a test stands.</summary>
public enum ConnectorTestState
{
    Waiting,
    Passed,
    Failed,
}
