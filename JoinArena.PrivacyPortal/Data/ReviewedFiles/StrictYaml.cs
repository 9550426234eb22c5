using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace JoinArena.PrivacyPortal.Data.ReviewedFiles;

/// <summary>
/// YAML as reviewed files need it: plain keys, values and lists. What YAML could do besides is refused before a tree is
/// built of it, since anchors
/// can stand for endless text and nesting for an endless stack.
/// </summary>
internal static class StrictYaml
{
    private const int Deepest = 12;

    /// <summary>
    /// The text's one top mapping, or null where <paramref name="findings"/> got the reason why there is none.
    /// </summary>
    public static YamlMappingNode? Parse(string file, string yaml, ICollection<ReviewFinding> findings)
    {
        var before = findings.Count;
        foreach (var (line, what, mend) in Tabs(yaml).Concat(Refused(yaml)).Take(1))
            findings.Add(new ReviewFinding(file, line, what, mend));
        if (findings.Count > before)
            return null;
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            if (stream.Documents is [{ RootNode: YamlMappingNode root }])
                return root;
            findings.Add(
                new ReviewFinding(
                    file,
                    1,
                    "the file is not one list of 'key: value' lines",
                    "start it with 'key: value' lines, and write no '---'"
                )
            );
        }
        catch (YamlException fault) when (fault.Message.StartsWith("Duplicate key", StringComparison.Ordinal))
        {
            findings.Add(
                new ReviewFinding(
                    file,
                    (int)fault.Start.Line,
                    $"'{fault.Message["Duplicate key".Length..].Trim()}' stands twice",
                    "keep one of them"
                )
            );
        }

        return null;
    }

    // The parser tells the line its mapping began at.
    private static IEnumerable<(int Line, string What, string Mend)> Tabs(string yaml)
    {
        var line = 0;
        foreach (var text in yaml.Split('\n'))
        {
            line++;
            if (text.AsSpan(0, text.Length - text.AsSpan().TrimStart().Length).Contains('\t'))
                yield return (line, "the line is indented with a tab", "indent it with blanks");
        }
    }

    private static IEnumerable<(int Line, string What, string Mend)> Refused(string yaml)
    {
        var parser = new Parser(new StringReader(yaml));
        var depth = 0;
        while (true)
        {
            var (more, fault) = Next(parser);
            if (fault is { } wrong)
                yield return wrong;
            if (!more)
                yield break;

            var (found, line) = (parser.Current!, (int)parser.Current!.Start.Line);
            if (found is AnchorAlias or NodeEvent { Anchor.IsEmpty: false })
            {
                yield return (
                    line,
                    "the file uses an anchor or an alias ('&' or '*')",
                    "write the words out, or put them in quotation marks"
                );
                yield break;
            }

            if (found is NodeEvent { Tag: { IsEmpty: false, IsNonSpecific: false } })
            {
                yield return (line, "the file uses a tag ('!')", "put the words in quotation marks");
                yield break;
            }

            depth += found.NestingIncrease;
            if (depth <= Deepest)
                continue;
            yield return (line, "the file is nested too deeply", "look for brackets that are not closed");
            yield break;
        }
    }

    private static (bool More, (int, string, string)? Fault) Next(Parser parser)
    {
        try
        {
            return (parser.MoveNext(), null);
        }
        catch (YamlException fault)
        {
            return (
                false,
                (
                    (int)fault.Start.Line,
                    $"the file is not YAML: {fault.Message.ReplaceLineEndings(" ")}",
                    "look at that line for a wrong indent, a missing colon, or words that need quotation marks"
                )
            );
        }
        catch (InvalidOperationException)
        {
            // The parser's answer to a bracket that is never closed.
            return (
                false,
                (
                    (int)(parser.Current?.End.Line ?? 1),
                    "the file is not YAML",
                    "look for a bracket or quotation mark that is not closed"
                )
            );
        }
    }
}
