using System.Security.Cryptography;

namespace JoinArena.PrivacyPortal.Ledger;

/// <summary>
/// What is derived from one person's key, derived once for any number of their records. Not for several threads at a
/// time.
/// </summary>
internal sealed class RecordSealer : IDisposable
{
    private readonly byte[] _key,
        _extracted;
    private readonly SubjectCipher _cipher;

    /// <param name="key">The person's key, 32 bytes.</param>
    public RecordSealer(ReadOnlySpan<byte> key)
    {
        (_key, _extracted) = (key.ToArray(), ExtractKey(key));
        _cipher = new(_extracted);
    }

    /// <summary>
    /// The first step of HKDF-SHA256 (RFC 5869 2.2), without a salt: what everything of one person is expanded from.
    /// </summary>
    public static byte[] ExtractKey(ReadOnlySpan<byte> key)
    {
        var extracted = new byte[HMACSHA256.HashSizeInBytes];
        HKDF.Extract(HashAlgorithmName.SHA256, key, [], extracted);
        return extracted;
    }

    /// <summary>Whether it is of that key.</summary>
    public bool IsForKey(ReadOnlySpan<byte> key) => key.SequenceEqual(_key);

    /// <summary>
    /// The entry of an event: its record, closed to whoever lacks the person's key, and the leaf that commits to it.
    /// </summary>
    public LedgerEntry SealEntry(LedgerEvent happened, Guid id)
    {
        var record = RecordSerializer.Serialize(happened);
        Span<byte> salt = stackalloc byte[Commitment.Length];
        Commitment.DeriveSalt(_extracted, id, salt);
        return new()
        {
            Id = id,
            Subject = happened.Subject,
            Record = _cipher.Encrypt(id, record),
            Leaf = Commitment.FormatLeaf(Commitment.Compute(salt, record)),
        };
    }

    public void Dispose()
    {
        _cipher.Dispose();
        CryptographicOperations.ZeroMemory(_key);
        CryptographicOperations.ZeroMemory(_extracted);
    }
}

/// <summary>
/// Seals of the people whose records one writer writes, as long as it may remember them: a key that has been destroyed
/// should not live on in memory.
/// </summary>
internal sealed class RecordSealerCache(TimeProvider clock) : IDisposable
{
    private const int Most = 10_000;

    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, RecordSealer> _seals = new(StringComparer.Ordinal);
    private long _since = clock.GetTimestamp();

    /// <summary>The seal of a person's present key.</summary>
    public RecordSealer GetOrCreate(string subject, ReadOnlySpan<byte> key)
    {
        if (_seals.Count >= Most || clock.GetElapsedTime(_since) > s_longest)
            Forget();
        if (_seals.TryGetValue(subject, out var seal) && seal.IsForKey(key))
            return seal;
        seal?.Dispose();
        return _seals[subject] = new(key);
    }

    public void Dispose() => Forget();

    private void Forget()
    {
        foreach (var seal in _seals.Values)
            seal.Dispose();
        _seals.Clear();
        _since = clock.GetTimestamp();
    }
}
