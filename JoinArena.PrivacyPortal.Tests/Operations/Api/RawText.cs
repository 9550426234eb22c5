using System.Text;
using System.Text.Json.Nodes;

namespace JoinArena.PrivacyPortal.Tests.Operations.Api;

/// <summary>Text that no library would write: with unpaired halves, in addresses too.</summary>
internal static class RawText
{
    // Halves of pairs are written as escapes, as programs do that do not look at what they send.
    public static byte[] WriteJson(JsonNode? node)
    {
        var json = new StringBuilder();
        Write(node, json);
        return Encoding.UTF8.GetBytes(json.ToString());
    }

    public static string EncodeStep(string text)
    {
        var encoded = new StringBuilder();
        foreach (var b in Encoding.UTF8.GetBytes(text))
            encoded.Append(char.IsAsciiLetterOrDigit((char)b) || b is (byte)'-' ? (char)b : $"%{b:X2}");
        return encoded.ToString();
    }

    private static void Write(JsonNode? node, StringBuilder json)
    {
        switch (node)
        {
            case null:
                json.Append("null");
                break;
            case JsonObject made:
                json.Append('{');
                foreach (var (index, (name, member)) in made.Index())
                {
                    json.Append(index > 0 ? "," : "").Append('"').Append(name).Append("\":");
                    Write(member, json);
                }

                json.Append('}');
                break;
            case JsonArray list:
                json.Append('[');
                foreach (var (index, item) in list.Index())
                {
                    json.Append(index > 0 ? "," : "");
                    Write(item, json);
                }

                json.Append(']');
                break;
            case JsonValue value when value.TryGetValue<string>(out var text):
                json.Append('"');
                foreach (var c in text)
                    json.Append(c is '"' or '\\' or < ' ' || char.IsSurrogate(c) ? $"\\u{(int)c:X4}" : c);
                json.Append('"');
                break;
            default:
                json.Append(node.ToJsonString());
                break;
        }
    }
}
