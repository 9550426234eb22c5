using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Parties.Connectors;

/// <summary>One test of a party's connector. It contains no worker's data and says that it is a test.</summary>
public sealed class ConnectorTest
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public required string PartyId { get; init; }

    public required ConnectorType Connector { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The administrator, by their sign-in.</summary>
    public required string StartedBy { get; init; }

    /// <summary>When the result was known; null while the test waits.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>The kind of fault, in one word that quotes no address; null when the test passed.</summary>
    public string? Fault { get; private set; }

    public ConnectorTestState State =>
        (EndedAt, Fault) switch
        {
            (null, _) => ConnectorTestState.Waiting,
            (_, null) => ConnectorTestState.Passed,
            _ => ConnectorTestState.Failed,
        };

    /// <summary>Records the result. Only the first result counts.</summary>
    internal void Complete(string? fault, DateTimeOffset now)
    {
        if (EndedAt is null)
        {
            EndedAt = now;
            Fault = fault;
        }
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
