using System.Text.RegularExpressions;

namespace JoinArena.PrivacyPortal.Shell.Localization;

public sealed partial class UnbrokenText
{
    private const string Request = @"\bDR-[0-9]{4}-[0-9A-Z]+";

    // A longer word could be wider than a narrow column.
    private const string Count = @"(?<![^\s(])\p{Nd}+(?:[.,\u00A0\u202F\u066C]\p{Nd}{3})*[ \u00A0]\p{L}{1,14}(?!\p{L})";

    private const int Timeout = 1000;

    // With its group, the split keeps what it splits at.
    [GeneratedRegex($"(?<kept>{Request}|{Count})", RegexOptions.CultureInvariant, Timeout)]
    private static partial Regex Parts { get; }

    /// <summary>Of a part: DR-2026-000123.</summary>
    [GeneratedRegex($"^{Request}$", RegexOptions.CultureInvariant, Timeout)]
    private static partial Regex RequestNumber { get; }

    /// <summary>Of a part: "5 parties".</summary>
    [GeneratedRegex($"^{Count}$", RegexOptions.CultureInvariant, Timeout)]
    private static partial Regex Counted { get; }
}
