using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace JoinArena.PrivacyPortal.Shell;

/// <summary>
/// An email address. This type alone says what an address is, how it is written, and when two are the same: when they
/// differ in nothing but the case of ASCII letters and the spelling of the domain (Unicode or <c>xn--</c>). An address
/// that looks like another, such as one with a Kelvin sign for a K, is a different address or none.
/// </summary>
/// <remarks>
/// Sources: RFC 5321 4.1.2 without quoted local parts and domain literals, which mail services refuse in practice;
/// RFC 6531 3.3 for letters beyond ASCII; RFC 5891 and UTS #46 for the domain; RFC 8264 9 for the letters that can
/// stand in a name.
/// </remarks>
public sealed class EmailAddress : IEquatable<EmailAddress>
{
    /// <summary>The longest address. Source: RFC 5321 4.5.3.1.3, without the angle brackets.</summary>
    public const int MaxLength = 254;

    private const int MaxLocalLength = 64;
    private static readonly IdnMapping s_idn = new() { UseStd3AsciiRules = true };
    private static readonly SearchValues<char> s_asciiInLocal = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.!#$%&'*+-/=?^_`{|}~"
    );

    private EmailAddress(string local, string asciiDomain, string domain)
    {
        Text = $"{local}@{domain}";
        MailText = $"{local}@{asciiDomain}";
        Key = ToUpperAscii(Text);
    }

    /// <summary>The address as people read it: as it was typed, but with the domain in Unicode and in lower case.</summary>
    public string Text { get; }

    /// <summary>The address as mail servers read it: with the domain in ASCII (<c>xn--</c>).</summary>
    public string MailText { get; }

    /// <summary>The form to look up and to compare. Two addresses are the same if and only if their keys are.</summary>
    public string Key { get; }

    /// <summary>
    /// Reads exactly one address, with or without spaces around it. Refuses what mail cannot take: a name or a list, a
    /// quoted local part, a dot at an end of the local part, a domain without a dot, an IP address.
    /// </summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out EmailAddress? address)
    {
        address = null;
        text = text?.Trim(' ');
        // The longest input is one in Unicode, which has no more characters than its form for mail has bytes.
        if (text is not { Length: > 2 and <= MaxLength } || !IsComposed(text))
            return false;

        var at = text.LastIndexOf('@');
        if (at < 1 || !IsLocalPart(text[..at]) || !TryReadDomain(text[(at + 1)..], out var ascii, out var domain))
            return false;

        var read = new EmailAddress(text[..at], ascii, domain);
        if (Encoding.UTF8.GetByteCount(read.MailText) > MaxLength)
            return false;
        address = read;
        return true;
    }

    /// <summary>Whether the text is an email address.</summary>
    public static bool IsValid([NotNullWhen(true)] string? text) => TryParse(text, out _);

    /// <summary>Reads an address that was checked before.</summary>
    /// <exception cref="FormatException">The text is not an email address. The message does not repeat it.</exception>
    public static EmailAddress Parse(string text) =>
        TryParse(text, out var address) ? address : throw new FormatException("The email address is not valid.");

    /// <summary>
    /// The key of the address. A text that is no address is returned as it is, which is nobody's key.
    /// </summary>
    public static string GetKey(string text) => TryParse(text, out var address) ? address.Key : text;

    /// <summary>The address as people read it. A text that is no address is returned as it is.</summary>
    public static string GetText(string text) => TryParse(text, out var address) ? address.Text : text;

    /// <summary>The beginning of a key, for a search by the beginning of an address.</summary>
    public static string GetKeyPrefix(string text)
    {
        var domain = text.LastIndexOf('@') + 1;
        return ToUpperAscii(domain == 0 ? text : text[..domain] + text[domain..].ToLowerInvariant());
    }

    /// <summary>The address as a link that opens an email to it. Source: RFC 6068 2.</summary>
    public string ToMailtoUri()
    {
        var at = MailText.LastIndexOf('@');
        return $"mailto:{Uri.EscapeDataString(MailText[..at])}{MailText[at..]}";
    }

    public bool Equals(EmailAddress? other) => other is not null && Key == other.Key;

    public override bool Equals(object? obj) => Equals(obj as EmailAddress);

    public override int GetHashCode() => Key.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc cref="Text" />
    public override string ToString() => Text;

    // Only ASCII: "ſ" and the Kelvin sign have an ASCII letter as their upper or lower case.
    private static string ToUpperAscii(string text) =>
        string.Concat(text.Select(c => char.IsAsciiLetterLower(c) ? char.ToUpperInvariant(c) : c));

    /// <summary>
    /// Whether nothing in the text stands for something else: no letter with a separate accent, no Kelvin sign, no
    /// ligature, and no half of a surrogate pair.
    /// </summary>
    private static bool IsComposed(string text)
    {
        if (Ascii.IsValid(text))
            return true;
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar)
                return false;
        }

        return text.IsNormalized(NormalizationForm.FormKC);
    }

    private static bool IsLocalPart(string text) =>
        Encoding.UTF8.GetByteCount(text) <= MaxLocalLength
        && text is not (['.', ..] or [.., '.'])
        && !text.Contains("..", StringComparison.Ordinal)
        && text.EnumerateRunes().All(IsInLocalPart);

    private static bool IsInLocalPart(Rune rune) =>
        rune.IsAscii ? s_asciiInLocal.Contains((char)rune.Value) : IsLetter(rune) && IsInDomain(rune);

    private static bool IsLetter(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.LowercaseLetter
                or UnicodeCategory.UppercaseLetter
                or UnicodeCategory.OtherLetter
                or UnicodeCategory.ModifierLetter
                or UnicodeCategory.DecimalDigitNumber
                or UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark;

    // Domains refuse what cannot be seen. A mark needs a letter before it, hence the x.
    private static bool IsInDomain(Rune rune) => TryReadDomain($"x{rune}.x", out _, out _);

    private static bool TryReadDomain(string text, out string ascii, out string domain)
    {
        ascii = domain = text.ToLowerInvariant();
        if (!IsUnicodeOrEncoded(ascii))
        {
            return IsHostName(ascii) && Map(s_idn.GetAscii, ascii) is not null;
        }

        if (Map(s_idn.GetAscii, domain) is not { } encoded || Map(s_idn.GetUnicode, encoded) is not { } decoded)
            return false;
        // A capital that is not simply the upper case of its letter, such as a "ẞ", is mapped in different ways.
        var typed = Map(s_idn.GetAscii, text)?.ToLowerInvariant();
        if (typed != encoded)
            return false;
        var isCanonical = IsSpelledAs(domain, encoded, decoded) && IsLowerCase(decoded);
        ascii = encoded;
        domain = decoded;
        return isCanonical && IsComposed(decoded) && Map(s_idn.GetAscii, decoded) == encoded && IsHostName(encoded);
    }

    private static bool IsLowerCase(string text)
    {
        var lower = text.ToLowerInvariant();
        return text == lower;
    }

    private static bool IsUnicodeOrEncoded(string domain) =>
        !Ascii.IsValid(domain) || domain.Split('.').Any(label => label.StartsWith("xn--", StringComparison.Ordinal));

    /// <summary>
    /// Whether each label of the domain is its own Unicode or ASCII form. UTS #46 maps many characters to others and
    /// drops some, so a domain that is neither is a look-alike of what it is mapped to.
    /// </summary>
    private static bool IsSpelledAs(string domain, string encoded, string decoded)
    {
        var labels = domain.Split('.');
        var inAscii = encoded.Split('.');
        var inUnicode = decoded.Split('.');
        return labels.Length == inAscii.Length
            && labels.Length == inUnicode.Length
            && labels.Index().All(label => label.Item == inAscii[label.Index] || label.Item == inUnicode[label.Index]);
    }

    // At least two labels, and a last one that is no number, as in an IP address. Source: RFC 3696 2.
    private static bool IsHostName(string domain) =>
        domain.Split('.') is [.., _, { Length: > 0 } top] && !top.All(char.IsAsciiDigit);

    private static string? Map(Func<string, string> map, string domain)
    {
        try
        {
            return domain.Length == 0 ? null : map(domain);
        }
        catch (ArgumentException)
        {
            // The mapping says in this way that the domain is not valid.
            return null;
        }
    }
}
