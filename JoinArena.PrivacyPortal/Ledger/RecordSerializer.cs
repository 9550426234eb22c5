using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using JoinArena.PrivacyPortal.Data;

namespace JoinArena.PrivacyPortal.Ledger;

/// <summary>
/// The canonical JSON of records: written in one go where that is the canonical text already, as it is for nearly all,
/// and member by member where not.
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

    /// <summary>The record in UTF-8.</summary>
    /// <exception cref="ArgumentException">
    /// It holds something outside the profile of <see cref="CanonicalJson"/>.
    /// </exception>
    public static byte[] Serialize(object record)
    {
        var written = JsonSerializer.SerializeToUtf8Bytes(record, record.GetType(), s_json);
        // What needs no escape is written the one way there is. The serializer escapes more than RFC 8785 does, and
        // spells some of it otherwise.
        return written.AsSpan().Contains((byte)'\\')
            ? Encoding.UTF8.GetBytes(
                CanonicalJson.Write(JsonSerializer.SerializeToNode(record, record.GetType(), s_json)!)
            )
            : written;
    }

    // RFC 8785 orders members by their names' UTF-16 code units.
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
                    $"'{member.Name}' of {type.Type} may not be one exact number in every language."
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
