using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace JoinArena.PrivacyPortal.Data.Storage;

/// <summary>
/// How SQLite stores an instant: as Unix milliseconds, which <c>datetime(… / 1000, 'unixepoch')</c> shows and which
/// sort as the times do. Instants have no more digits (<see cref="InstantExtensions"/>), and six bytes hold today's.
/// </summary>
internal sealed class SqliteInstant()
    : ValueConverter<DateTimeOffset, long>(time => ToNumber(time), number => FromNumber(number))
{
    public static long ToNumber(DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    public static DateTimeOffset FromNumber(long number) => DateTimeOffset.FromUnixTimeMilliseconds(number);
}
