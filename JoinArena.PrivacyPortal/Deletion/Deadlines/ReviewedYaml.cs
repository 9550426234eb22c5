using System.Globalization;
using JoinArena.PrivacyPortal.Data;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace JoinArena.PrivacyPortal.Deletion;

/// <summary>A mapping in a reviewed YAML file, read strictly: every key is known, every fault names its file and line.</summary>
internal sealed class ReviewedYaml
{
    private readonly string _file;
    private readonly YamlMappingNode _node;

    private ReviewedYaml(string file, YamlMappingNode node) => (_file, _node) = (file, node);

    /// <exception cref="ConfigurationException">Not readable, or not one mapping.</exception>
    public static ReviewedYaml Read(string file)
    {
        try
        {
            var stream = new YamlStream();
            using var text = File.OpenText(file);
            stream.Load(text);
            if (stream.Documents.Count == 1 && stream.Documents[0].RootNode is YamlMappingNode node) return new(file, node);
        }
        catch (YamlException e)
        {
            throw new ConfigurationException($"{file}:{e.Start.Line}: this is not YAML ({e.Message}): look for a wrong indent or a missing colon", e);
        }
        catch (InvalidOperationException e)
        {
            // The parser's answer to a bracket that is never closed.
            throw new ConfigurationException($"{file}:1: this is not YAML: look for a bracket or quotation mark that is not closed", e);
        }

        throw new ConfigurationException($"{file}:1: this is not one YAML mapping: start the file with 'key: value' lines");
    }

    /// <summary>Refuses keys that nobody reads, which are mostly typing errors.</summary>
    public ReviewedYaml Only(params string[] keys)
    {
        foreach (var key in _node.Children.Keys)
        {
            if (key is not YamlScalarNode { Value: { } name } || !keys.Contains(name, StringComparer.Ordinal))
                throw Fault(key, $"'{key}' is not known here", $"use one of {string.Join(", ", keys)}");
        }

        return this;
    }

    public string Text(string key) => MaybeText(key) ?? throw Fault(_node, $"'{key}' is missing", $"add '{key}: …'");

    public string? MaybeText(string key) => Child(key) switch
    {
        null => null,
        YamlScalarNode { Value: { Length: > 0 } value } => value,
        var other => throw Fault(other, $"'{key}' has no text", $"write '{key}: …' on one line"),
    };

    public bool Flag(string key) => Text(key) switch { "yes" => true, "no" => false, var other => throw Fault(Child(key)!, $"'{key}' is '{other}'", "write yes or no") };

    public T OneOf<T>(string key) where T : struct, Enum =>
        Kebab.TryParse<T>(Text(key), out var value) ? value : throw Fault(Child(key)!, $"'{key}' is '{Text(key)}'", $"write one of {string.Join(", ", Kebab.All<T>())}");

    public DateOnly Date(string key) => ParseDate(Child(key) ?? _node, Text(key));

    public DateOnly? MaybeDate(string key) => MaybeText(key) is null ? null : Date(key);

    public ReviewedYaml? MaybeMap(string key) => Child(key) switch
    {
        null => null,
        YamlMappingNode map => new(_file, map),
        var other => throw Fault(other, $"'{key}' is not a mapping", "indent its keys under it"),
    };

    public IEnumerable<ReviewedYaml> Maps(string key) => Items(key).Select(n => n is YamlMappingNode map
        ? new ReviewedYaml(_file, map) : throw Fault(n, $"an entry of '{key}' is not a mapping", "write '- key: value' lines"));

    public IReadOnlyList<string> Texts(string key) => [.. Items(key).Select(n => n is YamlScalarNode { Value: { } value }
        ? value : throw Fault(n, $"an entry of '{key}' is not text", "write [A, B]"))];

    public IReadOnlyDictionary<DateOnly, string> Days(string key)
    {
        if (Child(key) is not YamlMappingNode days) throw Fault(Child(key) ?? _node, $"'{key}' is not a list of days", "write '2027-01-01: name' lines under it");
        return days.Children.ToDictionary(d => ParseDate(d.Key, ((YamlScalarNode)d.Key).Value ?? ""), d => ((YamlScalarNode)d.Value).Value ?? "");
    }

    /// <summary>A fault at a key, or at the mapping itself where the key is not there.</summary>
    public ConfigurationException Fault(string key, string wrong, string mend) => Fault(Child(key) ?? _node, wrong, mend);

    private IEnumerable<YamlNode> Items(string key) => Child(key) switch
    {
        null => [],
        YamlSequenceNode list => list.Children,
        var other => throw Fault(other, $"'{key}' is not a list", "write [A, B], or '- …' lines under it"),
    };

    private YamlNode? Child(string key) => _node.Children.TryGetValue(new YamlScalarNode(key), out var child) ? child : null;

    private DateOnly ParseDate(YamlNode at, string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        ? day : throw Fault(at, $"'{text}' is not a date", "write it as 2027-01-31");

    private ConfigurationException Fault(YamlNode at, string wrong, string mend) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{_file}:{at.Start.Line}: {wrong}: {mend}"));
}
