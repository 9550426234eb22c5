using System.Text.Json.Nodes;

namespace JoinArena.PrivacyPortal.Tests.Operations.Api;

/// <summary>The address of an operation with the examples of its parameters.</summary>
internal static class ExampleAddress
{
    /// <param name="path">As in the description, such as <c>/api/v1/workers/{workerId}</c>.</param>
    /// <param name="values">What replaces an example.</param>
    public static string Create(string path, JsonNode operation, (string Name, string Value)[] values)
    {
        var query = new List<string>();
        foreach (var parameter in operation["parameters"]?.AsArray() ?? [])
        {
            var name = (string)parameter!["name"]!;
            var value = values.FirstOrDefault(v => v.Name == name).Value ?? (string?)parameter["example"];
            if (value is null)
                continue;
            if ((string?)parameter["in"] == "path")
                path = path.Replace($"{{{name}}}", Uri.EscapeDataString(value), StringComparison.Ordinal);
            else
                query.Add($"{name}={Uri.EscapeDataString(value)}");
        }

        return query.Count == 0 ? path : $"{path}?{string.Join('&', query)}";
    }
}
