using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using JoinArena.PrivacyPortal.Data;

namespace JoinArena.PrivacyPortal.Disclosures.Intake;

/// <summary>
/// Tells a repeat of a report from another report under the same id: a hash of the content that ignores white space and
/// the order of items and of JSON members.
/// </summary>
internal static class Fingerprint
{
    // Only fields that are written as JSON could hold a line break, and JSON escapes it.
    private const char End = '\n';

    // Of a SHA-256. It only tells a source's repeat from its own mistake, and nobody gains by two equal ones.
    private const int Length = 8;

    public static byte[] Compute(Report report)
    {
        var text = new StringBuilder(256).Append(report.WorkerId).Append(End);
        if (report.Amends is { } amends)
        {
            text.Append(Json(amends.Target.Source))
                .Append(End)
                .Append(Json(amends.Target.EventId))
                .Append(End)
                .Append(amends.At.ToIso())
                .Append(End);
        }

        if (report is DisclosureReport disclosure)
        {
            text.Append(disclosure.PartyId)
                .Append(End)
                .Append(disclosure.Direction)
                .Append(End)
                .Append(disclosure.Purpose)
                .Append(End)
                .Append(disclosure.Time.ToIso())
                .Append(End)
                .Append(disclosure.InterviewId)
                .Append(End);
            foreach (var item in disclosure.Items.OrderBy(i => i.Id, StringComparer.Ordinal))
                text.Append(item.Id).Append(' ').Append(item.Category).Append(End);
            if (disclosure.Detail is { } detail)
                text.Append(SortMembers(detail));
        }

        if (report.Amends?.Reason is { } reason)
            text.Append(End).Append(Json(reason));
        return SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()))[..Length];
    }

    private static string Json(string text) => JsonSerializer.Serialize(text);

    private static string SortMembers(string json)
    {
        using var document = JsonDocument.Parse(json);
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes))
            Write(document.RootElement, writer);
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    private static void Write(JsonElement value, Utf8JsonWriter writer)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in value.EnumerateObject().OrderBy(m => m.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(member.Name);
                    Write(member.Value, writer);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                    Write(item, writer);
                writer.WriteEndArray();
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }
}
