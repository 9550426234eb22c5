using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using JoinArena.PrivacyPortal.Data;

namespace JoinArena.PrivacyPortal.Ledger;

/// <summary>
/// The canonical JSON of records. For nearly all records the serializer's output is already canonical; the others are
/// written again member by member.
/// </summary>
internal static class RecordSerializer
{
    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { Sort } },
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower), new InstantAsIso() },
    };

    /// <summary>The record as canonical JSON in UTF-8.</summary>
    /// <exception cref="ArgumentException">
    /// The record contains something outside the profile of <see cref="CanonicalJson"/>.
    /// </exception>
    public static byte[] Serialize(object record)
    {
        var written = JsonSerializer.SerializeToUtf8Bytes(record, record.GetType(), s_json);
        // Text without escapes is already canonical. The serializer escapes more characters than RFC 8785 does, and
        // writes some escapes differently.
        return written.AsSpan().Contains((byte)'\\')
            ? Encoding.UTF8.GetBytes(
                CanonicalJson.Write(JsonSerializer.SerializeToNode(record, record.GetType(), s_json)!)
            )
            : written;
    }

    // RFC 8785 sorts members by the UTF-16 code units of their names.
    private static void Sort(JsonTypeInfo type)
    {
        if (type.Kind is not JsonTypeInfoKind.Object)
            return;
        foreach (var (order, member) in type.Properties.OrderBy(p => p.Name, StringComparer.Ordinal).Index())
        {
            if (
                member.PropertyType.IsPrimitive
                && member.PropertyType != typeof(bool)
                && member.PropertyType != typeof(int)
            )
            {
                throw new NotSupportedException(
                    $"'{member.Name}' of {type.Type} has a numeric type that not every language reads exactly."
                );
            }

            member.Order = order;
        }
    }

    private sealed class InstantAsIso : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(
            ref Utf8JsonReader reader,
            Type typeToConvert,
            JsonSerializerOptions options
        ) => reader.GetDateTimeOffset();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToIso());
    }
}
