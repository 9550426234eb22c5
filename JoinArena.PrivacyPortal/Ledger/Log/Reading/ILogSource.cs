using JoinArena.PrivacyPortal.Ledger.Tree;

namespace JoinArena.PrivacyPortal.Ledger.Log.Reading;

/// <summary>A log to read: from this portal's database, or from any server of C2SP tiles.</summary>
public interface ILogSource
{
    /// <summary>The signed checkpoint; null if none is published.</summary>
    Task<string?> ReadCheckpointAsync(CancellationToken ct);

    /// <summary>The bytes of a tile or of a bundle of entries; null if it does not exist.</summary>
    Task<byte[]?> ReadTileAsync(TilePath path, CancellationToken ct);
}
