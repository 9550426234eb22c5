namespace JoinArena.PrivacyPortal.Ledger;

/// <summary>
/// The sealers of the people whose records one writer writes. They are kept for a short time only, so that a destroyed
/// key does not stay in memory.
/// </summary>
internal sealed class RecordSealerCache(TimeProvider clock) : IDisposable
{
    private const int MaxCount = 10_000;

    private static readonly TimeSpan s_maxAge = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, RecordSealer> _sealers = new(StringComparer.Ordinal);
    private long _since = clock.GetTimestamp();

    /// <summary>The sealer for a person's current key.</summary>
    public RecordSealer GetOrCreate(string subject, ReadOnlySpan<byte> key)
    {
        if (_sealers.Count >= MaxCount || clock.GetElapsedTime(_since) > s_maxAge)
            Clear();
        if (_sealers.TryGetValue(subject, out var sealer) && sealer.IsForKey(key))
            return sealer;
        sealer?.Dispose();
        return _sealers[subject] = new(key);
    }

    public void Dispose() => Clear();

    private void Clear()
    {
        foreach (var sealer in _sealers.Values)
            sealer.Dispose();
        _sealers.Clear();
        _since = clock.GetTimestamp();
    }
}
