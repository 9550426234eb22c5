using System.Globalization;
using System.Text.Json;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Workers;

namespace JoinArena.PrivacyPortal.Disclosures.Intake.Api;

/// <summary>
/// Reads fields of a JSON document by JSON Pointer (RFC 6901), and collects what is wrong with each field instead of
/// stopping at the first.
/// </summary>
internal sealed class JsonFieldReader(JsonElement root)
{
    private static readonly string[] s_instants = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

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
            return text;
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
            && TryGetString(value) is { } text
            && (text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > 18)
            && DateTimeOffset.TryParseExact(
                text,
                s_instants,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out var time
            )
        )
        {
            return time.ToInstant();
        }

        AddError(pointer, "Give an RFC 3339 instant with its offset, such as 2026-11-20T10:15:00Z.");
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
        if (Find(pointer) is { ValueKind: JsonValueKind.Object } value && value.GetRawText() is { Length: <= 8192 } raw)
            return raw;
        AddError(pointer, "Give an object of at most 8,192 characters.");
        return null;
    }

    /// <summary>
    /// A string's text; null where it is not valid Unicode. A lone surrogate is valid JSON, but not text.
    /// </summary>
    public static string? TryGetString(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
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
