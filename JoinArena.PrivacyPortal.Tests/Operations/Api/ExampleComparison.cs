using System.Text.Json.Nodes;

namespace JoinArena.PrivacyPortal.Tests.Operations.Api;

/// <summary>Compares what a portal answers with an example of its description.</summary>
internal static class ExampleComparison
{
    // Ids, addresses and instants that each portal makes for itself. They are compared by their kind.
    private static readonly string[] s_own =
    [
        "taskId",
        "number",
        "acceptUrl",
        "pageUrl",
        "acceptedAt",
        "sha256",
        "dueBy",
        "createdAt",
        "toldAt",
        "stoppedAt",
        "decisionId",
        "readAt",
    ];

    /// <returns>The place of the first difference; null if there is none.</returns>
    public static string? FindDifference(JsonNode? example, JsonNode? actual, string place = "")
    {
        switch (example, actual)
        {
            case (JsonObject expected, JsonObject found):
                return expected
                    .Select(m => m.Key)
                    .Order(StringComparer.Ordinal)
                    .SequenceEqual(found.Select(m => m.Key).Order(StringComparer.Ordinal))
                    ? expected
                        .Select(m => FindDifference(m.Value, found[m.Key], $"{place}/{m.Key}"))
                        .FirstOrDefault(d => d is not null)
                    : $"{place}: other members";
            case (JsonArray expected, JsonArray found):
                return expected.Count == found.Count
                    ? expected
                        .Zip(found)
                        .Select((e, i) => FindDifference(e.First, e.Second, $"{place}/{i}"))
                        .FirstOrDefault(d => d is not null)
                    : $"{place}: another length";
            default:
                var isOwn = s_own.Contains(place.Split('/')[^1]) || place == "/id";
                return
                    JsonNode.DeepEquals(example, actual) || (isOwn && example?.GetValueKind() == actual?.GetValueKind())
                    ? null
                    : $"{place}: {actual?.ToJsonString()}";
        }
    }
}
