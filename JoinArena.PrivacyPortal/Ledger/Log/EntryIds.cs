namespace JoinArena.PrivacyPortal.Ledger.Log;

/// <summary>The ids of many entries in one value: 16 bytes each, big-endian (RFC 9562).</summary>
internal static class EntryIds
{
    /// <summary>The length of an id.</summary>
    public const int Length = 16;

    public static byte[] Write(IReadOnlyCollection<WaitingLeaf> leaves)
    {
        var bytes = new byte[leaves.Count * Length];
        var rest = bytes.AsSpan();
        foreach (var leaf in leaves)
        {
            leaf.EntryId.TryWriteBytes(rest, bigEndian: true, out _);
            rest = rest[Length..];
        }

        return bytes;
    }

    public static IEnumerable<Guid> Read(byte[] bytes)
    {
        for (var at = 0; at < bytes.Length; at += Length)
            yield return new(bytes.AsSpan(at, Length), bigEndian: true);
    }
}
