using JoinArena.PrivacyPortal.Tests.Support;
using YamlDotNet.RepresentationModel;

namespace JoinArena.PrivacyPortal.Tests.Shell.Localization.Keys;

/// <summary>The words in the files of laws and places that workers and parties read.</summary>
internal static class LawKeys
{
    // What staff alone read: what a refusal must tell, and when a right to object has no place.
    private static readonly HashSet<string> s_readByWorkers =
    [
        "complain-to",
        "words",
        "words-to-party",
        "remedy",
        "remedy-where-kept",
        "remedy-on-page",
        "then",
    ];

    // Laws that people know under a name of their own language, our own promises, and those of places where many people
    // read one of our languages. Every other keeps its English name, which pages mark as English.
    private static readonly HashSet<string> s_named =
    [
        "AE-45.yml",
        "BR-LGPD.yml",
        "EG-151.yml",
        "EU-GDPR.yml",
        "JOINARENA-PROMISE-US.yml",
        "JOINARENA-PROMISE.yml",
        "MA-0908.yml",
        "SA-PDPL.yml",
        "UK-GDPR.yml",
        "US-CA-CCPA.yml",
        "US-CO.yml",
        "US-FEDERAL.yml",
        "US-IL-AIVIA.yml",
        "US-MD.yml",
        "US-NJ.yml",
        "US-TX.yml",
        "US-VA.yml",
        "US-WA.yml",
    ];

    public static IReadOnlyList<TextKey> Scan() =>
        [
            .. Read("laws")
                .Where(f => s_named.Contains(Path.GetFileName(f.Name)))
                .SelectMany(f => Find(f.Root, f.Name, ["name"])),
            .. Read("laws").SelectMany(f => Find(f.Root, f.Name, s_readByWorkers)),
            .. Read("jurisdictions").SelectMany(f => Find(f.Root, f.Name, ["complain-to", "name"])),
        ];

    private static IEnumerable<(string Name, YamlNode Root)> Read(string folder)
    {
        foreach (
            var file in Directory.EnumerateFiles(Repository.GetPath("policies", "deletion", folder), "*.yml").Order()
        )
        {
            using var text = File.OpenText(file);
            var yaml = new YamlStream();
            yaml.Load(text);
            yield return ($"policies/deletion/{folder}/{Path.GetFileName(file)}", yaml.Documents[0].RootNode);
        }
    }

    private static IEnumerable<TextKey> Find(YamlNode node, string file, HashSet<string> fields) =>
        node switch
        {
            YamlMappingNode mapping => mapping.Children.SelectMany(c =>
                fields.Contains(c.Key.ToString()) && c.Value is YamlScalarNode { Value: { } text }
                    ? [new TextKey(text, $"{file}:{c.Value.Start.Line}", null)]
                    : Find(c.Value, file, fields)
            ),
            YamlSequenceNode sequence => sequence.Children.SelectMany(c => Find(c, file, fields)),
            _ => [],
        };
}
