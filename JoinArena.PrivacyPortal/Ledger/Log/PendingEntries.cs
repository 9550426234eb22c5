using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Ledger.Log;

/// <summary>
/// Entries that wait for their place in the log. The entries of one group of reports share a row, so that recording a
/// thousand events does not add a thousand rows here.
/// </summary>
public sealed class PendingEntries
{
    internal const int IdLength = 16;

    /// <summary>The row's number, roughly in the order of arrival.</summary>
    public long Number { get; private init; }

    /// <summary>The entries' ids, 16 bytes each in big-endian order (RFC 9562).</summary>
    public required byte[] Ids { get; init; }

    /// <summary>Creates a row for these entries.</summary>
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

    /// <summary>The ids of the entries.</summary>
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
