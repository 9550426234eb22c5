using System.Text.RegularExpressions;

namespace JoinArena.PrivacyPortal.Shell.Localization;

public sealed partial class UnbrokenText
{
    // With its group, the split keeps the numbers: DR-2026-000123.
    [GeneratedRegex(
        @"(?<number>\bDR-[0-9]{4}-[0-9A-Z]+)",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Number { get; }
}
