using System.Globalization;
using System.Runtime.InteropServices;

namespace JoinArena.PrivacyPortal.Policies;

/// <summary>The number of a version, such as <c>1.0</c>. Compared by value, so that 1.10 comes after 1.9.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct VersionNumber(int Major, int Minor) : IComparable<VersionNumber>
{
    /// <summary>Parses two numbers with a point between them and no leading zeros.</summary>
    public static bool TryParse(string? text, out VersionNumber number)
    {
        number = default;
        if (text?.Split('.') is not [var major, var minor])
            return false;
        if (!int.TryParse(major, NumberStyles.None, CultureInfo.InvariantCulture, out var first))
            return false;
        if (!int.TryParse(minor, NumberStyles.None, CultureInfo.InvariantCulture, out var second))
            return false;
        number = new VersionNumber(first, second);
        return string.Equals(number.ToString(), text, StringComparison.Ordinal);
    }

    public int CompareTo(VersionNumber other) => (Major, Minor).CompareTo((other.Major, other.Minor));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}");

    public static bool operator <(VersionNumber left, VersionNumber right) => left.CompareTo(right) < 0;

    public static bool operator >(VersionNumber left, VersionNumber right) => left.CompareTo(right) > 0;

    public static bool operator <=(VersionNumber left, VersionNumber right) => left.CompareTo(right) <= 0;

    public static bool operator >=(VersionNumber left, VersionNumber right) => left.CompareTo(right) >= 0;
}
