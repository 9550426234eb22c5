using System.Globalization;
using System.Text.Json;
using YamlDotNet.RepresentationModel;

namespace JoinArena.PrivacyPortal.Data.ReviewedFiles;

/// <summary>
/// A mapping in a reviewed YAML file. Reading never throws: each problem becomes a <see cref="ReviewFinding"/> with its
/// line, so that one check reports all problems.
/// </summary>
public sealed class ReviewedYaml
{
    private readonly ReviewedFile _file;
    private readonly YamlMappingNode _node;
    private readonly ICollection<ReviewFinding> _findings;

    private ReviewedYaml(ReviewedFile file, YamlMappingNode node, ICollection<ReviewFinding> findings)
    {
        _file = file;
        _node = node;
        _findings = findings;
    }

    /// <summary>The path of the file.</summary>
    public string File => _file.Path;

    /// <summary>The file itself.</summary>
    public ReviewedFile Whole => _file;

    /// <summary>The file's top-level mapping; null if it has none.</summary>
    public static ReviewedYaml? Parse(ReviewedFile file, ICollection<ReviewFinding> findings) =>
        file.ReadText(findings) is { } yaml && StrictYaml.Parse(file.Path, yaml, findings) is { } root
            ? new ReviewedYaml(file, root, findings)
            : null;

    /// <summary>Reports all other keys, which are usually typing errors.</summary>
    public ReviewedYaml AllowOnly(params IReadOnlyCollection<string> keys)
    {
        foreach (
            var key in _node.Children.Keys.Where(k =>
                k is not YamlScalarNode { Value: { } name } || !keys.Contains(name, StringComparer.Ordinal)
            )
        )
        {
            Report(key, $"'{key}' is not a known key here", $"use {string.Join(", ", keys)}");
        }

        return this;
    }

    public bool Has(string key) => _node.Children.ContainsKey(key);

    /// <summary>A required text; empty if it is missing.</summary>
    public string GetText(string key, string example = "…") => Scalar(key, example)?.Value ?? "";

    /// <summary>A text that may be left out.</summary>
    public string? GetOptionalText(string key) => Has(key) && GetText(key) is { Length: > 0 } text ? text : null;

    /// <summary>A required text, or a list of them.</summary>
    public IReadOnlyList<string> GetTexts(string key, string example)
    {
        if (
            _node.Children.TryGetValue(key, out var found)
            && found is YamlSequenceNode { Children.Count: > 0 } list
            && list.All(e => e is YamlScalarNode { Value.Length: > 0 })
        )
        {
            return [.. list.Cast<YamlScalarNode>().Select(e => e.Value!)];
        }

        if (found is YamlSequenceNode { Children.Count: 0 })
        {
            Report(found, $"'{key}' is empty", $"write it like '{key}: {example}'");
            return [];
        }

        return GetText(key, example) is { Length: > 0 } one ? [one] : [];
    }

    /// <summary>A required instant in UTC.</summary>
    public DateTimeOffset GetInstant(string key)
    {
        const string example = "2026-11-01T00:00:00Z";
        if (Scalar(key, example) is not { } scalar)
            return default;
        if (
            DateTimeOffset.TryParseExact(
                scalar.Value,
                "yyyy-MM-dd'T'HH:mm:ss'Z'",
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out var instant
            )
        )
        {
            return instant;
        }

        Report(scalar, $"'{key}' is '{scalar.Value}', which is not an instant in UTC", $"write it like {example}");
        return default;
    }

    /// <summary>A required day.</summary>
    public DateOnly GetDate(string key) => Scalar(key, "2027-01-31") is { } scalar ? GetDate(scalar) : default;

    /// <summary>A day that may be left out.</summary>
    public DateOnly? GetOptionalDate(string key) => Has(key) ? GetDate(key) : null;

    /// <summary>A required mapping of days to their names.</summary>
    public IReadOnlyDictionary<DateOnly, string> GetNamedDays(string key)
    {
        var days = new Dictionary<DateOnly, string>();
        if (Find<YamlMappingNode>(key, "and '2027-01-01: name' lines below it") is not { } node)
            return days;
        foreach (var (day, name) in node.Children)
        {
            if (name is YamlScalarNode { Value.Length: > 0 } named)
                days.TryAdd(GetDate(day), named.Value);
            else
                Report(name, $"'{day}' has no name", "write it like '2027-01-01: name'");
        }

        return days;
    }

