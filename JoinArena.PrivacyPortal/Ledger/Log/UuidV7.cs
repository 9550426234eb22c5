using System.Buffers.Binary;

namespace JoinArena.PrivacyPortal.Ledger.Log;

/// <summary>Ids that begin with the time of their creation.</summary>
internal static class UuidV7
{
    extension(Guid id)
    {
        /// <summary>When a version 7 id was created (RFC 9562).</summary>
        public DateTimeOffset GetCreationTime()
        {
            Span<byte> bytes = stackalloc byte[16];
            _ = id.TryWriteBytes(bytes, bigEndian: true, out _);
            return DateTimeOffset.FromUnixTimeMilliseconds((long)(BinaryPrimitives.ReadUInt64BigEndian(bytes) >> 16));
        }
    }
}
