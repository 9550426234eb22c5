using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace JoinArena.PrivacyPortal.Data.Input;

/// <summary>
/// Checks codes of places. Any two letters look like a country, and a code that is not one would get the law of an unknown
/// place. Source: ISO 3166-1 (249 officially assigned codes) and, for the states and provinces whose laws differ,
/// ISO 3166-2:US and ISO 3166-2:CA.
/// </summary>
public static class CountryCode
{
    private const int LongestSubdivision = 3;

    private static readonly FrozenSet<string> s_countries = ToSet(
        """
        AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ
        CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO
        FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE
        JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO
        MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW
        PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM
        TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
        """
    );

    // Codes that others use for one country, and that ISO keeps free for it. Each means that country and no other.
    private static readonly FrozenDictionary<string, string> s_aliases = new Dictionary<string, string>(
        StringComparer.Ordinal
    )
    {
        ["UK"] = "GB",
        ["EL"] = "GR",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, FrozenSet<string>> s_subdivisions = new Dictionary<
        string,
        FrozenSet<string>
    >(StringComparer.Ordinal)
    {
        ["US"] = ToSet(
            """
            AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK
            OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC AS GU MP PR UM VI
            """
        ),
        ["CA"] = ToSet("AB BC MB NB NL NS NT NU ON PE QC SK YT"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Reads the code of a country: <c>DE</c>, or <c>UK</c>, which is <c>GB</c>.</summary>
    /// <param name="code">The ISO 3166-1 code.</param>
    /// <param name="fault">What to write instead, in words.</param>
    public static bool TryReadCountry(string text, out string code, [NotNullWhen(false)] out string? fault)
    {
        code = s_aliases.GetValueOrDefault(text, text);
        fault = s_countries.Contains(code) ? null : DescribeFault(text);
        return fault is null;
    }

    /// <summary>Reads the code of a country or of a part of one: <c>DE</c>, <c>US-CA</c>.</summary>
    /// <inheritdoc cref="TryReadCountry"/>
    public static bool TryReadPlace(string text, out string code, [NotNullWhen(false)] out string? fault)
    {
        if (text.Split('-', 2) is not [var country, var part])
            return TryReadCountry(text, out code, out fault);
        if (!TryReadCountry(country, out code, out fault))
            return false;
        if (!(s_subdivisions.TryGetValue(code, out var known) ? known.Contains(part) : IsSubdivision(part)))
        {
            fault = $"{code} has no part with this code. Give an ISO 3166-2 code such as US-CA, or the country alone.";
            return false;
        }

        code = $"{code}-{part}";
        return true;
    }

    private static bool IsSubdivision(string part) =>
        part.Length is > 0 and <= LongestSubdivision
        && part.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c));

    private static string DescribeFault(string text) =>
        text switch
        {
            "EU" or "EZ" => "The European Union is no country, and each member has its own authority. "
                + "Give the code of the country, such as DE.",
            { Length: 2 } when s_countries.Contains(text.ToUpperInvariant()) =>
                $"Write the code in capitals: {text.ToUpperInvariant()}.",
            { Length: 2 } when text.All(char.IsAsciiLetter) =>
                $"{text} is not the ISO 3166-1 code of a country. Give one such as DE or US.",
            _ => "Give the ISO 3166-1 code of a country, two capital letters such as DE or US.",
        };

    private static FrozenSet<string> ToSet(string codes) =>
        codes.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
