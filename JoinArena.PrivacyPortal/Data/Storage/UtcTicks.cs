using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace JoinArena.PrivacyPortal.Data.Storage;

/// <summary>A moment as its UTC ticks, which sort as the moments do: SQLite has no type for times.</summary>
public sealed class UtcTicks()
    : ValueConverter<DateTimeOffset, long>(time => time.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
