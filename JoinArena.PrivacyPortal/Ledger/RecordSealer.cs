using System.Security.Cryptography;

namespace JoinArena.PrivacyPortal.Ledger;

/// <summary>
/// Seals records with one person's key. What is derived from the key is derived once for any number of records. Not
/// thread-safe.
/// </summary>
internal sealed class RecordSealer : IDisposable
{
    private readonly byte[] _key,
        _extracted;
    private readonly SubjectCipher _cipher;

    /// <param name="key">The person's key, 32 bytes.</param>
    public RecordSealer(ReadOnlySpan<byte> key)
    {
        _key = key.ToArray();
        _extracted = ExtractKey(key);
        _cipher = new(_extracted);
    }

    /// <summary>
    /// The first step of HKDF-SHA256 (RFC 5869 2.2), without a salt. All salts and encryption keys of one person are
    /// expanded from its result.
    /// </summary>
    public static byte[] ExtractKey(ReadOnlySpan<byte> key)
    {
        var extracted = new byte[HMACSHA256.HashSizeInBytes];
        HKDF.Extract(HashAlgorithmName.SHA256, key, [], extracted);
        return extracted;
    }

    /// <summary>Whether this sealer was created for that key.</summary>
    public bool IsForKey(ReadOnlySpan<byte> key) => key.SequenceEqual(_key);

    /// <summary>
    /// The entry for an event: its record, encrypted with the person's key, and the leaf that commits to it.
    /// </summary>
    public SealedEntry SealEntry(LedgerEvent ledgerEvent, Guid id)
    {
        var record = RecordSerializer.Serialize(ledgerEvent);
        Span<byte> salt = stackalloc byte[Commitment.Length];
        Commitment.DeriveSalt(_extracted, id, salt);
        return new(
            new()
            {
                Id = id,
                Subject = ledgerEvent.Subject,
                Record = _cipher.Encrypt(id, record),
            },
            new(id, Commitment.Compute(salt, record))
        );
    }

    public void Dispose()
    {
        _cipher.Dispose();
        CryptographicOperations.ZeroMemory(_key);
        CryptographicOperations.ZeroMemory(_extracted);
    }
}
