namespace JoinArena.PrivacyPortal.Shell.Localization;

/// <summary>Names from outside, inside sentences of ours.</summary>
public static class BidiIsolation
{
    private const char FirstStrong = '\u2068',
        End = '\u2069';

    extension(string name)
    {
        /// <summary>
        /// The name, kept from turning round the words beside it: one written from right to left, or with marks that
        /// change direction, is put between isolates (Unicode
        /// Standard Annex 9, 2.5). Any other stays as it is.
        /// </summary>
        public string IsolateBidi() =>
            name.Any(Turns) ? $"{FirstStrong}{string.Concat(name.Where(c => !IsIsolate(c)))}{End}" : name;
    }

    private static bool IsIsolate(char c) => c is >= '\u2066' and <= '\u2069';

    // Letters from right to left of either plane, and the marks that embed or override.
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
