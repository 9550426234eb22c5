using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Input;
using JoinArena.PrivacyPortal.Workers;

namespace JoinArena.PrivacyPortal.Disclosures.Intake.Api;

/// <summary>
/// Reads fields of a JSON document by JSON Pointer (RFC 6901), and collects what is wrong with each field instead of
/// stopping at the first.
/// </summary>
internal sealed class JsonFieldReader(JsonElement root)
{
    // No field is longer. In JSON a character has at most six bytes (\u0000).
    private const int LongestText = 8192;
    private const int BytesPerCharacter = 6;

    private readonly List<FieldError> _errors = [];

    public IReadOnlyList<FieldError> Errors => _errors;

    public void AddError(string pointer, string detail) => _errors.Add(new(pointer, detail));

    public bool HasValue(string pointer) => Find(pointer) is { ValueKind: not JsonValueKind.Null };

    /// <summary>A text of 1 to <paramref name="maxLength"/> characters.</summary>
    public string? ReadText(string pointer, int maxLength)
    {
        if (
            Find(pointer) is { ValueKind: JsonValueKind.String } value
            && TryGetString(value) is { Length: > 0 } text
            && text.Length <= maxLength
        )
        {
            return IsStorable(pointer, text) ? text : null;
        }

        AddError(pointer, $"Give a text of 1 to {maxLength} characters.");
        return null;
    }

    /// <summary>An id given by JoinArena.</summary>
    public string? ReadId(string pointer)
    {
        if (
            Find(pointer) is { ValueKind: JsonValueKind.String } value
            && TryGetString(value) is { } text
            && WorkerAnnouncement.IsValidId(text)
        )
        {
            return text;
        }

        AddError(pointer, "Give an id of 1 to 200 letters, digits and . _ : -");
        return null;
    }

    /// <summary>An RFC 3339 instant with its offset.</summary>
    public DateTimeOffset? ReadInstant(string pointer)
    {
        if (
            Find(pointer) is { ValueKind: JsonValueKind.String } value
            && Rfc3339.TryParse(TryGetString(value), out var time)
        )
        {
            return time.ToInstant();
        }

        AddError(pointer, Rfc3339.Expected);
        return null;
    }

    /// <summary>An enum member in kebab case.</summary>
    public T? ReadEnum<T>(string pointer)
        where T : struct, Enum
    {
        if (
            Find(pointer) is { ValueKind: JsonValueKind.String } value
            && KebabCase.TryParse<T>(TryGetString(value), out var member)
        )
        {
            return member;
        }

        AddError(pointer, $"Give one of {string.Join(", ", KebabCase.GetNames<T>())}.");
        return null;
    }

    /// <summary>ISO 3166 codes of places: one text, or a list of them.</summary>
    public IReadOnlyList<string> ReadPlaces(string pointer)
    {
        if (Find(pointer) is not { ValueKind: JsonValueKind.Array } list)
            return ReadPlace(pointer) is { } one ? [one] : [];
        var count = list.GetArrayLength();
        if (count is 0 or > JobLocationList.MaxCount)
        {
            AddError(pointer, $"Name 1 to {JobLocationList.MaxCount} places, or leave it out.");
            return [];
        }

        return [.. Enumerable.Range(0, count).Select(i => ReadPlace($"{pointer}/{i}")).OfType<string>()];
    }

    private string? ReadPlace(string pointer)
    {
        if (ReadText(pointer, 10) is not { } text)
            return null;
        if (CountryCode.TryReadPlace(text, out var code, out var fault))
            return code;
        AddError(pointer, fault);
        return null;
    }

    /// <summary>The length of an array.</summary>
    public int? ReadArrayLength(string pointer)
    {
        if (Find(pointer) is { ValueKind: JsonValueKind.Array } value)
            return value.GetArrayLength();
        AddError(pointer, "Give an array.");
        return null;
    }

    /// <summary>An object as raw JSON; null where there is none.</summary>
    public string? ReadObject(string pointer)
    {
        if (!HasValue(pointer))
            return null;
        if (
            Find(pointer) is { ValueKind: JsonValueKind.Object } value
            && JsonMarshal.GetRawUtf8Value(value).Length <= LongestText * BytesPerCharacter
            && value.GetRawText() is { Length: <= LongestText } raw
        )
        {
            return AreStorable(pointer, value) ? raw : null;
        }

        AddError(pointer, "Give an object of at most 8,192 characters.");
        return null;
    }

    /// <summary>
    /// A string's text; null where it is longer than any field, or not valid Unicode. A lone surrogate is valid JSON,
    /// but not text.
    /// </summary>
    public static string? TryGetString(JsonElement value)
    {
        if (JsonMarshal.GetRawUtf8Value(value).Length > LongestText * BytesPerCharacter)
            return null;
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private bool IsStorable(string pointer, string text, bool allowsLines = false)
    {
        if (TextRules.FindFault(text, allowsLines) is not { } fault)
            return true;
        AddError(pointer, fault);
        return false;
    }

    /// <summary>Checks every text inside a value: it is stored as raw JSON, and shown later.</summary>
    private bool AreStorable(string pointer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                return IsStorable(pointer, value);
            case JsonValueKind.Array:
                return value.EnumerateArray().Index().All(item => AreStorable($"{pointer}/{item.Index}", item.Item));
            case JsonValueKind.Object:
                return value.EnumerateObject().All(member => IsMemberStorable(pointer, member));
            default:
                return true;
        }
    }

    private bool IsMemberStorable(string pointer, JsonProperty member)
    {
        if (TryGetName(member) is not { } name || TextRules.FindFault(name, allowsLines: true) is not null)
        {
            AddError(pointer, "The name of a member contains a character that cannot be stored.");
            return false;
        }

        return AreStorable($"{pointer}/{name.Replace("~", "~0").Replace("/", "~1")}", member.Value);
    }

    private bool IsStorable(string pointer, JsonElement text)
    {
        if (TryGetString(text) is { } read)
            return IsStorable(pointer, read, allowsLines: true);
        AddError(pointer, TextRules.UnpairedSurrogate);
        return false;
    }

    private static string? TryGetName(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate, as in TryGetString.
            return null;
        }
    }

    private JsonElement? Find(string pointer)
    {
        var current = root;
        var rest = pointer.AsSpan(1);
        while (true)
        {
            var end = rest.IndexOf('/');
            var step = end < 0 ? rest : rest[..end];
            if (FindStep(current, step) is not { } found)
                return null;
            if (end < 0)
                return found;
            current = found;
            rest = rest[(end + 1)..];
        }
    }

    private static JsonElement? FindStep(JsonElement parent, ReadOnlySpan<char> step)
    {
        if (parent.ValueKind is JsonValueKind.Object)
            return parent.TryGetProperty(step, out var member) ? member : null;
        if (
            parent.ValueKind is JsonValueKind.Array
            && int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            && index < parent.GetArrayLength()
        )
        {
            return parent[index];
        }

        return null;
    }
}
