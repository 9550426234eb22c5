using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace JoinArena.PrivacyPortal.Ledger;

/// <summary>
/// Canonical JSON (RFC 8785) in the ledger's profile: objects, arrays, strings, integers and booleans. Without
/// fractions and nulls there is only one way to write a record, in any programming language.
/// </summary>
public static class CanonicalJson
{
    private const long LargestExactInteger = (1L << 53) - 1;

    /// <summary>The canonical text of <paramref name="node"/>.</summary>
    /// <exception cref="ArgumentException">The node contains something outside the profile.</exception>
    public static string Write(JsonNode node)
    {
        var text = new StringBuilder();
        Write(node, text);
        return text.ToString();
    }

    private static void Write(JsonNode? node, StringBuilder text)
    {
        switch (node)
        {
            case JsonObject members:
                var sorted = members.OrderBy(m => m.Key, StringComparer.Ordinal);
                WriteList(text, '{', '}', sorted, member => WriteMember(member, text));
                break;
            case JsonArray items:
                WriteList(text, '[', ']', items, item => Write(item, text));
                break;
            case JsonValue value:
                WriteValue(value, text);
                break;
            default:
                throw new ArgumentException("The profile has no null: leave the member out.", nameof(node));
        }
    }

    private static void WriteMember(KeyValuePair<string, JsonNode?> member, StringBuilder text)
    {
        WriteString(member.Key, text);
        text.Append(':');
        Write(member.Value, text);
    }

    private static void WriteList<T>(StringBuilder text, char open, char close, IEnumerable<T> items, Action<T> write)
    {
        text.Append(open);
        var first = true;
        foreach (var item in items)
        {
            if (!first)
                text.Append(',');
            first = false;
            write(item);
        }

        text.Append(close);
    }

    private static void WriteValue(JsonValue value, StringBuilder text)
    {
        switch (value.GetValueKind())
        {
            case JsonValueKind.String:
                WriteString(value.GetValue<string>(), text);
                break;
            case JsonValueKind.True or JsonValueKind.False:
                text.Append(value.GetValue<bool>() ? "true" : "false");
                break;
            case JsonValueKind.Number
                when long.TryParse(value.ToJsonString(), out var integer)
                    && integer is >= -LargestExactInteger and <= LargestExactInteger:
                text.Append(integer);
                break;
            default:
                throw new ArgumentException($"'{value.ToJsonString()}' is outside the profile.", nameof(value));
        }
    }

    private static void WriteString(string value, StringBuilder text)
    {
        text.Append('"');
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            if (char.IsSurrogate(c) && !IsPair(value, ref i, text))
                throw new ArgumentException("A lone surrogate is not Unicode text.", nameof(value));
            if (char.IsSurrogate(c))
                continue;
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\t' => text.Append("\\t"),
                '\n' => text.Append("\\n"),
                '\f' => text.Append("\\f"),
                '\r' => text.Append("\\r"),
                < ' ' => text.Append("\\u")
                    .Append(((int)c).ToString("x4", System.Globalization.CultureInfo.InvariantCulture)),
                _ => text.Append(c),
            };
        }

        text.Append('"');
    }

    private static bool IsPair(string value, ref int at, StringBuilder text)
    {
        if (at + 1 >= value.Length || !char.IsSurrogatePair(value[at], value[at + 1]))
            return false;
        text.Append(value, at, 2);
        at++;
        return true;
    }
}
