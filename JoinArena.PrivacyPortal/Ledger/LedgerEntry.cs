using System.Text;
using JoinArena.PrivacyPortal.Ledger.Log;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Ledger;

/// <summary>
/// An event and the leaf that commits to it, written in the event's transaction. The leaf stays; the record and the
/// subject can be erased. The entry is listed in <see cref="PendingEntries"/> until it gets its place in the log. The
/// order of places does not show when entries were written.
/// </summary>
public sealed class LedgerEntry
{
    /// <summary>The record's id, from which its salt is derived.</summary>
    public required Guid Id { get; init; }

    /// <summary>The person whose key the salt comes from; null after erasure, and for a public event.</summary>
    public required string? Subject { get; set; }

    /// <summary>
    /// The event as canonical JSON in UTF-8, encrypted with the subject's key; null after erasure. In clear for a public
    /// event.
    /// </summary>
    public required byte[]? Record { get; set; }

    /// <summary>The leaf's text, exactly as it is hashed.</summary>
    public required string Leaf { get; init; }

    /// <summary>Whether it is a public event: its record is the leaf itself.</summary>
    internal bool IsPublic => Subject is null && Record is { } record && Encoding.UTF8.GetString(record) == Leaf;

    internal sealed class Mapping : IEntityTypeConfiguration<LedgerEntry>
    {
        public void Configure(EntityTypeBuilder<LedgerEntry> builder)
        {
            builder.ToTable("LedgerEntries");
            builder.Property(e => e.Id).ValueGeneratedNever();
            builder.Property(e => e.Leaf).HasConversion<StoredLeaf>();
            builder.Ignore(e => e.IsPublic);
            builder.HasIndex(e => e.Subject);
        }
    }
}
