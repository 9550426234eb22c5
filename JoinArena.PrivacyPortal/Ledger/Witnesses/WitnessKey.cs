using JoinArena.PrivacyPortal.Ledger.Notes;

namespace JoinArena.PrivacyPortal.Ledger.Witnesses;

/// <summary>
/// The key with which this portal cosigns other portals' logs. It is not the key that signs its own log, because one
/// key is never used for two types of signature.
/// </summary>
public sealed class WitnessKey(NoteKey key) : IDisposable
{
    /// <summary>The public key that verifies its cosignatures.</summary>
    public VerifierKey Verifier { get; } =
        VerifierKey.Create(key.Verifier.Name, KeyType.Ed25519Cosignature, key.Verifier.PublicBytes);

    /// <summary>Signs the message of a cosignature; returns only the signature's bytes.</summary>
    internal byte[] Sign(string message) => key.Sign(message).Bytes;

    public void Dispose() => key.Dispose();
}
