namespace JoinArena.PrivacyPortal.Ledger.Notes;

/// <summary>What a key's signatures cover. One key is never used for two types.</summary>
public enum KeyType : byte
{
    /// <summary>An Ed25519 signature of the note's text.</summary>
    Ed25519 = 1,

    /// <summary>A witness's Ed25519 signature of a time and the note's text (C2SP tlog-cosignature).</summary>
    Ed25519Cosignature = 4,
}
