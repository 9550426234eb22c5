using System.Text.Json.Serialization;

namespace JoinArena.PrivacyPortal.Tests.Shell.Localization.Keys;

/// <summary>An English text that a page, an email or a file shows, and by which its translations are found.</summary>
/// <param name="Key">The English text; of a plural, the one for several.</param>
/// <param name="Where">The file and line that use it, such as <c>Shell/HomePage.razor:9</c>.</param>
/// <param name="Plural">Both English forms if the text depends on a number; otherwise null.</param>
internal sealed record TextKey(
    [property: JsonPropertyName("key")] string Key,
    [property: JsonPropertyName("where")] string Where,
    [property: JsonPropertyName("plural")] PluralPair? Plural
);

/// <summary>The English forms of a text that depends on a number.</summary>
internal sealed record PluralPair(
    [property: JsonPropertyName("one")] string One,
    [property: JsonPropertyName("other")] string Other
);
