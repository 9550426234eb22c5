using JoinArena.PrivacyPortal.Ledger.Log;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Ledger;

/// <summary>
/// An event, written in its transaction together with the leaf that commits to it. The leaf waits in
/// <see cref="PendingEntries"/> until it gets its place in a <see cref="LeafBundle"/>, where it stays; the record and the
/// subject can be erased. The order of places does not show when entries were written.
/// </summary>
public sealed class LedgerEntry
{
    /// <summary>The record's id, from which its salt is derived.</summary>
    public required Guid Id { get; init; }

    /// <summary>The person whose key the salt comes from; null after erasure, and for a public event.</summary>
    public required string? Subject { get; set; }

    /// <summary>
    /// The event as canonical JSON in UTF-8, encrypted with the subject's key; null after erasure. Of a public event it is
    /// in clear, and the leaf itself.
    /// </summary>
    public required byte[]? Record { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<LedgerEntry>
    {
        public void Configure(EntityTypeBuilder<LedgerEntry> builder)
        {
            builder.ToTable("LedgerEntries");
            builder.Property(e => e.Id).ValueGeneratedNever();
            builder.HasIndex(e => e.Subject);
        }
    }
}
