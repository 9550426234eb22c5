using System.Globalization;
using JoinArena.PrivacyPortal.Data;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace JoinArena.PrivacyPortal.Policies;

/// <summary>A mapping in a reviewed YAML file. Reading never throws: whatever is wrong becomes a <see cref="Finding"/> with its line, so that one check tells all.</summary>
internal sealed class ReviewedYaml(string file, YamlMappingNode node, ICollection<Finding> findings)
{
    /// <summary>The file's top mapping, or null where the file is not one.</summary>
    public static ReviewedYaml? Read(string file, string yaml, ICollection<Finding> findings)
    {
        var parser = new Parser(new StringReader(yaml));
        try
        {
            var stream = new YamlStream();
            stream.Load(parser);
            if (stream.Documents is [{ RootNode: YamlMappingNode root }]) return new ReviewedYaml(file, root, findings);
            findings.Add(new Finding(file, 1, "the file is not one list of 'key: value' lines", "see policies/README.md for the keys"));
        }
        catch (YamlException e)
        {
            findings.Add(new Finding(file, (int)e.Start.Line, $"the file is not YAML: {e.Message.ReplaceLineEndings(" ")}", "mend the line named"));
        }
        catch (InvalidOperationException)
        {
            // The parser's answer to a bracket that is never closed.
            findings.Add(new Finding(file, (int)(parser.Current?.End.Line ?? 1), "the file is not YAML", "look for a bracket or quotation mark that is not closed"));
        }

        return null;
    }

    /// <summary>The line the mapping starts at.</summary>
    public int Line => (int)node.Start.Line;

    /// <summary>The keys, in the order of the file.</summary>
    public IEnumerable<string> Keys => node.Children.Keys.Select(k => k.ToString());

    /// <summary>Reports keys nobody reads: most often a slip of the pen.</summary>
    public void AllowOnly(params IReadOnlyCollection<string> keys)
    {
        foreach (var key in node.Children.Keys.Where(k => !keys.Contains(k.ToString())))
            Report(key, $"'{key}' is no key here", $"use {string.Join(", ", keys)}");
    }

    public bool Has(string key) => node.Children.ContainsKey(key);

    /// <summary>A required text; empty when missing.</summary>
    public string Text(string key, string example) => Scalar(key, example)?.Value ?? "";

    /// <summary>A required text, or a list of them.</summary>
    public IReadOnlyList<string> Texts(string key, string example)
    {
        if (node.Children.TryGetValue(key, out var found) && found is YamlSequenceNode { Children.Count: > 0 } list && list.All(e => e is YamlScalarNode { Value.Length: > 0 }))
            return [.. list.Cast<YamlScalarNode>().Select(e => e.Value!)];
        return Text(key, example) is { Length: > 0 } one ? [one] : [];
    }

    /// <summary>A required instant in UTC.</summary>
    public DateTimeOffset Instant(string key)
    {
        const string example = "2026-11-01T00:00:00Z";
        if (Scalar(key, example) is not { } scalar) return default;
        if (DateTimeOffset.TryParseExact(scalar.Value, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)) return instant;
        Report(scalar, $"'{key}' is '{scalar.Value}', which is no instant in UTC", $"write it like {example}");
        return default;
    }

    /// <summary>A required <c>yes</c> or <c>no</c>.</summary>
    public bool YesOrNo(string key)
    {
        if (Scalar(key, "no") is not { } scalar) return false;
        if (scalar.Value is not ("yes" or "no")) Report(scalar, $"'{key}' is '{scalar.Value}'", "write yes or no");
        return scalar.Value is "yes";
    }

    /// <summary>A required word of a vocabulary.</summary>
    public T OneOf<T>(string key) where T : struct, Enum => Scalar(key, Kebab.All<T>()[0]) is { } scalar ? Word<T>(scalar) : default;

    /// <summary>A required list of words of a vocabulary.</summary>
    public IReadOnlySet<T> SetOf<T>(string key) where T : struct, Enum
    {
        if (Find<YamlSequenceNode>(key, $"[{Kebab.All<T>()[0]}]") is not { } list) return new HashSet<T>();
        if (list.Children.Count == 0) Report(list, $"'{key}' is empty", $"name at least one of {string.Join(", ", Kebab.All<T>())}");
        return list.Children.Select(Word<T>).ToHashSet();
    }

    /// <summary>A required mapping.</summary>
    public ReviewedYaml? Map(string key) => Find<YamlMappingNode>(key, "keys below it") is { } map ? new ReviewedYaml(file, map, findings) : null;

    /// <summary>A list of mappings.</summary>
    public IEnumerable<ReviewedYaml> Maps(string key)
    {
        if (Find<YamlSequenceNode>(key, "a list") is not { } list) yield break;
        foreach (var entry in list.Children)
        {
            if (entry is YamlMappingNode map) yield return new ReviewedYaml(file, map, findings);
            else Report(entry, $"an entry of '{key}' has no keys", "see policies/README.md for its keys");
        }
    }

    /// <summary>Reports something about the whole mapping.</summary>
    public void Report(string what, string mend) => Report(node, what, mend);

    /// <summary>Reports something about one key, or about the mapping where the key is not there.</summary>
    public void Report(string key, string what, string mend) => Report(node.Children.TryGetValue(key, out var at) ? at : node, what, mend);

    private void Report(YamlNode at, string what, string mend) => findings.Add(new Finding(file, (int)at.Start.Line, what, mend));

    private YamlScalarNode? Scalar(string key, string example)
    {
        var scalar = Find<YamlScalarNode>(key, example);
        if (scalar is null || !string.IsNullOrWhiteSpace(scalar.Value)) return scalar;
        Report(scalar, $"'{key}' is empty", $"write it like '{key}: {example}'");
        return null;
    }

    private T? Find<T>(string key, string example) where T : YamlNode
    {
        if (!node.Children.TryGetValue(key, out var found)) Report(node, $"'{key}' is missing", $"add '{key}: {example}'");
        else if (found is T wanted) return wanted;
        else Report(found, $"'{key}' is not what is expected", $"write it like '{key}: {example}'");
        return null;
    }

    private T Word<T>(YamlNode at) where T : struct, Enum
    {
        if (Kebab.TryParse<T>((at as YamlScalarNode)?.Value, out var word)) return word;
        Report(at, $"'{at}' is no {Words(typeof(T).Name)}", $"use one of {string.Join(", ", Kebab.All<T>())}");
        return default;
    }

    /// <summary>A type's name for people: <c>DataCategory</c> is "data category".</summary>
    private static string Words(string name) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(name).Replace('-', ' ');
}
