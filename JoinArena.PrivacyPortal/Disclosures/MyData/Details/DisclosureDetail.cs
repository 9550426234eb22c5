using System.Text.Json;

namespace JoinArena.PrivacyPortal.Disclosures.MyData.Details;

/// <summary>
/// What a source told of an act beyond what it must: with which model, where, into which data set, and to whom it was
/// passed on.
/// </summary>
/// <param name="Others">What else it said, in its own words.</param>
public sealed record DisclosureDetail(
    string? Model,
    string? Region,
    string? DataSet,
    IReadOnlyList<string> Subprocessors,
    IReadOnlyList<(string Name, string Value)> Others
)
{
    private const int MostOthers = 20;

    /// <summary>The version of the data set.</summary>
    public string? Version { get; init; }

    /// <summary>Until when the data set took data in.</summary>
    public string? CutOff { get; init; }

    /// <summary>The models trained with the data set.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>Reads the detail of a disclosure; null where nothing was told.</summary>
    public static DisclosureDetail? Parse(string? json)
    {
        if (json is null)
            return null;
        using var detail = JsonDocument.Parse(json);
        if (detail.RootElement.ValueKind is not JsonValueKind.Object)
            return null;

        var (model, region, dataSet, subprocessors, others) = (
            (string?)null,
            (string?)null,
            (string?)null,
            new List<string>(),
            new List<(string, string)>()
        );
        var (version, cutOff, models) = ((string?)null, (string?)null, new List<string>());
        foreach (var said in detail.RootElement.EnumerateObject())
        {
            switch (said.Name)
            {
                case "model":
                    model = Text(said.Value);
                    break;
                case "region":
                    region = Text(said.Value);
                    break;
                case "dataset":
                    dataSet = Text(said.Value);
                    break;
                case "version":
                    version = Text(said.Value);
                    break;
                case "cutOff":
                    cutOff = Text(said.Value);
                    break;
                case "models" when said.Value.ValueKind is JsonValueKind.Array:
                    models.AddRange(said.Value.EnumerateArray().Select(Text).OfType<string>().Take(MostOthers));
                    break;
                case "subprocessors" when said.Value.ValueKind is JsonValueKind.Array:
                    subprocessors.AddRange(said.Value.EnumerateArray().Select(Text).OfType<string>());
                    break;
                default:
                    if (others.Count < MostOthers && Text(said.Value) is { } value)
                        others.Add((said.Name, value));
                    break;
            }
        }

        var read = new DisclosureDetail(model, region, dataSet, subprocessors, others)
        {
            Version = version,
            CutOff = cutOff,
            Models = models,
        };
        return
            read
                is {
                    Model: null,
                    Region: null,
                    DataSet: null,
                    Version: null,
                    CutOff: null,
                    Models.Count: 0,
                    Subprocessors.Count: 0,
                    Others.Count: 0
                }
            ? null
            : read;
    }

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
