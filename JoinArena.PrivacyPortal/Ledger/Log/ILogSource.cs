using JoinArena.PrivacyPortal.Ledger.Tree;

namespace JoinArena.PrivacyPortal.Ledger.Log;

/// <summary>Where a log is read from: this portal's database, or any server of C2SP tiles.</summary>
public interface ILogSource
{
    /// <summary>The signed checkpoint; null if none is served.</summary>
    Task<string?> ReadCheckpointAsync(CancellationToken ct);

    /// <summary>A tile or a bundle; null if it is not there.</summary>
    Task<byte[]?> ReadTileAsync(TilePath path, CancellationToken ct);
}
