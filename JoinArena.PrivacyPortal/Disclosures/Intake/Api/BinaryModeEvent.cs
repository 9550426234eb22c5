using System.Buffers;
using System.Text.Json;

namespace JoinArena.PrivacyPortal.Disclosures.Intake.Api;

/// <summary>
/// Reads an event in binary mode: its attributes are headers that begin with <c>ce-</c>, and the body is its data. It is
/// the default of several CloudEvents SDKs. Source: CloudEvents 1.0.2, HTTP Protocol Binding, 3.1.
/// </summary>
internal static class BinaryModeEvent
{
    private const string Prefix = "ce-";

    // The body is the data, and its media type is that of the request.
    private static readonly string[] s_fromBody = ["data", "data_base64", "datacontenttype"];

    /// <summary>Whether a request is an event in binary mode.</summary>
    public static bool IsIn(HttpRequest request) =>
        request.Headers.ContainsKey(Prefix + "specversion") && request.HasJsonContentType();

    /// <summary>The same event in structured mode.</summary>
    /// <param name="data">The body, which is JSON.</param>
    public static ReadOnlyMemory<byte> ToStructuredMode(HttpRequest request, ReadOnlyMemory<byte> data)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(bytes);
        json.WriteStartObject();
        foreach (var header in request.Headers)
        {
            if (!header.Key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
                continue;
            var name = header.Key[Prefix.Length..].ToLowerInvariant();
            if (!s_fromBody.Contains(name, StringComparer.Ordinal))
                json.WriteString(name, Decode(header.Value.ToString()));
        }

        json.WritePropertyName("data");
        json.WriteRawValue(data.Span, skipInputValidation: true);
        json.WriteEndObject();
        json.Flush();
        return bytes.WrittenMemory;
    }

    // 3.1.3.2: a value may be quoted, and its characters outside of printable ASCII are percent-encoded UTF-8.
    private static string Decode(string value)
    {
        if (value.Length >= 2 && value[0] == '"' && value[^1] == '"')
            value = Unquote(value.AsSpan(1, value.Length - 2));
        return Uri.UnescapeDataString(value);
    }

    private static string Unquote(ReadOnlySpan<char> quoted)
    {
        var text = new System.Text.StringBuilder(quoted.Length);
        for (var i = 0; i < quoted.Length; i++)
        {
            if (quoted[i] == '\\' && i + 1 < quoted.Length)
                i++;
            text.Append(quoted[i]);
        }

        return text.ToString();
    }
}
