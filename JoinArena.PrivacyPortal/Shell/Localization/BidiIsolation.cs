using System.Globalization;

namespace JoinArena.PrivacyPortal.Shell.Localization;

/// <summary>Keeps names in another direction from reordering the sentence around them.</summary>
public static class BidiIsolation
{
    private const char FirstStrong = '\u2068',
        End = '\u2069';

    extension(string name)
    {
        /// <summary>
        /// The name between isolate characters if it has right-to-left letters or direction marks, or if the sentence is in
        /// a language that runs from right to left; otherwise unchanged. Source: Unicode Standard Annex 9, 2.5.
        /// </summary>
        public string IsolateBidi() =>
            name.Any(Turns) || CultureInfo.CurrentUICulture.TextInfo.IsRightToLeft
                ? $"{FirstStrong}{string.Concat(name.Where(c => !IsIsolate(c)))}{End}"
                : name;
    }

    private static bool IsIsolate(char c) => c is >= '\u2066' and <= '\u2069';

    // Right-to-left letters, and marks that embed or override a direction.
    private static bool Turns(char c) =>
        IsIsolate(c)
        || c
            is (>= '\u0590' and <= '\u08FF')
                or (>= '\uFB1D' and <= '\uFDFF')
                or (>= '\uFE70' and <= '\uFEFE')
                or '\u200F'
                or (>= '\u202A' and <= '\u202E')
                or '\uD802'
                or '\uD803'
                or '\uD83A'
                or '\uD83B';
}
