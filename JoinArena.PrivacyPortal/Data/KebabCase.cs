using System.Collections.Frozen;
using System.Text.Json;

namespace JoinArena.PrivacyPortal.Data;

/// <summary>
/// The portal's spelling of enum members outside C#: <c>InterviewRecording</c> is <c>interview-recording</c> in JSON,
/// YAML and URLs.
/// </summary>
public static class KebabCase
{
    /// <summary>The kebab-case name of a declared member.</summary>
    public static string ToKebabCase<T>(this T value)
        where T : struct, Enum => Names<T>.ByValue[value];

    /// <summary>Reads an exact kebab-case name; false for numbers, other spellings and unknown names.</summary>
    public static bool TryParse<T>(string? name, out T value)
        where T : struct, Enum
    {
        value = default;
        return name is not null && Names<T>.ByName.TryGetValue(name, out value);
    }

    /// <summary>Every name of the enum, in declaration order: for error messages and documentation.</summary>
    public static IReadOnlyList<string> GetNames<T>()
        where T : struct, Enum => Names<T>.InOrder;

    private static class Names<T>
        where T : struct, Enum
    {
        public static readonly string[] InOrder =
        [
            .. Enum.GetNames<T>().Select(JsonNamingPolicy.KebabCaseLower.ConvertName),
        ];
        public static readonly FrozenDictionary<T, string> ByValue = Enum.GetValues<T>()
            .ToFrozenDictionary(v => v, v => JsonNamingPolicy.KebabCaseLower.ConvertName(v.ToString()));
        public static readonly FrozenDictionary<string, T> ByName = ByValue.ToFrozenDictionary(
            p => p.Value,
            p => p.Key,
            StringComparer.Ordinal
        );
    }
}
