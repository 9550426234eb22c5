using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Parties;

/// <summary>
/// What an administrator did to a party: written with it, never changed, and never holding a secret or an address.
/// </summary>
public sealed class PartyChange : IAppendOnly
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public required string PartyId { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Who, by their sign-in.</summary>
    public required string ChangedBy { get; init; }

    public required PartyChangeKind Kind { get; init; }

    /// <summary>How it is told from then on.</summary>
    public ConnectorType? Connector { get; init; }

    /// <summary>The other party of a merge.</summary>
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

/// <summary>What was done.</summary>
public enum PartyChangeKind
{
    /// <summary>It is told another way, or at another address.</summary>
    Connected,

    /// <summary>Its webhook has a new secret.</summary>
    SecretReplaced,

    /// <summary>It was found to be the same as the other, and is called by that name from now on.</summary>
    MergedInto,

    /// <summary>The other was found to be the same as it.</summary>
    TookIn,
}

/// <summary>The changes as a set of the context.</summary>
public static class PartyChangeSets
{
    extension(PortalDbContext db)
    {
        public DbSet<PartyChange> PartyChanges => db.Set<PartyChange>();
    }
}
