using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Parties;

/// <summary>
/// What an administrator changed about a party. It is written in the same transaction, is never changed, and holds no
/// secret and no address.
/// </summary>
public sealed class PartyChange : IAppendOnly
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public required string PartyId { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The administrator, by their sign-in.</summary>
    public required string ChangedBy { get; init; }

    public required PartyChangeKind Kind { get; init; }

    /// <summary>How it is notified from then on; null when the change is a merge.</summary>
    public ConnectorType? Connector { get; init; }

    /// <summary>The other party of a merge; null for other changes.</summary>
    public string? OtherPartyId { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<PartyChange>
    {
        public void Configure(EntityTypeBuilder<PartyChange> builder)
        {
            builder.ToTable("PartyChanges");
            builder.Property(c => c.Id).ValueGeneratedNever();
            builder.Property(c => c.PartyId).HasMaxLength(200);
            builder.Property(c => c.ChangedBy).HasMaxLength(320);
            builder.Property(c => c.OtherPartyId).HasMaxLength(200);
            builder.HasIndex(c => new { c.PartyId, c.At });
            builder.HasOne<Party>().WithMany().HasForeignKey(c => c.PartyId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
