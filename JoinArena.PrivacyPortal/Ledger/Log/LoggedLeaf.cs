using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Ledger.Log;

/// <summary>
/// A leaf at its place: the log itself, row after row. The leaf stands here once more, so that tiles and bundles are
/// read from narrow rows in their order, and
/// what is served hangs on no row that can be erased.
/// </summary>
public sealed class LoggedLeaf
{
    /// <summary>Its place in the log, from 0.</summary>
    public required long Index { get; init; }

    /// <summary>Of which <see cref="LedgerEntry"/>.</summary>
    public required Guid EntryId { get; init; }

    /// <summary>The leaf's text, exactly as it is hashed.</summary>
    public required string Leaf { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<LoggedLeaf>
    {
        public void Configure(EntityTypeBuilder<LoggedLeaf> builder)
        {
            builder.ToTable("LedgerLeaves");
            builder.HasKey(l => l.Index);
            builder.Property(l => l.Index).ValueGeneratedNever();
            builder.Property(l => l.Leaf).HasMaxLength(1000);
            builder.HasIndex(l => l.EntryId).IsUnique();
        }
    }
}

/// <summary>
/// Entries that wait for their place. Those of one group of reports are one row, however many, so that leaving a trail
/// of a thousand events costs no thousand rows more.
/// </summary>
public sealed class PendingEntries
{
    private const int IdLength = 16;

    /// <summary>In the order they came, as far as there is one.</summary>
    public long Number { get; private init; }

    /// <summary>Their ids, 16 bytes each, as RFC 9562 writes them.</summary>
    public required byte[] Ids { get; init; }

    /// <summary>A row for these entries.</summary>
    public static PendingEntries Create(IReadOnlyCollection<Guid> entries)
    {
        var ids = new byte[entries.Count * IdLength];
        var rest = ids.AsSpan();
        foreach (var entry in entries)
        {
            entry.TryWriteBytes(rest, bigEndian: true, out _);
            rest = rest[IdLength..];
        }

        return new() { Ids = ids };
    }

    /// <summary>The entries.</summary>
    public IEnumerable<Guid> GetEntryIds()
    {
        for (var at = 0; at < Ids.Length; at += IdLength)
            yield return new(Ids.AsSpan(at, IdLength), bigEndian: true);
    }

    internal sealed class Mapping : IEntityTypeConfiguration<PendingEntries>
    {
        public void Configure(EntityTypeBuilder<PendingEntries> builder)
        {
            builder.ToTable("LedgerPending");
            builder.HasKey(w => w.Number);
        }
    }
}

/// <summary>The log's rows, and what waits to become some, as sets of the context.</summary>
public static class LeafSets
{
    extension(PortalDbContext db)
    {
        public DbSet<LoggedLeaf> LoggedLeaves => db.Set<LoggedLeaf>();

        public DbSet<PendingEntries> PendingEntries => db.Set<PendingEntries>();
    }
}
