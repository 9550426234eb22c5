using System.Globalization;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace JoinArena.PrivacyPortal.Data.Storage;

/// <summary>
/// How a table with a row for every event stores an enum: by its number, in two bytes or less. The enum states its numbers
/// and never changes them. Elsewhere enums are stored as their names.
/// </summary>
internal sealed class EnumCode<TEnum>() : ValueConverter<TEnum, short>(value => ToCode(value), code => FromCode(code))
    where TEnum : struct, Enum
{
    public static short ToCode(TEnum value) => Convert.ToInt16(value, CultureInfo.InvariantCulture);

    /// <exception cref="InvalidOperationException">The enum has no such number.</exception>
    public static TEnum FromCode(short code)
    {
        var value = (TEnum)Enum.ToObject(typeof(TEnum), code);
        return Enum.IsDefined(value)
            ? value
            : throw new InvalidOperationException($"The number {code} is no {typeof(TEnum).Name}.");
    }
}
