using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger.Log;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Ledger;

/// <summary>
/// An event and the leaf that commits to it, written in the transaction of the event. Leaf stays; record and subject
/// can be erased. Entries wait beside
/// (<see cref="PendingEntries"/>) until they are given their place in the log, in an order that says nothing about when
/// they came.
/// </summary>
public sealed class LedgerEntry
{
    /// <summary>The record's id, which its salt is made from.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whose key the salt comes from; null once erased, and for a fact about nobody.</summary>
    public required string? Subject { get; set; }

    /// <summary>The event as canonical JSON, encrypted with the subject's key; null once erased.</summary>
    public required string? Record { get; set; }

    /// <summary>The leaf's text, exactly as it is hashed.</summary>
    public required string Leaf { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<LedgerEntry>
    {
        public void Configure(EntityTypeBuilder<LedgerEntry> builder)
        {
            builder.ToTable("LedgerEntries");
            builder.Property(e => e.Id).ValueGeneratedNever();
            builder.Property(e => e.Leaf).HasMaxLength(1000);
            builder.HasIndex(e => e.Subject);
        }
    }
}

/// <summary>
/// A person's random key; the salts of all their records come from it. Destroying it makes their leaves say nothing.
/// </summary>
public sealed class SubjectKey
{
    public required string Subject { get; init; }

    /// <summary>32 random bytes.</summary>
    public required byte[] Key { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<SubjectKey>
    {
        public void Configure(EntityTypeBuilder<SubjectKey> builder)
        {
            builder.ToTable("SubjectKeys");
            builder.HasKey(k => k.Subject);
            builder.Property(k => k.Subject).HasMaxLength(200);
        }
    }
}

/// <summary>The ledger's sets of the context.</summary>
public static class LedgerSets
{
    extension(PortalDbContext db)
    {
        public DbSet<LedgerEntry> LedgerEntries => db.Set<LedgerEntry>();

        public DbSet<SubjectKey> SubjectKeys => db.Set<SubjectKey>();

        /// <summary>Where a use case leaves the trail of what it does.</summary>
        public LedgerAppender Ledger => new(db);
    }
}
