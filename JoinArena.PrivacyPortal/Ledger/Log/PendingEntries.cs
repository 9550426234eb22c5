using JoinArena.PrivacyPortal.Ledger.Tree;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Ledger.Log;

/// <summary>
/// Leaves that wait for their place in the log. The leaves of one group of reports share a row, so that recording a
/// thousand events does not add a thousand rows here.
/// </summary>
public sealed class PendingEntries
{
    /// <summary>The row's number, roughly in the order of arrival.</summary>
    public long Number { get; private init; }

    /// <summary>The entries' ids, 16 bytes each in big-endian order (RFC 9562).</summary>
    public required byte[] Ids { get; init; }

    /// <summary>
    /// The leaves in the same order, each as <see cref="StoredLeaf"/> stores it and with its length before it.
    /// </summary>
    public required byte[] Leaves { get; init; }

    /// <summary>Creates a row for these leaves.</summary>
    public static PendingEntries Create(IReadOnlyCollection<WaitingLeaf> leaves) =>
        new() { Ids = EntryIds.Write(leaves), Leaves = EntryBundle.Serialize([.. leaves.Select(l => l.Stored)]) };

    /// <summary>The ids of the entries.</summary>
    public IEnumerable<Guid> GetEntryIds() => EntryIds.Read(Ids);

    /// <summary>The leaves with the ids of their entries.</summary>
    /// <exception cref="DamagedLogException">The row was changed from outside.</exception>
    internal IEnumerable<WaitingLeaf> ReadLeaves() =>
        EntryBundle.ReadFirst(Leaves, Ids.Length / EntryIds.Length) is { } leaves
            ? GetEntryIds().Select((id, i) => new WaitingLeaf(id, leaves[i]))
            : throw new DamagedLogException($"The pending leaves of row {Number} are damaged.");

    internal sealed class Mapping : IEntityTypeConfiguration<PendingEntries>
    {
        public void Configure(EntityTypeBuilder<PendingEntries> builder)
        {
            builder.ToTable("LedgerPending");
            builder.HasKey(w => w.Number);
        }
    }
}
