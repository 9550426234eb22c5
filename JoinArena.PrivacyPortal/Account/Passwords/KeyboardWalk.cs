namespace JoinArena.PrivacyPortal.Account.Passwords;

/// <summary>Walks from key to neighbouring key, such as <c>1q2w3e4r</c> and <c>qazwsx</c>.</summary>
internal static class KeyboardWalk
{
    /// <summary>The shortest walk that counts as one.</summary>
    private const int Shortest = 3;

    // The common layouts: United States, Germany, France.
    private static readonly string[][] s_layouts =
    [
        ["1234567890-=", "qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./"],
        ["1234567890ß", "qwertzuiopü", "asdfghjklöä", "yxcvbnm,.-"],
        ["1234567890", "azertyuiop", "qsdfghjklm", "wxcvbn,;:!"],
    ];

    private static readonly Dictionary<char, Key>[] s_keys =
    [
        .. s_layouts.Select(rows =>
            rows.SelectMany((row, y) => row.Select((sign, x) => (Sign: sign, Key: new Key(x, y))))
                .ToDictionary(k => k.Sign, k => k.Key)
        ),
    ];

    /// <summary>The lengths of all walks that begin at this character, on any layout.</summary>
    public static IEnumerable<int> FindLengths(string text, int from)
    {
        var longest = s_keys.Max(keys => CountSteps(keys, text, from));
        return longest < Shortest ? [] : Enumerable.Range(Shortest, longest - Shortest + 1);
    }

    /// <summary>The guesses for a walk, as a power of ten. A longer one usually goes on as it began.</summary>
    public static double GetCost(int length) => 1.7 + (0.2 * (length - Shortest));

    private static int CountSteps(Dictionary<char, Key> keys, string text, int from)
    {
        var length = 0;
        Key? last = null;
        while (from + length < text.Length && keys.TryGetValue(text[from + length], out var key))
        {
            if (last is { } before && !before.IsBeside(key))
                break;
            last = key;
            length++;
        }

        return length;
    }

    private sealed record Key(int X, int Y)
    {
        public bool IsBeside(Key other) => Math.Abs(X - other.X) <= 1 && Math.Abs(Y - other.Y) <= 1;
    }
}