    /// <summary>A required <c>yes</c> or <c>no</c>.</summary>
    public bool GetBoolean(string key)
    {
        if (Scalar(key, "no") is not { } scalar)
            return false;
        if (scalar.Value is not ("yes" or "no"))
            Report(scalar, $"'{key}' is '{scalar.Value}'", "write yes or no");
        return scalar.Value is "yes";
    }

    /// <summary>A required name of an enum member, in kebab-case.</summary>
    public T GetEnum<T>(string key)
        where T : struct, Enum => Scalar(key, KebabCase.GetNames<T>()[0]) is { } scalar ? Word<T>(scalar) : default;

    /// <summary>A required list of names of enum members, in kebab-case.</summary>
    public IReadOnlySet<T> GetEnumSet<T>(string key)
        where T : struct, Enum
    {
        if (Find<YamlSequenceNode>(key, $"[{KebabCase.GetNames<T>()[0]}]") is not { } list)
            return new HashSet<T>();
        if (list.Children.Count == 0)
            Report(list, $"'{key}' is empty", $"name at least one of {string.Join(", ", KebabCase.GetNames<T>())}");
        var words = new HashSet<T>();
        foreach (var entry in list.Children)
        {
            if (!words.Add(Word<T>(entry)))
                Report(entry, $"'{entry}' is listed twice in '{key}'", "name it once");
        }

        return words;
    }

    /// <summary>A required mapping.</summary>
    public ReviewedYaml? GetMapping(string key) =>
        Find<YamlMappingNode>(key, "keys below it") is { } map ? new ReviewedYaml(_file, map, _findings) : null;

    /// <summary>A mapping that may be left out.</summary>
    public ReviewedYaml? GetOptionalMapping(string key) => Has(key) ? GetMapping(key) : null;

    /// <summary>A required list of mappings.</summary>
    public IEnumerable<ReviewedYaml> GetMappings(string key)
    {
        if (Find<YamlSequenceNode>(key, "a list") is not { } list)
            yield break;
        foreach (var entry in list.Children)
        {
            if (entry is YamlMappingNode map)
            {
                yield return new ReviewedYaml(_file, map, _findings);
            }
            else
            {
                Report(
                    entry,
                    $"an entry of '{key}' has no keys",
                    "write it as '- key: value' lines; the README of the policies names the keys"
                );
            }
        }
    }

    /// <summary>A list of mappings that may be left out.</summary>
    public IEnumerable<ReviewedYaml> GetOptionalMappings(string key) => Has(key) ? GetMappings(key) : [];

    /// <summary>Reports a problem at the line of a key, or at the mapping's first line if the key does not exist.</summary>
    public void Report(string key, string problem, string fix) =>
        Report(_node.Children.TryGetValue(key, out var at) ? at : _node, problem, fix);

    private void Report(YamlNode at, string problem, string fix) =>
        _findings.Add(new ReviewFinding(File, (int)at.Start.Line, problem, fix));

    private DateOnly GetDate(YamlNode at)
    {
        if (
            DateOnly.TryParseExact(
                (at as YamlScalarNode)?.Value,
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var day
            )
        )
        {
            return day;
        }

        Report(at, $"'{at}' is not a date", "write it as 2027-01-31");
        return default;
    }

    private YamlScalarNode? Scalar(string key, string example)
    {
        var scalar = Find<YamlScalarNode>(key, example);
        if (scalar is null || !string.IsNullOrWhiteSpace(scalar.Value))
            return scalar;
        Report(scalar, $"'{key}' is empty", $"write it like '{key}: {example}'");
        return null;
    }

    private T? Find<T>(string key, string example)
        where T : YamlNode
    {
        if (!_node.Children.TryGetValue(key, out var found))
            Report(_node, $"'{key}' is missing", $"add '{key}: {example}'");
        else if (found is T wanted)
            return wanted;
        else
            Report(found, $"'{key}' has the wrong form", $"write it like '{key}: {example}'");
        return null;
    }

    private T Word<T>(YamlNode at)
        where T : struct, Enum
    {
        if (KebabCase.TryParse<T>((at as YamlScalarNode)?.Value, out var word))
            return word;
        var known = string.Join(", ", KebabCase.GetNames<T>());
        Report(at, $"'{at}' is not a known {Words(typeof(T).Name)}", $"use one of {known}");
        return default;
    }

    /// <summary>A type's name for people: <c>DataCategory</c> is "data category".</summary>
    private static string Words(string name) => JsonNamingPolicy.KebabCaseLower.ConvertName(name).Replace('-', ' ');
}
