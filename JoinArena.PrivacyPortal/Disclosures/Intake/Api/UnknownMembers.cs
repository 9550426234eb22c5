using System.Globalization;
using System.Text.Json;
using JoinArena.PrivacyPortal.Access;

namespace JoinArena.PrivacyPortal.Disclosures.Intake.Api;

/// <summary>
/// Names the members of an event's data that the portal does not know, so that a misspelt one is noticed. Outside of
/// <c>data</c> an event may carry attributes of any name (CloudEvents 1.0, 3.1.3), and <c>detail</c> is free.
/// </summary>
internal static class UnknownMembers
{
    private static readonly string[] s_disclosure =
    [
        "workerId",
        "partyId",
        "direction",
        "purpose",
        "items",
        "interviewId",
        "detail",
    ];

    private static readonly string[] s_correction = [.. s_disclosure, "refersTo", "reason", "time"];
    private static readonly string[] s_retraction = ["workerId", "refersTo", "reason"];
    private static readonly string[] s_item = ["id", "category"];
    private static readonly string[] s_reference = ["id", "source"];

    /// <returns>A JSON Pointer to each; null if there are none.</returns>
    public static IReadOnlyList<string>? Find(JsonElement json)
    {
        if (!TryGetObject(json, "data", out var data))
            return null;
        List<string>? unknown = null;
        Add(ref unknown, data, GetKnown(json), "/data");
        if (TryGetObject(data, "refersTo", out var reference))
            Add(ref unknown, reference, s_reference, "/data/refersTo");
        if (data.TryGetProperty("items", out var items) && items.ValueKind is JsonValueKind.Array)
        {
            var index = 0;
            foreach (var item in items.EnumerateArray())
            {
                if (item.ValueKind is JsonValueKind.Object)
                    Add(ref unknown, item, s_item, null, index);
                index++;
            }
        }

        return unknown;
    }

    private static string[] GetKnown(JsonElement json)
    {
        var type =
            json.TryGetProperty("type", out var value) && value.ValueKind is JsonValueKind.String ? value : default;
        if (type.ValueKind is JsonValueKind.Undefined)
            return s_correction;
        if (type.ValueEquals(CloudEventReader.RetractedType))
            return s_retraction;
        return type.ValueEquals(CloudEventReader.Type) ? s_disclosure : s_correction;
    }

    private static bool TryGetObject(JsonElement parent, string name, out JsonElement value)
    {
        value = default;
        return parent.ValueKind is JsonValueKind.Object
            && parent.TryGetProperty(name, out value)
            && value.ValueKind is JsonValueKind.Object;
    }

    // The place of an item is put into words only where something is unknown: this runs for every event.
    private static void Add(ref List<string>? unknown, JsonElement parent, string[] known, string? place, int index = 0)
    {
        foreach (var member in parent.EnumerateObject())
        {
            var isKnown = false;
            foreach (var name in known)
                isKnown |= member.NameEquals(name);
            if (isKnown)
                continue;
            place ??= $"/data/items/{index.ToString(CultureInfo.InvariantCulture)}";
            (unknown ??= []).Add($"{place}/{JsonSyntaxCheck.Escape(member.Name)}");
        }
    }
}
