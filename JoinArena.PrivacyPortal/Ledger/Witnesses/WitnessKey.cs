using JoinArena.PrivacyPortal.Ledger.Notes;

namespace JoinArena.PrivacyPortal.Ledger.Witnesses;

/// <summary>
/// The key this portal witnesses other portals' logs with. It is not the one that signs its own log: one key never
/// serves two types of signature.
/// </summary>
public sealed class WitnessKey(NoteKey key) : IDisposable
{
    /// <summary>What others check its cosignatures with.</summary>
    public VerifierKey Verifier { get; } =
        VerifierKey.Create(key.Verifier.Name, KeyType.Ed25519Cosignature, key.Verifier.PublicBytes);

    /// <summary>The bare signature of a cosignature's message.</summary>
    internal byte[] Sign(string message) => key.Sign(message).Bytes;

    public void Dispose() => key.Dispose();
}
