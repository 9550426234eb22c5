using System.Text.Json;

namespace JoinArena.PrivacyPortal.Disclosures.MyData.Details;

/// <summary>
/// What a source reported about a disclosure beyond the required fields: the model, the region, the data set, and the
/// companies it was passed on to.
/// </summary>
/// <param name="Others">Other details, under the names the source gave them.</param>
public sealed record DisclosureDetail(
    string? Model,
    string? Region,
    string? DataSet,
    IReadOnlyList<string> Subprocessors,
    IReadOnlyList<(string Name, string Value)> Others
)
{
    private const int MaxOthers = 20;

    /// <summary>The version of the data set.</summary>
    public string? Version { get; init; }

    /// <summary>Until when data was added to the data set.</summary>
    public string? CutOff { get; init; }

    /// <summary>The models trained with the data set.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>Whether nothing was reported.</summary>
    private bool IsEmpty =>
        this
            is {
                Model: null,
                Region: null,
                DataSet: null,
                Version: null,
                CutOff: null,
                Models.Count: 0,
                Subprocessors.Count: 0,
                Others.Count: 0
            };

    /// <summary>Reads the detail of a disclosure; null when nothing was reported.</summary>
    public static DisclosureDetail? Parse(string? json)
    {
        if (json is null)
            return null;
        using var document = JsonDocument.Parse(json);
        if (document.RootElement.ValueKind is not JsonValueKind.Object)
            return null;

        var detail = new DisclosureDetail(null, null, null, [], []);
        foreach (var property in document.RootElement.EnumerateObject())
            detail = detail.With(property.Name, property.Value);
        return detail.IsEmpty ? null : detail;
    }

    private DisclosureDetail With(string name, JsonElement value) =>
        name switch
        {
            "model" => this with { Model = Text(value) },
            "region" => this with { Region = Text(value) },
            "dataset" => this with { DataSet = Text(value) },
            "version" => this with { Version = Text(value) },
            "cutOff" => this with { CutOff = Text(value) },
            "models" when value.ValueKind is JsonValueKind.Array => this with
            {
                Models = [.. Models, .. Texts(value).Take(MaxOthers)],
            },
            "subprocessors" when value.ValueKind is JsonValueKind.Array => this with
            {
                Subprocessors = [.. Subprocessors, .. Texts(value)],
            },
            _ when Others.Count < MaxOthers && Text(value) is { } text => this with
            {
                Others = [.. Others, (name, text)],
            },
            _ => this,
        };

    private static IEnumerable<string> Texts(JsonElement array) => array.EnumerateArray().Select(Text).OfType<string>();

    private static string? Text(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => value.GetString() is { Length: > 0 } text ? text : null,
            JsonValueKind.Null or JsonValueKind.Undefined => null,
            JsonValueKind.Object
            or JsonValueKind.Array
            or JsonValueKind.Number
            or JsonValueKind.True
            or JsonValueKind.False => value.GetRawText(),
        };
}
