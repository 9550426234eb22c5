using JoinArena.PrivacyPortal.Ledger.Tree;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Ledger.Log;

/// <summary>
/// Up to 256 leaves at their places in the log, and the ids of their entries. These rows are the log. A row for each leaf
/// would take three times the space, and what is served does not depend on the entries' rows, which can be erased.
/// </summary>
public sealed class LeafBundle
{
    /// <summary>Its place among the bundles, from 0. Its first leaf has 256 times this index.</summary>
    public required long Index { get; init; }

    /// <summary>The smallest of its ids that begin with a time.</summary>
    public required Guid FirstId { get; init; }

    /// <summary>
    /// The largest of its ids that begin with a time. Bundles are filled nearly in the order of the ids, so an entry is
    /// nearly always in the first bundle whose last id is not smaller than its own.
    /// </summary>
    public required Guid LastId { get; init; }

    /// <summary>The entries' ids in the order of the log, 16 bytes each, big-endian (RFC 9562).</summary>
    public required byte[] Ids { get; init; }

    /// <summary>
    /// The leaves in the same order, each as <see cref="StoredLeaf"/> stores it and with its length before it.
    /// </summary>
    public required byte[] Leaves { get; init; }

    /// <summary>How many leaves it has, from 1 to 256.</summary>
    internal int Width => Ids.Length / EntryIds.Length;

    /// <summary>Creates a bundle of these leaves, in the order given.</summary>
    internal static LeafBundle Create(long index, IReadOnlyList<WaitingLeaf> leaves)
    {
        // The ids of entries that were erased are random.
        List<Guid> timed = [.. leaves.Select(l => l.EntryId).Where(id => id.Version == 7)];
        return new()
        {
            Index = index,
            FirstId = timed.Count > 0 ? timed.Min() : Guid.AllBitsSet,
            LastId = timed.Count > 0 ? timed.Max() : Guid.Empty,
            Ids = EntryIds.Write(leaves),
            Leaves = EntryBundle.Serialize([.. leaves.Select(l => l.Stored)]),
        };
    }

    /// <summary>Its leaves.</summary>
    /// <exception cref="DamagedLogException">The row was changed from outside.</exception>
    internal IReadOnlyList<LoggedLeaf> ReadLeaves()
    {
        var first = Index * TilePath.Full;
        return EntryBundle.Parse(Leaves, Width) is { IsSuccess: true, Value: { } leaves }
            ? [.. EntryIds.Read(Ids).Select((id, i) => new LoggedLeaf(first + i, id, leaves[i]))]
            : throw new DamagedLogException(first, "its bundle is damaged");
    }

    internal sealed class Mapping : IEntityTypeConfiguration<LeafBundle>
    {
        public void Configure(EntityTypeBuilder<LeafBundle> builder)
        {
            builder.ToTable("LedgerBundles");
            builder.HasKey(b => b.Index);
            builder.Property(b => b.Index).ValueGeneratedNever();
            builder.Ignore(b => b.Width);
            // With both, a bundle that does not have an entry is passed over without its row.
            builder.HasIndex(b => new { b.LastId, b.FirstId });
        }
    }
}
