namespace JoinArena.PrivacyPortal.Data.Input;

/// <summary>Checks names of time zones (IANA).</summary>
public static class TimeZoneName
{
    // Names of files in the folder of zones that are no zones, or not the same on every machine.
    private static readonly string[] s_notZones = ["localtime", "posixrules", "Factory"];

    // Copies of all zones: with leap seconds counted, and without.
    private static readonly string[] s_copies = ["right/", "posix/"];

    /// <summary>Says what is wrong with the name of a zone; null if nothing is.</summary>
    public static string? FindFault(string name)
    {
        if (Array.Find(s_copies, copy => name.StartsWith(copy, StringComparison.Ordinal)) is { } copy)
        {
            return IsZone(name[copy.Length..])
                ? $"Give the zone itself: {name[copy.Length..]}."
                : "Give an IANA time zone, such as Europe/Lisbon.";
        }

        if (s_notZones.Contains(name, StringComparer.Ordinal))
            return "This names no zone that is the same everywhere. Give an IANA time zone, such as Europe/Lisbon.";
        // The names that Windows uses have spaces.
        if (TimeZoneInfo.TryConvertWindowsIdToIanaId(name, out var iana) && iana != name && name.Contains(' '))
            return $"Give the IANA name of the zone: {iana}.";
        return IsZone(name) ? null : "Give an IANA time zone, such as Europe/Lisbon.";
    }

    // The name becomes part of a path where the zones are files.
    private static bool IsZone(string name) =>
        name.Length is > 0 and <= 60
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '_' or '-' or '+')
        && char.IsAsciiLetter(name[0])
        && TimeZoneInfo.TryFindSystemTimeZoneById(name, out _);
}
