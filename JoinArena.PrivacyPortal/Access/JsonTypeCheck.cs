using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using JoinArena.PrivacyPortal.Data.Input;

namespace JoinArena.PrivacyPortal.Access;

/// <summary>
/// Compares a JSON value with the type it is to be read as, and collects each value of a wrong type and each member that
/// the type does not have. The serializer would stop at the first.
/// </summary>
internal sealed class JsonTypeCheck(JsonSerializerOptions options)
{
    private readonly List<FieldError> _errors = [];
    private readonly List<string> _ignored = [];

    /// <summary>Each value of a wrong type.</summary>
    public IReadOnlyList<FieldError> Errors => _errors;

    /// <summary>A JSON Pointer to each member that the type does not have.</summary>
    public IReadOnlyList<string> Ignored => _ignored;

    /// <summary>Compares a body.</summary>
    public void Check(JsonElement body, Type type)
    {
        if (body.ValueKind is JsonValueKind.Object)
            Check(body, type, "");
        else
            _errors.Add(new("", "Give an object."));
    }

    private void Check(JsonElement value, Type type, string pointer)
    {
        var info = options.GetTypeInfo(type);
        switch (info.Kind)
        {
            case JsonTypeInfoKind.Object when value.ValueKind is JsonValueKind.Object:
                CheckMembers(value, info, pointer);
                break;
            case JsonTypeInfoKind.Enumerable when value.ValueKind is JsonValueKind.Array:
                foreach (var (index, element) in value.EnumerateArray().Index())
                    Check(element, info.ElementType!, $"{pointer}/{index.ToString(CultureInfo.InvariantCulture)}");
                break;
            case JsonTypeInfoKind.Object or JsonTypeInfoKind.Enumerable:
                // The validation says what is missing.
                if (value.ValueKind is not JsonValueKind.Null)
                    _errors.Add(new(pointer, Describe(info)));
                break;
            default:
                if (!CanRead(value, info))
                    _errors.Add(new(pointer, Describe(info)));
                break;
        }
    }

    private void CheckMembers(JsonElement value, JsonTypeInfo info, string pointer)
    {
        foreach (var member in value.EnumerateObject())
        {
            var place = $"{pointer}/{JsonSyntaxCheck.Escape(member.Name)}";
            var property = info.Properties.FirstOrDefault(p =>
                string.Equals(p.Name, member.Name, StringComparison.OrdinalIgnoreCase)
            );
            if (property is null)
                _ignored.Add(place);
            else if (IsInstant(property))
                CheckInstant(member.Value, property.PropertyType, place);
            else
                Check(member.Value, property.PropertyType, place);
        }
    }

    private static bool IsInstant(JsonPropertyInfo property) =>
        property.AttributeProvider?.IsDefined(typeof(InstantAttribute), inherit: false) is true;

    private void CheckInstant(JsonElement value, Type type, string pointer)
    {
        // Half of a surrogate pair is a JSON string, but no text.
        var isInstant =
            value.ValueKind is JsonValueKind.String
            && CanRead(value, options.GetTypeInfo(type))
            && Rfc3339.TryParse(value.GetString(), out _);
        if (!isInstant && value.ValueKind is not JsonValueKind.Null)
            _errors.Add(new(pointer, Rfc3339.Expected));
    }

    private static bool CanRead(JsonElement value, JsonTypeInfo info)
    {
        try
        {
            _ = value.Deserialize(info);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string Describe(JsonTypeInfo info)
    {
        var type = Nullable.GetUnderlyingType(info.Type) ?? info.Type;
        return info.Kind switch
        {
            JsonTypeInfoKind.Object => "Give an object.",
            JsonTypeInfoKind.Enumerable => "Give an array.",
            _ when type == typeof(string) => "Give a text.",
            _ when type == typeof(bool) => "Give true or false.",
            _ => "This value has the wrong type.",
        };
    }
}
