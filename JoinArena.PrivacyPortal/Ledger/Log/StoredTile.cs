using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Ledger.Log;

/// <summary>
/// A tile of hashes above level 0: full, or as wide as it is so far. The narrower tiles of earlier checkpoints are its
/// beginning. Tiles of level 0 are the hashes of a <see cref="LeafBundle"/>.
/// </summary>
public sealed class StoredTile
{
    /// <summary>Its level, from 1.</summary>
    public int Level { get; init; }

    public long Index { get; init; }

    /// <summary>How many hashes the tile has, 1 to 256.</summary>
    public int Width { get; init; }

    /// <summary>The hashes from left to right, 32 bytes each.</summary>
    public required byte[] Hashes { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<StoredTile>
    {
        public void Configure(EntityTypeBuilder<StoredTile> builder)
        {
            builder.ToTable("LedgerTiles");
            builder.HasKey(t => new { t.Level, t.Index });
        }
    }
}
