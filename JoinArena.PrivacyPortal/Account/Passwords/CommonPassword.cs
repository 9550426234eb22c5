using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace JoinArena.PrivacyPortal.Account.Passwords;

/// <summary>
/// Estimates how soon a password would be guessed by someone who tries what people choose: common words and names, also
/// spelt with digits, walks over the keyboard, runs, repetitions and years. Source: NIST SP 800-63B 5.1.1.2, OWASP ASVS
/// 5.0.0 6.2.4.
/// </summary>
/// <remarks>
/// The password is cut into such pieces in the way that needs the fewest guesses. The costs are powers of ten, so they
/// add up.
/// </remarks>
internal static class CommonPassword
{
    /// <summary>Ten million guesses. Attempts to sign in are limited, so many more cannot be made.</summary>
    private const double Limit = 7;

    private const double Word = 3.2,
        OwnWord = 1,
        Variation = 0.3,
        Run = 1.5,
        Year = 2,
        Digit = 1,
        CommonSign = 0.7,
        OtherCharacter = 1.6;

    private const int MaxWord = 20;

    private static readonly FrozenSet<string> s_words = ReadWords();

    private static readonly FrozenDictionary<char, char> s_digitSpelling = new Dictionary<char, char>
    {
        ['0'] = 'o',
        ['1'] = 'i',
        ['3'] = 'e',
        ['4'] = 'a',
        ['5'] = 's',
        ['7'] = 't',
        ['@'] = 'a',
        ['$'] = 's',
        ['!'] = 'i',
    }.ToFrozenDictionary();

    /// <summary>True if fewer guesses are needed than an attacker can make.</summary>
    /// <param name="password">The password.</param>
    /// <param name="email">The owner's email address, whose parts are guessed first.</param>
    public static bool Matches(string password, string email)
    {
        var own = email
            .Split('@', '.', '-', '_', '+')
            .Append(email.Split('@')[0])
            .Select(Simplify)
            .Where(part => part.Length >= 3)
            .ToHashSet(StringComparer.Ordinal);
        return Estimate(password, own) <= Limit;
    }

    private static double Estimate(string password, HashSet<string> own)
    {
        // The same again and again is guessed like one of them.
        for (var unit = 1; unit <= password.Length / 2; unit++)
        {
            if (!password.Where((sign, at) => sign != password[at % unit]).Any())
                return Estimate(password[..unit], own) + Variation;
        }

        var plain = Simplify(password);
        var spelt = string.Concat(plain.Select(c => s_digitSpelling.GetValueOrDefault(c, c)));
        var speltWithL = string.Concat(plain.Select(c => c is '1' ? 'l' : s_digitSpelling.GetValueOrDefault(c, c)));
        var hasCapitals = password.Any(char.IsUpper);
        var best = new double[plain.Length + 1];
        Array.Fill(best, double.MaxValue, 1, plain.Length);
        for (var from = 0; from < plain.Length; from++)
        {
            Offer(from + 1, GetCharacterCost(plain[from]));
            foreach (var length in KeyboardWalk.FindLengths(plain, from))
                Offer(from + length, KeyboardWalk.GetCost(length));
            for (var length = 3; length <= CountRun(plain, from); length++)
                Offer(from + length, Run);
            if (IsYear(plain, from))
                Offer(from + 4, Year);
            for (var length = 3; length <= Math.Min(MaxWord, plain.Length - from); length++)
            {
                var piece = plain.Substring(from, length);
                if (own.Contains(piece))
                    Offer(from + length, OwnWord);
                var isSpeltWithDigits =
                    s_words.Contains(spelt.Substring(from, length))
                    || s_words.Contains(speltWithL.Substring(from, length));
                if (s_words.Contains(piece))
                    Offer(from + length, Word + (hasCapitals ? Variation : 0));
                else if (isSpeltWithDigits)
                    Offer(from + length, Word + Variation);
            }

            void Offer(int to, double cost) => best[to] = Math.Min(best[to], best[from] + cost);
        }

        return best[^1];
    }

    private static double GetCharacterCost(char sign) =>
        sign switch
        {
            >= '0' and <= '9' => Digit,
            '!' or '.' or '-' or '_' or '?' or ' ' or '*' or '#' or '@' or '+' or ',' => CommonSign,
            _ => OtherCharacter,
        };

    // "aaa", "abc", "123", "321", "2468"
    private static int CountRun(string text, int from)
    {
        if (from + 1 >= text.Length)
            return 1;
        var step = text[from + 1] - text[from];
        if (Math.Abs(step) > 2)
            return 1;
        var length = 2;
        while (from + length < text.Length && text[from + length] - text[from + length - 1] == step)
            length++;
        return length;
    }

    private static bool IsYear(string text, int from) =>
        from + 4 <= text.Length
        && int.TryParse(text.AsSpan(from, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
        && year is >= 1930 and <= 2039;

    /// <summary>Lower case, without accents.</summary>
    private static string Simplify(string text) =>
        string.Concat(
            // Runes are well-formed, which normalization requires.
            string.Concat(text.EnumerateRunes())
                .Normalize(NormalizationForm.FormKD)
                .Where(c => CharUnicodeInfo.GetUnicodeCategory(c) is not UnicodeCategory.NonSpacingMark)
                .Select(char.ToLowerInvariant)
        );

    private static FrozenSet<string> ReadWords()
    {
        using var stream =
            typeof(CommonPassword).Assembly.GetManifestResourceStream("common-words.txt")
            ?? throw new InvalidOperationException("The list of common words is not in the program.");
        using var reader = new StreamReader(stream);
        return reader
            .ReadToEnd()
            .Split('\n')
            .Where(line => !line.StartsWith('#'))
            .SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .ToFrozenSet(StringComparer.Ordinal);
    }
}
