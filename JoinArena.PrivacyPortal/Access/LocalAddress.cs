using System.Text;

namespace JoinArena.PrivacyPortal.Access;

/// <summary>Addresses of this portal's pages that come from outside, such as where to go after the sign-in.</summary>
public static class LocalAddress
{
    /// <summary>
    /// Returns the address with everything outside ASCII percent-encoded, as a header must have it (RFC 9110 10.2.2);
    /// null if it is not a path of this portal.
    /// </summary>
    public static string? Parse(string? address)
    {
        // Browsers treat "//host" and "/\host" as another host.
        if (address is not ['/', ..] || address is [_, '/' or '\\', ..] || address.Any(char.IsControl))
            return null;
        // They would lead up and out of the base path.
        if (address.Split('?', '#')[0].Split('/', '\\').Any(IsDots))
            return null;
        if (Ascii.IsValid(address))
            return address;

        var encoded = new StringBuilder(address.Length + 16);
        foreach (var letter in address.EnumerateRunes())
            encoded.Append(letter.IsAscii ? letter.ToString() : Uri.EscapeDataString(letter.ToString()));
        return encoded.ToString();
    }

    // Browsers read %2e as a dot here.
    private static bool IsDots(string segment) =>
        segment.Replace("%2e", ".", StringComparison.OrdinalIgnoreCase) is "." or "..";
}
