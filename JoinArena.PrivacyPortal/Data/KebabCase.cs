using System.Text.Json;

namespace JoinArena.PrivacyPortal.Data;

/// <summary>
/// The portal's spelling of enum members outside C#: <c>InterviewRecording</c> is <c>interview-recording</c> in JSON,
/// YAML and URLs.
/// </summary>
/// <remarks>
/// Names are found by going through all of them: there are few, and a dictionary for each enum would be compiled again at
/// each start.
/// </remarks>
public static class KebabCase
{
    /// <summary>The kebab-case name of a declared member.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The enum declares no such member.</exception>
    public static string ToKebabCase<T>(this T value)
        where T : struct, Enum
    {
        var index = Array.IndexOf(Names<T>.Values, value);
        return index >= 0
            ? Names<T>.InOrder[index]
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"No {typeof(T).Name}.");
    }

    /// <summary>Reads an exact kebab-case name; false for numbers, other spellings and unknown names.</summary>
    public static bool TryParse<T>(string? name, out T value)
        where T : struct, Enum
    {
        var index = name is null ? -1 : Array.IndexOf(Names<T>.InOrder, name);
        value = index >= 0 ? Names<T>.Values[index] : default;
        return index >= 0;
    }

    /// <summary>Every name of the enum, in declaration order: for error messages and documentation.</summary>
    public static IReadOnlyList<string> GetNames<T>()
        where T : struct, Enum => Names<T>.InOrder;

    private static class Names<T>
        where T : struct, Enum
    {
        /// <summary>In the order of <see cref="InOrder"/>.</summary>
        public static readonly T[] Values = Enum.GetValues<T>();
        public static readonly string[] InOrder = Array.ConvertAll(
            Enum.GetNames<T>(),
            JsonNamingPolicy.KebabCaseLower.ConvertName
        );
    }
}
