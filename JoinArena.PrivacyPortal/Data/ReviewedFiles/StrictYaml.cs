using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace JoinArena.PrivacyPortal.Data.ReviewedFiles;

/// <summary>
/// The part of YAML that reviewed files need: plain keys, values and lists. Anything else is rejected before the tree
/// is built, because anchors could expand to endless text and nesting could overflow the stack.
/// </summary>
internal static class StrictYaml
{
    private const int MaxDepth = 12;

    /// <summary>
    /// The text's only top-level mapping; null if there is none, and then <paramref name="findings"/> says why.
    /// </summary>
    public static YamlMappingNode? Parse(string file, string yaml, ICollection<ReviewFinding> findings)
    {
        var before = findings.Count;
        foreach (var (line, problem, fix) in FindTabs(yaml).Concat(FindForbiddenSyntax(yaml)).Take(1))
            findings.Add(new ReviewFinding(file, line, problem, fix));
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
                    "start it with 'key: value' lines, and do not use '---'"
                )
            );
        }
        catch (YamlException fault) when (fault.Message.StartsWith("Duplicate key", StringComparison.Ordinal))
        {
            findings.Add(
                new ReviewFinding(
                    file,
                    (int)fault.Start.Line,
                    $"'{fault.Message["Duplicate key".Length..].Trim()}' occurs twice",
                    "keep one of them"
                )
            );
        }

        return null;
    }

    // Checked here because the parser would report the line where the mapping begins, not the line with the tab.
    private static IEnumerable<(int Line, string Problem, string Fix)> FindTabs(string yaml)
    {
        var line = 0;
        foreach (var text in yaml.Split('\n'))
        {
            line++;
            if (text.AsSpan(0, text.Length - text.AsSpan().TrimStart().Length).Contains('\t'))
                yield return (line, "the line is indented with a tab", "indent it with spaces");
        }
    }

    private static IEnumerable<(int Line, string Problem, string Fix)> FindForbiddenSyntax(string yaml)
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

            var found = parser.Current!;
            var line = (int)parser.Current!.Start.Line;
            if (found is AnchorAlias or NodeEvent { Anchor.IsEmpty: false })
            {
                yield return (
                    line,
                    "the file uses an anchor or an alias ('&' or '*')",
                    "write the text out, or put it in quotation marks"
                );
                yield break;
            }

            if (found is NodeEvent { Tag: { IsEmpty: false, IsNonSpecific: false } })
            {
                yield return (line, "the file uses a tag ('!')", "put the text in quotation marks");
                yield break;
            }

            depth += found.NestingIncrease;
            if (depth <= MaxDepth)
                continue;
            yield return (line, "the file is nested too deeply", "check for brackets that are not closed");
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
                    "check that line for a wrong indent, a missing colon, or text that needs quotation marks"
                )
            );
        }
        catch (InvalidOperationException)
        {
            // The parser throws this for a bracket that is not closed.
            return (
                false,
                (
                    (int)(parser.Current?.End.Line ?? 1),
                    "the file is not YAML",
                    "check for a bracket or quotation mark that is not closed"
                )
            );
        }
    }
}
