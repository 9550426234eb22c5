using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace JoinArena.PrivacyPortal.Data.Storage;

/// <summary>
/// How SQLite stores an id: 16 bytes in the order in which the id is written (RFC 9562), so that <c>hex(Id)</c> shows its
/// digits. SQLite compares bytes one by one, so version 7 ids sort by time, as they do on PostgreSQL.
/// </summary>
internal sealed class SqliteId() : ValueConverter<Guid, byte[]>(id => ToBytes(id), bytes => FromBytes(bytes))
{
    /// <summary>The bytes of an id.</summary>
    public static byte[] ToBytes(Guid id) => id.ToByteArray(bigEndian: true);

    private static Guid FromBytes(byte[] bytes) => new(bytes, bigEndian: true);
}
